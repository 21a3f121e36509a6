package ihct.evaluate;

import java.util.Arrays;

/** The most probable classes of a row. */
final class Ranking {

  private Ranking() {}

  /**
   * {@return at most so many of the N classes of the row that begins at the offset, best first; of
   * equal ones the first; none of probability 0. O(most·N) at worst, which is little for the few
   * that are asked}
   */
  static int[] of(float[] probabilities, int offset, int classes, int most) {
    int[] best = new int[Math.min(most, classes)];
    int count = 0;
    for (int c = 0; c < classes; c++) {
      float p = probabilities[offset + c];
      if (p <= 0 || count == best.length && p <= probabilities[offset + best[count - 1]]) {
        continue;
      }
      int place = Math.min(count, best.length - 1);
      while (place > 0 && probabilities[offset + best[place - 1]] < p) {
        best[place] = best[place - 1];
        place--;
      }
      best[place] = c;
      count = Math.min(count + 1, best.length);
    }
    return Arrays.copyOf(best, count);
  }
}
