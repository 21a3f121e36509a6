package ihct.nn.gru;

import ihct.nn.FeedForward;
import ihct.nn.dl4j.GatedRecurrentUnit;
import ihct.nn.gpu.Device;
import ihct.threads.Team;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A DL4J network of a bidirectional {@link GatedRecurrentUnit} below a feed-forward network that is
 * applied to every step, computed block by block in the memory where DL4J keeps its weights, for
 * sequences that are the same song at every step.
 *
 * @see FeedForward
 */
public final class Recurrent {

  /** Songs of a block; fewer make the products slow, more leave processors without work. */
  private static final int BLOCK = 256;

  /** Bounds the memory of a block when there are thousands of steps. */
  private static final int ROWS = 1 << 17;

  private final GruWeights[] directions;
  private final FeedForward head;

  private Recurrent(GruWeights[] directions, FeedForward head) {
    this.directions = directions;
    this.head = head;
  }

  /**
   * Tells whether a network has this form.
   *
   * @param network any network
   */
  public static boolean canCompute(MultiLayerNetwork network) {
    return network.params().dataType() == DataType.FLOAT
        && network.getLayer(0) instanceof BidirectionalLayer gru
        && gru.conf().getLayer() instanceof Bidirectional both
        && both.getMode() == Bidirectional.Mode.CONCAT
        && both.getFwd() instanceof GatedRecurrentUnit
        && FeedForward.canCompute(head(network));
  }

  private static Layer[] head(MultiLayerNetwork network) {
    return Arrays.copyOfRange(network.getLayers(), 1, network.getnLayers());
  }

  /**
   * A view of a network: what is learnt here is learnt there.
   *
   * @param network a network that {@link #canCompute} accepts
   */
  public static Recurrent of(MultiLayerNetwork network) {
    if (!canCompute(network)) {
      throw new IllegalArgumentException(
          "Only float networks of a bidirectional GRU below ReluDense layers and a SoftmaxOutput"
              + " can be computed in blocks.");
    }
    Layer gru = network.getLayer(0);
    return new Recurrent(
        new GruWeights[] {GruWeights.of(gru, "f"), GruWeights.of(gru, "b")},
        FeedForward.of(head(network)));
  }

  /** A network of matrices that DL4J does not know. */
  static Recurrent of(GruWeights forward, GruWeights backward, FeedForward head) {
    return new Recurrent(new GruWeights[] {forward, backward}, head);
  }

  /**
   * Prepares to learn paths by Adam.
   *
   * @param paths for each class the unit of each step
   * @param batch the most songs of a batch
   * @param learningRate Adam's α
   * @param seed starts dropout
   * @param team shares the work out
   */
  public PathNetwork.Learner learner(
      int[][] paths, int batch, double learningRate, long seed, Team team) {
    RecurrentLearner learner =
        new RecurrentLearner(this, paths[0].length, batch, learningRate, seed, team);
    return new PathNetwork.Learner(
        learner, (songs, classes, weights) -> learner.learn(songs, of(paths, classes), weights));
  }

  /** Likewise on a graphics card. */
  public PathNetwork.Learner learner(
      int[][] paths, int batch, double learningRate, long seed, Device device) {
    GpuRecurrentLearner learner =
        new GpuRecurrentLearner(this, paths[0].length, batch, learningRate, seed, device);
    return new PathNetwork.Learner(
        learner, (songs, classes, weights) -> learner.learn(songs, of(paths, classes), weights));
  }

  private static int[][] of(int[][] paths, int[] classes) {
    return Arrays.stream(classes).mapToObj(c -> paths[c]).toArray(int[][]::new);
  }

  /** Weights of the GRU from the first step to the last (0) or back (1). */
  GruWeights direction(int direction) {
    return directions[direction];
  }

  FeedForward head() {
    return head;
  }

  /** H, the units of each direction. */
  int units() {
    return directions[0].units();
  }

  /** Number of inputs: features of a song. */
  public int inputs() {
    return directions[0].input().columns();
  }

  /** Number of classes of a step: nOut of the softmax. */
  public int classes() {
    return head.classes();
  }

  /**
   * Songs that are computed together.
   *
   * @param steps number of steps
   * @return songs of a block; a batch's last block may have fewer
   */
  public static int block(int steps) {
    return Math.max(1, Math.min(BLOCK, ROWS / steps));
  }
}
