package ihct.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells how much memory is in use. */
final class Memory {

  private static final long MEGABYTE = 1 << 20;
  private static final long KILOBYTES = 1 << 10;

  private Memory() {}

  /** Collects what nobody holds any more, then counts. */
  static String line() {
    System.gc();
    Runtime java = Runtime.getRuntime();
    String text =
        "Memory: %d MB of at most %d MB for Java objects"
            .formatted(
                (java.totalMemory() - java.freeMemory()) / MEGABYTE, java.maxMemory() / MEGABYTE);
    long resident = residentMegabytes();
    return resident == 0 ? text : text + ", %d MB with everything".formatted(resident);
  }

  /** What the system counts for the process; 0 where it does not tell. */
  private static long residentMegabytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.toLowerCase(Locale.ROOT).startsWith("vmrss:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
    return 0;
  }
}
