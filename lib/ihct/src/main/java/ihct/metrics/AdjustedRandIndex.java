package ihct.metrics;

import java.util.HashMap;
import java.util.Map;

/**
 * How far two partitions of the same items agree, corrected for chance.
 *
 * @see <a href="https://doi.org/10.1007/BF01908075">Hubert and Arabie (1985), Comparing
 *     partitions</a>
 */
public final class AdjustedRandIndex {

  private AdjustedRandIndex() {}

  /** A cluster of one partition and a cluster of the other. */
  private record Both(int one, int other) {}

  /**
   * Compares two partitions by the pairs of items that they put into one cluster. O(n).
   *
   * <p>Where both put all items into one cluster, or both put each into its own, every partition
   * with as many clusters is the same, and chance cannot be told from agreement: they are equal,
   * hence 1, as scikit-learn has it.
   *
   * @param one the cluster of each item; any numbers name the clusters
   * @param other the same of the other partition
   * @return 1 if both are equal, 0 on average if one was drawn at random, and at least −1
   * @throws IllegalArgumentException if there is no item, or the partitions differ in length
   */
  public static double of(int[] one, int[] other) {
    if (one.length != other.length || one.length == 0) {
      throw new IllegalArgumentException(
          "The partitions hold %d and %d items; both need the same items, at least 1."
              .formatted(one.length, other.length));
    }
    Map<Integer, Integer> sizesOfOne = new HashMap<>();
    Map<Integer, Integer> sizesOfOther = new HashMap<>();
    Map<Both, Integer> shared = new HashMap<>();
    for (int item = 0; item < one.length; item++) {
      sizesOfOne.merge(one[item], 1, Integer::sum);
      sizesOfOther.merge(other[item], 1, Integer::sum);
      shared.merge(new Both(one[item], other[item]), 1, Integer::sum);
    }
    double together = pairs(shared);
    double ofOne = pairs(sizesOfOne);
    double ofOther = pairs(sizesOfOther);
    double all = pairs(Map.of(0, one.length));
    if (ofOne == ofOther && (ofOne == 0 || ofOne == all)) {
      return 1;
    }
    double byChance = ofOne * ofOther / all;
    return (together - byChance) / ((ofOne + ofOther) / 2 - byChance);
  }

  /** Counts the pairs of items that share a cluster, which is a whole number. */
  private static double pairs(Map<?, Integer> sizes) {
    return sizes.values().stream().mapToLong(size -> (long) size * (size - 1) / 2).sum();
  }
}
