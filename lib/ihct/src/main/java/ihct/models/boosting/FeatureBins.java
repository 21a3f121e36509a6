package ihct.models.boosting;

import ihct.songs.Songs;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.Arrays;

/**
 * Numbers as small whole ones: at most {@value #MOST} bins for each feature, between thresholds
 * that lie half-way between neighbouring values. A feature of few different values has a bin for
 * each; one of many has bins of about as many songs each, and smaller ones behind a value of many
 * songs.
 */
final class FeatureBins {

  /** As many as a byte tells apart, less one. */
  static final int MOST = 255;

  private final float[][] thresholds;

  private FeatureBins(float[][] thresholds) {
    this.thresholds = thresholds;
  }

  /**
   * Chooses thresholds.
   *
   * @param train at least one song
   */
  static FeatureBins of(Songs train, Team team) {
    float[][] thresholds = new float[train.dimension()][];
    team.each(
        BoostedTrees.DOING,
        thresholds.length,
        (j, thread) -> {
          float[] values = new float[train.size()];
          for (int row = 0; row < values.length; row++) {
            values[row] = (float) train.feature(row, j) + 0f; // −0 is sorted before 0
          }
          Arrays.sort(values);
          thresholds[j] = thresholds(values);
        });
    return new FeatureBins(thresholds);
  }

  /** The thresholds between bins of sorted values, ascending. */
  static float[] thresholds(float[] ascending) {
    int distinct = 1;
    for (int i = 1; i < ascending.length; i++) {
      distinct += ascending[i] > ascending[i - 1] ? 1 : 0;
    }
    int bins = Math.min(MOST, distinct);
    boolean each = bins == distinct;
    float[] found = new float[bins - 1];
    int count = 0;
    for (int i = 1; i < ascending.length && count < found.length; i++) {
      // a bin ends where it has its share of the songs, or at the next value after that
      boolean full = each || i >= (count + 1L) * ascending.length / bins;
      if (full && ascending[i] > ascending[i - 1]) {
        found[count++] = middle(ascending[i - 1], ascending[i]);
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** A float from the lower one, included, to the higher one, excluded. */
  private static float middle(float low, float high) {
    float middle = (float) (((double) low + high) / 2);
    return middle < high ? middle : low;
  }

  /** How many bins a feature has. */
  int bins(int feature) {
    return thresholds[feature].length + 1;
  }

  /** The greatest value of a bin that is not the last. */
  float threshold(int feature, int bin) {
    return thresholds[feature][bin];
  }

  /**
   * Puts songs into bins.
   *
   * @return for each feature the bin of each row, as an unsigned byte
   */
  byte[][] of(Songs songs) {
    byte[][] bins = new byte[thresholds.length][songs.size()];
    for (int row = 0; row < songs.size(); row++) {
      if ((row & 0xFFF) == 0) {
        Stop.check(BoostedTrees.DOING);
      }
      for (int j = 0; j < bins.length; j++) {
        bins[j][row] = (byte) bin(thresholds[j], (float) songs.feature(row, j));
      }
    }
    return bins;
  }

  /** How many thresholds a value is above. */
  private static int bin(float[] ascending, float value) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value > ascending[middle]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
