package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.Option;
import ihct.models.Training;
import ihct.models.gaussian.CoarseLinks;
import ihct.models.train.Networks;
import ihct.nn.Segments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The paper's flat network with a head for every tier of the IHCT: the hidden layers of {@link
 * Dense}, and above them one softmax over the clusters of each tier, the last one over the genres.
 * The loss is the cross-entropy of the last head plus the weighted sum of those of the heads before
 * it (multi-task learning, Caruana 1997), by default with weight 1 for each. The tiers so teach the
 * hidden layers what genres have in common; they have no say in the answer, which is that of the
 * last head alone and costs as much as Dense's. Tiers of a single cluster have no head.
 *
 * <p>With label smoothing, a label is smoothed in every head.
 */
public final class TierHeads extends SegmentNetwork {

  /** By how much the loss of each tier above the last counts; usually as much as the genres. */
  public static final Option<Double> TIER_WEIGHT =
      Option.number("tier-weight", 1)
          .atLeast(0.0)
          .says("WEIGHT", "By how much the loss of each tier above the last counts in tier-heads");

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements TreeKind {

    @Override
    public String name() {
      return "tier-heads";
    }

    @Override
    public TierHeads fit(Training training) {
      return TierHeads.fit(training);
    }

    @Override
    public TierHeads load(ModelReader in, Ihct tree) throws IOException {
      return new TierHeads(in, tree);
    }

    @Override
    public boolean readsCoarse() {
      return true;
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options(
          CoarseLinks.WEIGHT, CoarseLinks.PLACES, Networks.WIDTH, TIER_WEIGHT, Networks.BATCH_NORM);
    }
  }

  private TierHeads(Training training) {
    super(KIND, segments(training.tree(), training.options().get(TIER_WEIGHT)), training);
  }

  private TierHeads(ModelReader in, Ihct tree) throws IOException {
    super(KIND, classes -> segments(tree, TIER_WEIGHT.usual()), in);
  }

  /**
   * Trains a model as {@link Dense#fit} does.
   *
   * @param training what it learns from, with a tree, how, and who hears of it
   */
  public static TierHeads fit(Training training) {
    TierHeads model = new TierHeads(training);
    model.learn(training);
    return model;
  }

  /** A head for every tier that has more than one cluster, and for the last. */
  private static Segments segments(Ihct ihct, double weight) {
    List<int[]> heads = new ArrayList<>();
    for (int tier = 1; tier <= ihct.tiers(); tier++) {
      if (ihct.clusters(tier) > 1 || tier == ihct.tiers()) {
        heads.add(ihct.clustersOfLeaves(tier));
      }
    }
    return Segments.heads(heads.toArray(int[][]::new), weight);
  }
}
