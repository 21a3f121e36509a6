package ihct.memory;

import java.util.Locale;

/**
 * Refuses work that needs more memory than there is before it begins: otherwise it would fail in
 * the middle, after minutes or hours.
 */
public final class MemoryNeed {

  private static final double GIB = 1 << 30;

  /** Less is not worth asking for. */
  private static final double MUCH = GIB;

  private MemoryNeed() {}

  /**
   * Checks that Java may take so much memory.
   *
   * @param doing what will be done, such as "linking 60,000 clusters"; it stands in the message
   * @param bytes about how much it takes; a gibibyte or less is never refused
   * @param remedy what to change if memory cannot be had, such as "fewer genres (--min-per-genre)"
   * @throws NotEnoughMemoryException if there is not so much
   */
  public static void check(String doing, double bytes, String remedy) {
    check(doing, bytes, remedy, Runtime.getRuntime().maxMemory());
  }

  static void check(String doing, double bytes, String remedy, long limit) {
    if (bytes <= MUCH || bytes <= free(limit)) {
      return;
    }
    System.gc(); // what nobody needs any more counts as used until it is collected
    double heap = Math.ceil((bytes + limit - free(limit)) / GIB) + 1;
    check(doing, bytes, remedy, free(limit), limit, "-Xmx%.0fg".formatted(heap));
  }

  /**
   * The same for memory that is not Java's own.
   *
   * @param free how much of it may still be taken
   * @param limit how much may be taken in all
   * @param option the option of Java that allows enough
   * @throws NotEnoughMemoryException if there is not so much
   */
  public static void check(
      String doing, double bytes, String remedy, double free, double limit, String option) {
    if (bytes > MUCH && bytes > free) {
      throw new NotEnoughMemoryException(
          String.format(
              Locale.ROOT,
              "There is not enough memory for %s: it needs about %.1f GiB, and %.1f of the %.1f GiB that"
                  + " may be taken are free. Allow more, for instance IHCT_JVM_OPTIONS=%s, or use %s.",
              doing,
              bytes / GIB,
              free / GIB,
              limit / GIB,
              option,
              remedy));
    }
  }

  private static double free(long limit) {
    Runtime java = Runtime.getRuntime();
    return limit - (double) (java.totalMemory() - java.freeMemory());
  }
}
