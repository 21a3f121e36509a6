package ihct.study;

import java.util.Locale;

/** Compares how long a notebook was expected to take with how long it took. */
public final class RunTime {

  private static final double NANOS = 1e9;

  private final double expectedSeconds;
  private final long start = System.nanoTime();

  private RunTime(double expectedSeconds) {
    this.expectedSeconds = expectedSeconds;
  }

  static RunTime start(Profile profile, double expectedSeconds) {
    System.out.printf(
        "Profile %s: about %s on two cores.%n", profile, words(Math.max(1, expectedSeconds)));
    return new RunTime(expectedSeconds);
  }

  /** Prints the time since the start, beside the expected one. */
  public void stop() {
    double seconds = (System.nanoTime() - start) / NANOS;
    System.out.printf("Took %s; expected %s.%n", words(seconds), words(expectedSeconds));
  }

  /** Seconds below two minutes, minutes below two hours, else hours. */
  static String words(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    return seconds < 7200
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
