package ihct.metrics;

import ihct.hierarchy.Ihct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers at each tier by the sums of probabilities: the cluster whose classes together are the
 * most probable, which need not hold the most probable class.
 *
 * <p>Cost: O(clusters of all tiers) for a row; nothing is kept of the rows but counts. Not for
 * several threads at once.
 */
public final class TierSums {

  private final Ihct tree;
  private final int[] answers;

  /** Sums of a tier, and place for those of the next one. */
  private double[] sums;

  private double[] other;
  private final long[] hits;
  private long rows;

  /**
   * Starts without rows.
   *
   * @param tree over the classes
   */
  public TierSums(Ihct tree) {
    this.tree = tree;
    this.sums = new double[tree.classes()];
    this.other = new double[tree.classes()];
    this.answers = new int[tree.tiers()];
    this.hits = new long[tree.tiers()];
  }

  /**
   * Adds rows.
   *
   * @param probabilities rows×N numbers, row-major, not negative; a row of zeros is no answer
   * @param truth the true class of each row; its length is the number of rows
   */
  public void add(float[] probabilities, int[] truth) {
    for (int row = 0; row < truth.length; row++) {
      answer(probabilities, row * tree.classes(), answers);
      add(answers, truth[row]);
    }
  }

  /**
   * Adds a row of which no more is known than its answers.
   *
   * @param clusters those of {@link #answer}
   * @param truth the true class
   */
  public void add(int[] clusters, int truth) {
    for (int tier = 1; tier <= tree.tiers(); tier++) {
      if (clusters[tier - 1] == tree.cluster(tier, truth)) {
        hits[tier - 1]++;
      }
    }
    rows++;
  }

  /**
   * Answers one song at every tier; it is not counted.
   *
   * @param probabilities N numbers from a place on, not negative
   * @param offset where they begin
   * @param clusters receives for tier 1…I the cluster of the largest sum, −1 if all are 0
   */
  public void answer(float[] probabilities, int offset, int[] clusters) {
    for (int c = 0; c < tree.classes(); c++) {
      sums[c] = probabilities[offset + c];
    }
    for (int tier = tree.tiers(); tier >= 1; tier--) {
      int best = mostProbable(tree.clusters(tier));
      clusters[tier - 1] = sums[best] > 0 ? best : -1;
      if (tier > 1) {
        sumUp(tier);
      }
    }
  }

  /** Goes on from the sums of a tier to those of the one above. */
  private void sumUp(int tier) {
    Arrays.fill(other, 0, tree.clusters(tier - 1), 0);
    for (int cluster = 0; cluster < tree.clusters(tier); cluster++) {
      other[tree.parent(tier, cluster)] += sums[cluster];
    }
    double[] lower = sums;
    sums = other;
    other = lower;
  }

  private int mostProbable(int clusters) {
    int best = 0;
    for (int cluster = 1; cluster < clusters; cluster++) {
      best = sums[cluster] > sums[best] ? cluster : best;
    }
    return best;
  }

  /**
   * The share of rows whose true class lies in the answer.
   *
   * @return for tier 1…I; the last is top-1 accuracy. NaN without rows
   */
  public List<Double> accuracy() {
    List<Double> shares = new ArrayList<>();
    for (long hit : hits) {
      shares.add((double) hit / rows);
    }
    return shares;
  }
}
