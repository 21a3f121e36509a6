package ihct.plots;

import ihct.hierarchy.Ihct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Figures of what a model answers for a single song. */
public final class AnswerPlots {

  /** No genre, where a model gives no answer. */
  private static final int NONE = -1;

  private static final int MOST_NAMED = 3;

  /** What is less probable is not named. */
  private static final double LEAST_NAMED = 0.02;

  private static final int ROW = 24;

  private AnswerPlots() {}

  /**
   * Draws how a song's probability is shared out among the clusters of each tier: a bar per tier,
   * the share of the right cluster first and in blue, then the likeliest others by name. One that
   * is likelier than the right cluster is orange.
   *
   * @param tree whose tiers are drawn
   * @param names one name per genre
   * @param probabilities for each tier, from the coarsest, that of each cluster, 0…1; they may come
   *     from one network per tier, or be sums of the probabilities of genres
   * @param right the song's genre
   * @throws IllegalArgumentException if there is not one probability per cluster
   */
  public static Plot tiers(Ihct tree, List<String> names, double[][] probabilities, int right) {
    List<TierShares.Bar> bars = new ArrayList<>();
    for (int tier = 1; tier <= tree.tiers(); tier++) {
      if (probabilities.length != tree.tiers()
          || probabilities[tier - 1].length != tree.clusters(tier)) {
        throw new IllegalArgumentException(
            "The tree has tiers of %s clusters; each cluster of each tier needs a probability, and there are %s."
                .formatted(
                    tree.schedule(),
                    Arrays.stream(probabilities).map(each -> each.length).toList()));
      }
      bars.add(bar(tree, names, tier, probabilities[tier - 1], tree.cluster(tier, right)));
    }
    TierShares shares = new TierShares(bars);
    return Plot.of(shares, shares.numbers()).sized(Plot.WIDTH, 90 + ROW * tree.tiers());
  }

  private static TierShares.Bar bar(
      Ihct tree, List<String> names, int tier, double[] probabilities, int right) {
    List<String> called = tree.clusterNames(tier, names);
    int[] sizes = TreeColours.sizes(tree, tier);
    List<TierShares.Share> shares = new ArrayList<>();
    IntStream.concat(
            IntStream.of(right),
            IntStream.range(0, probabilities.length)
                .filter(cluster -> cluster != right && probabilities[cluster] >= LEAST_NAMED)
                .boxed()
                .sorted(Comparator.comparingDouble(cluster -> -probabilities[cluster]))
                .limit(MOST_NAMED)
                .mapToInt(cluster -> cluster))
        .forEach(
            cluster ->
                shares.add(
                    new TierShares.Share(
                        called.get(cluster), sizes[cluster], probabilities[cluster])));
    return new TierShares.Bar(tier, tree.clusters(tier), shares);
  }

  /**
   * Draws {@linkplain TreePlots#icicle(Ihct, List) a hierarchy} in which the path to a song's genre
   * is blue, and the path to the answered one orange from where it leaves the other; all else is
   * pale.
   *
   * @param right the song's genre
   * @param answered the answered genre; −1 if there is none
   * @throws IllegalArgumentException if there is not one name per class
   */
  public static Plot path(Ihct tree, List<String> names, int right, int answered) {
    TierTree shown = TierTree.of(tree, names);
    TierPanel boxes = new TierPanel(shown, false);
    List<MarkedPath.Mark> marks = new ArrayList<>();
    Rows rows = Rows.of("tier", "right cluster", "answered cluster");
    for (int tier = 1; tier <= tree.tiers(); tier++) {
      List<String> called = tree.clusterNames(tier, names);
      int truth = tree.cluster(tier, right);
      int answer = answered == NONE ? NONE : tree.cluster(tier, answered);
      marks.add(new MarkedPath.Mark(truth, answer));
      rows.row(tier, called.get(truth), answer == NONE ? "–" : called.get(answer));
    }
    long widest = shown.nodes().stream().filter(n -> n.tier() == shown.tiers()).count();
    int height = (int) Math.min(900, Math.max(320, 70 + 15 * widest));
    return Plot.of(new MarkedPath(boxes, marks), rows).sized(boxes.width(), height);
  }
}
