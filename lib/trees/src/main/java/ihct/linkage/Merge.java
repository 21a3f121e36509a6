package ihct.linkage;

/**
 * One join of two clusters into one.
 *
 * <p>Clusters are numbered as in SciPy: leaves 0…n−1, and the cluster that merge i makes is n + i.
 *
 * @param left the cluster with the smaller number
 * @param right the cluster with the larger number
 * @param height the distance at which they join, in the unit of the metric
 * @param size the leaves of the new cluster, at least 2
 */
public record Merge(int left, int right, double height, int size) {

  /**
   * Checks what one merge can be checked for alone.
   *
   * @throws IllegalArgumentException if left is not below right, the height is not finite, or the
   *     size is below 2
   */
  public Merge {
    if (left < 0 || left >= right) {
      throw new IllegalArgumentException(
          "A merge joins two clusters 0 <= left < right; got left %d and right %d."
              .formatted(left, right));
    }
    if (!Double.isFinite(height)) {
      throw new IllegalArgumentException(
          "The merge of clusters %d and %d has height %s; heights must be finite."
              .formatted(left, right, height));
    }
    if (size < 2) {
      throw new IllegalArgumentException(
          "The merge of clusters %d and %d has size %d; a merged cluster has at least 2 leaves."
              .formatted(left, right, size));
    }
  }
}
