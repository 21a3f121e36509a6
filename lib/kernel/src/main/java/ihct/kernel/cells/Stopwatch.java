package ihct.kernel.cells;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Measures how long a cell takes, by the clock and in the processor. */
final class Stopwatch {

  private static final double NANOS = 1e9;

  private final long clock = System.nanoTime();
  private final long processor = processor();

  /** Of all threads, so that parallel work is seen; 0 where Java does not tell. */
  private static long processor() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Time: %.3f s by the clock, %.3f s of processor",
        (System.nanoTime() - clock) / NANOS,
        (processor() - processor) / NANOS);
  }
}
