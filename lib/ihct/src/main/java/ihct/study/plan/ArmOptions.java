package ihct.study.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.files.Names;
import ihct.models.FeatureEncoding;
import ihct.models.ForestOptions;
import ihct.models.NetworkOptions;
import ihct.models.RateSchedule;
import ihct.models.TrainingOptions;

/**
 * How an arm is trained, as far as a plan says so; what is null is as usual.
 *
 * @param epochs passes of a network over the training songs
 * @param batch songs per step
 * @param learningRate step size of Adam
 * @param schedule constant or cosine
 * @param encoding none, rank-gauss or quantiles
 * @param bins inputs per feature of the encoding by quantiles
 * @param units hidden units of Dense and its kin
 * @param dropout share of units removed in training
 * @param smoothing share of a label that is spread over all classes
 * @param tierWeight by how much each tier above the last counts in tier heads
 * @param batchNorm whether the hidden units of Dense, StackNet, tier heads and tree softmax are
 *     normalised in training
 * @param forestTrees trees of a forest
 * @param forestDepth most questions of each
 * @param forestFeatures features that each node chooses from, 0 for √d
 * @param forestLeaf fewest songs in a leaf
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArmOptions(
    Integer epochs,
    Integer batch,
    Double learningRate,
    String schedule,
    String encoding,
    Integer bins,
    Integer units,
    Double dropout,
    Double smoothing,
    Double tierWeight,
    Boolean batchNorm,
    Integer forestTrees,
    Integer forestDepth,
    Integer forestFeatures,
    Integer forestLeaf) {

  /** Nothing but what is usual. */
  public static final ArmOptions USUAL =
      new ArmOptions(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** All options of a training, whatever the model heeds of them. */
  public static ArmOptions of(TrainingOptions options) {
    NetworkOptions network = options.network();
    ForestOptions forest = options.forest();
    return new ArmOptions(
        options.epochs(),
        options.batch(),
        options.learningRate(),
        Names.of(network.schedule()),
        Names.of(network.encoding()),
        network.bins(),
        network.units(),
        network.dropout(),
        network.smoothing(),
        network.tierWeight(),
        network.batchNorm(),
        forest.trees(),
        forest.depth(),
        forest.features(),
        forest.leastSongs());
  }

  /**
   * Fills the gaps.
   *
   * @param usual what holds where this says nothing
   * @return the options of a training
   * @throws IllegalArgumentException if one is out of range, or a name is not known
   */
  public TrainingOptions over(TrainingOptions usual) {
    return new TrainingOptions(
        or(epochs, usual.epochs()),
        or(batch, usual.batch()),
        or(learningRate, usual.learningRate()),
        usual.seed(),
        network(usual.network()),
        forest(usual.forest()));
  }

  private NetworkOptions network(NetworkOptions usual) {
    return new NetworkOptions(
        encoding == null
            ? usual.encoding()
            : Names.parse(FeatureEncoding.class, "Encoding", encoding),
        or(bins, usual.bins()),
        or(units, usual.units()),
        or(dropout, usual.dropout()),
        or(smoothing, usual.smoothing()),
        schedule == null ? usual.schedule() : Names.parse(RateSchedule.class, "Schedule", schedule),
        or(tierWeight, usual.tierWeight()),
        or(batchNorm, usual.batchNorm()));
  }

  private ForestOptions forest(ForestOptions usual) {
    return new ForestOptions(
        or(forestTrees, usual.trees()),
        or(forestDepth, usual.depth()),
        or(forestFeatures, usual.features()),
        or(forestLeaf, usual.leastSongs()),
        usual.seed());
  }

  private static <T> T or(T given, T usual) {
    return given == null ? usual : given;
  }
}
