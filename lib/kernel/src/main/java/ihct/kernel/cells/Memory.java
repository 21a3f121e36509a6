package ihct.kernel.cells;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells how much memory is in use. */
final class Memory {

  private static final long MEBIBYTE = 1 << 20;
  private static final long KIBIBYTES = 1 << 10;

  private Memory() {}

  /** Counts before and after it collects what nobody holds any more. */
  static String line() {
    long before = used();
    System.gc();
    Runtime java = Runtime.getRuntime();
    String text =
        "Memory: %d MiB in use (%d before collecting), %d MiB taken from the system, at most %d MiB"
            .formatted(used(), before, java.totalMemory() / MEBIBYTE, java.maxMemory() / MEBIBYTE);
    long resident = residentMebibytes();
    return resident == 0
        ? text
        : text + "; %d MiB with all that is not Java objects".formatted(resident);
  }

  private static long used() {
    Runtime java = Runtime.getRuntime();
    return (java.totalMemory() - java.freeMemory()) / MEBIBYTE;
  }

  /** What the system counts for the process; 0 where it does not tell. */
  private static long residentMebibytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.toLowerCase(Locale.ROOT).startsWith("vmrss:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / KIBIBYTES;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
    return 0;
  }
}
