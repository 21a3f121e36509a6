package ihct.models.forest;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * What songs of each class count in a tree whose classes have weights, as whole numbers, so that
 * sums over songs are the same in any order, as those of plain counts are.
 *
 * <p>With c songs of a class of weight w, and W = Σ w·c, W times the entropy of a node is W·log W −
 * Σ w·c·log(w·c). Splits of a node differ in W·log W and Σ w·(c·log c) alone, as the rest, Σ w·log
 * w·c, is shared out between the sides. So {@link EntropyTable} serves here, too.
 */
final class WeightTable {

  /** What a long can hold, but for the sign and a sum of two. */
  private static final int BITS = 61;

  private static final int PLACES_OF_ENTROPY_TABLE = 32;

  private final long[] weights;
  private final int dropped;
  private final double unit;
  private final double unitsPerNat;

  private WeightTable(long[] weights, int dropped, double unit, double unitsPerNat) {
    this.weights = weights;
    this.dropped = dropped;
    this.unit = unit;
    this.unitsPerNat = unitsPerNat;
  }

  /**
   * Leaves out weights that change nothing.
   *
   * @param weights of each class
   * @return the same; null if all are 1
   */
  static double[] unlessAllAreOne(double[] weights) {
    return Arrays.stream(weights).allMatch(w -> w == 1) ? null : weights;
  }

  /**
   * The weights of classes for sums over songs.
   *
   * @param genres of each song
   * @param weights of each class, positive, or null
   * @param times how often the song of a row counts
   * @return null without weights
   */
  static WeightTable of(int[] genres, double[] weights, IntUnaryOperator times) {
    if (weights == null) {
      return null;
    }
    double total = 0;
    for (int row = 0; row < genres.length; row++) {
      total += times.applyAsInt(row) * weights[genres[row]];
    }
    return of(weights, total, genres.length);
  }

  /**
   * Rounds weights to as many binary places as sums leave room for: for a million songs 18, and 18
   * for c·log₂ c.
   *
   * @param weights of each class, positive
   * @param total the sum over the songs
   * @param songs how many there are
   */
  static WeightTable of(double[] weights, double total, int songs) {
    double most = total * StrictMath.log(Math.max(total, songs)) / StrictMath.log(2);
    int places = BITS - (Math.getExponent(Math.max(1, most)) + 1);
    int ofWeights = places / 2;
    int ofLogs = Math.min(PLACES_OF_ENTROPY_TABLE, places - ofWeights);
    return new WeightTable(
        Arrays.stream(weights)
            .mapToLong(w -> Math.max(1, Math.round(Math.scalb(w, ofWeights))))
            .toArray(),
        PLACES_OF_ENTROPY_TABLE - ofLogs,
        Math.scalb(1.0, -ofWeights),
        Math.scalb(1 / StrictMath.log(2), ofWeights + ofLogs));
  }

  /** The weight of a class, in units of its own. */
  long of(int c) {
    return weights[c];
  }

  /** How many of the last bits of {@link EntropyTable} there is no room for. */
  int dropped() {
    return dropped;
  }

  /**
   * W·log₂ W, in the units of a weight times c·log₂ c.
   *
   * @param w the sum of some songs' weights
   */
  long wLogW(long w) {
    double exact = w * unit;
    return w == 0 ? 0 : Math.round(exact * StrictMath.log(exact) * unitsPerNat);
  }
}
