package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.train.Networks;
import ihct.nn.Segments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The paper's flat network with a head for every tier of the IHCT: the hidden layers of {@link
 * Dense}, and above them one softmax over the clusters of each tier, the last one over the genres.
 * The loss is the cross-entropy of the last head plus the weighted sum of those of the heads before
 * it (multi-task learning, Caruana 1997), by default with weight 1 for each. The tiers so teach the
 * hidden layers what genres have in common; they have no say in the answer, which is that of the
 * last head alone and costs as much as Dense's. Tiers of a single cluster have no head.
 *
 * <p>With label smoothing, a label is smoothed in every head. Computed on the CPU only.
 */
public final class TierHeads implements SavableClassifier {

  /** By how much the loss of each tier above the last counts; usually as much as the genres. */
  public static final Option<Double> TIER_WEIGHT =
      Option.number("tier-weight", 1)
          .atLeast(0.0)
          .says("WEIGHT", "By how much the loss of each tier above the last counts in tier-heads");

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

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
      return TierHeads.load(in, tree);
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options(Networks.WIDTH, TIER_WEIGHT, Networks.BATCH_NORM);
    }

    @Override
    public boolean followsTree() {
      return true;
    }
  }

  private final SegmentNetwork network;

  private TierHeads(SegmentNetwork network) {
    this.network = network;
  }

  /**
   * Trains the network with Adam and keeps the epoch with the best validation accuracy.
   *
   * <p>The same songs, tree and options give the same weights, bit for bit, on one machine.
   *
   * @param training what it learns from, how, and who hears of it
   * @return the trained model
   * @throws TrainingDivergedException if the loss stops being finite
   * @throws IllegalArgumentException if networks are computed on a graphics card, or a checkpoint
   *     is damaged or of another run
   * @throws java.util.concurrent.CancellationException if the thread is interrupted before the
   *     first epoch is complete; later, the best epoch so far is returned, as {@link
   *     Training#stopped} tells
   */
  public static TierHeads fit(Training training) {
    return new TierHeads(
        SegmentNetwork.fit(
            KIND.name(), segments(training.tree(), training.options().get(TIER_WEIGHT)), training));
  }

  /**
   * Reads a saved model.
   *
   * @param in the file, opened
   * @param ihct the tree it was trained on
   * @return the same model
   * @throws IOException if it holds another kind of model, contradicts itself or does not fit the
   *     tree
   */
  public static TierHeads load(ModelReader in, Ihct ihct) throws IOException {
    return new TierHeads(SegmentNetwork.read(in, KIND.name(), segments(ihct, TIER_WEIGHT.usual())));
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

  /**
   * The DL4J network that holds the weights. Its own output is one softmax over all units, which
   * means nothing; ask {@link #probabilities}.
   *
   * @return the network itself, not a copy
   */
  public MultiLayerNetwork network() {
    return network.network();
  }

  @Override
  public int classes() {
    return network.classes();
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    network.probabilities(songs, rows, probabilities);
  }

  @Override
  public long parameters() {
    return network.network().numParams();
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    network.write(out);
  }

  /** DL4J's table of the layers, their sizes and parameters. */
  @Override
  public String toString() {
    return network().summary();
  }
}
