package ihct.models.boosting;

import java.util.Arrays;

/**
 * The songs of a node by one feature: for every bin how many there are, and the sum of their
 * gradients, K numbers each.
 */
final class Histogram {

  private final int outputs;
  private final int[] songs;
  private final float[] sums;

  /**
   * An empty histogram.
   *
   * @param bins at least 1
   * @param outputs K, how many numbers a gradient has
   */
  Histogram(int bins, int outputs) {
    this.outputs = outputs;
    songs = new int[bins];
    sums = new float[bins * outputs];
  }

  /**
   * Fills it anew.
   *
   * @param rows the songs, from one place to another
   * @param bins of each row
   * @param gradients K of each row
   */
  void fill(int[] rows, int from, int to, byte[] bins, float[] gradients) {
    Arrays.fill(songs, 0);
    Arrays.fill(sums, 0);
    for (int i = from; i < to; i++) {
      int bin = bins[rows[i]] & 0xFF;
      songs[bin]++;
      int at = bin * outputs;
      int gradient = rows[i] * outputs;
      for (int k = 0; k < outputs; k++) {
        sums[at + k] += gradients[gradient + k];
      }
    }
  }

  /** Takes away the songs of another, so that those of its sibling are left. */
  void subtract(Histogram part) {
    for (int bin = 0; bin < songs.length; bin++) {
      songs[bin] -= part.songs[bin];
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] -= part.sums[i];
    }
  }

  /**
   * Finds the best split.
   *
   * <p>With G the sum of the gradients of n songs, |G|² ∕ (n + λ) tells by how much one vector for
   * all of them can lower the loss; a split gains what both sides have more than the whole.
   *
   * @param leastSongs fewest songs of a side
   * @param penalty λ
   * @param whole scratch, K long
   * @param left scratch, K long
   * @return the last bin that goes left, and the gain
   */
  Split best(int leastSongs, double penalty, double[] whole, double[] left) {
    Arrays.fill(whole, 0);
    Arrays.fill(left, 0);
    int all = 0;
    for (int bin = 0; bin < songs.length; bin++) {
      all += songs[bin];
      if (songs[bin] > 0) {
        add(bin, whole);
      }
    }
    double square = dot(whole, whole);
    double without = square / (all + penalty);
    int bestBin = Split.NONE;
    double best = 0;
    int moved = 0;
    for (int bin = 0; bin < songs.length - 1 && all - moved >= leastSongs; bin++) {
      if (songs[bin] == 0) {
        continue;
      }
      add(bin, left);
      moved += songs[bin];
      if (moved < leastSongs || all - moved < leastSongs) {
        continue;
      }
      double leftSquare = dot(left, left);
      double rightSquare = square - 2 * dot(whole, left) + leftSquare;
      double gain =
          leftSquare / (moved + penalty) + rightSquare / (all - moved + penalty) - without;
      if (gain > best) {
        best = gain;
        bestBin = bin;
      }
    }
    return new Split(bestBin, best);
  }

  private void add(int bin, double[] total) {
    for (int k = 0, at = bin * outputs; k < outputs; k++, at++) {
      total[k] += sums[at];
    }
  }

  /** Four sums side by side, as each addition waits for the one before. */
  private static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 3 < a.length; k += 4) {
      s0 += a[k] * b[k];
      s1 += a[k + 1] * b[k + 1];
      s2 += a[k + 2] * b[k + 2];
      s3 += a[k + 3] * b[k + 3];
    }
    for (; k < a.length; k++) {
      s0 += a[k] * b[k];
    }
    return s0 + s1 + (s2 + s3);
  }

  /**
   * A split by one feature.
   *
   * @param bin the last bin that goes left, or {@link #NONE}
   * @param gain above 0 if there is one
   */
  record Split(int bin, double gain) {
    static final int NONE = -1;
  }
}
