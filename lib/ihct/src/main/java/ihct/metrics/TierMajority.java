package ihct.metrics;

import ihct.hierarchy.Ihct;

/**
 * What the accuracy at a tier must be read against: that of always answering the largest cluster.
 *
 * <p>Clusters of a tier are seldom of one size. Where one holds nearly all songs, nearly every
 * answer is right, whatever the model knows.
 */
public final class TierMajority {

  private TierMajority() {}

  /**
   * Measures how often the most frequent cluster of each tier is right.
   *
   * @param train the class of each training row, which decides the cluster; of equally frequent
   *     ones the first is taken
   * @param test the class of each test row, at least one
   * @return shares of the test rows, 0…1, from tier 1 to the leaves
   * @throws IllegalArgumentException if there are no test rows
   */
  public static double[] of(Ihct tree, int[] train, int[] test) {
    if (test.length == 0) {
      throw new IllegalArgumentException("No test rows; an accuracy needs at least one.");
    }
    double[] shares = new double[tree.tiers()];
    for (int tier = 1; tier <= tree.tiers(); tier++) {
      int largest = largest(tree, tier, train);
      int right = 0;
      for (int leaf : test) {
        right += tree.cluster(tier, leaf) == largest ? 1 : 0;
      }
      shares[tier - 1] = (double) right / test.length;
    }
    return shares;
  }

  private static int largest(Ihct tree, int tier, int[] train) {
    int[] rows = new int[tree.clusters(tier)];
    for (int leaf : train) {
      rows[tree.cluster(tier, leaf)]++;
    }
    int largest = 0;
    for (int cluster = 1; cluster < rows.length; cluster++) {
      largest = rows[cluster] > rows[largest] ? cluster : largest;
    }
    return largest;
  }
}
