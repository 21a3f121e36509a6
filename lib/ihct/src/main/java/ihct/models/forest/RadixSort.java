package ihct.models.forest;

import ihct.stopping.Stop;

/** Sorts rows by a 32-bit key in three passes over its digits, stably: O(n). */
final class RadixSort {

  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;
  private static final int PASSES = 3;

  private RadixSort() {}

  /**
   * Maps floats to integers of the same order.
   *
   * @param value not NaN
   * @return smaller for smaller values, as integers are compared; −0 and 0 give the same
   */
  static int ascending(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    // Among negative floats a larger magnitude is a larger pattern: turn them round.
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /** The value that an integer of {@link #ascending} stands for; never −0. */
  static float value(int ascending) {
    return Float.intBitsToFloat(ascending ^ ((ascending >> 31) & Integer.MAX_VALUE));
  }

  /**
   * Sorts the rows 0…n−1.
   *
   * @param keys the key of every row, compared as a signed integer
   * @return key in the upper half, row in the lower, by rising key, then by rising row
   */
  static long[] rowsByKey(int[] keys) {
    int[][] places = places(keys);
    long[] sorted = new long[keys.length];
    long[] other = new long[keys.length];
    for (int row = 0; row < keys.length; row++) {
      sorted[row] = (long) keys[row] << 32 | row;
    }
    for (int pass = 0; pass < PASSES; pass++) {
      Stop.check(TreeGrower.DOING);
      int[] place = places[pass];
      for (long entry : sorted) {
        other[place[digit((int) (entry >>> 32), pass)]++] = entry;
      }
      long[] swap = sorted;
      sorted = other;
      other = swap;
    }
    return sorted;
  }

  /** Where the first row of every digit goes, for every pass. */
  private static int[][] places(int[] keys) {
    int[][] places = new int[PASSES][DIGITS];
    for (int key : keys) {
      for (int pass = 0; pass < PASSES; pass++) {
        places[pass][digit(key, pass)]++;
      }
    }
    for (int[] place : places) {
      int next = 0;
      for (int digit = 0; digit < DIGITS; digit++) {
        int count = place[digit];
        place[digit] = next;
        next += count;
      }
    }
    return places;
  }

  /** The sign bit is turned, so that negative keys come first. */
  private static int digit(int key, int pass) {
    return (key ^ Integer.MIN_VALUE) >>> pass * DIGIT_BITS & (DIGITS - 1);
  }
}
