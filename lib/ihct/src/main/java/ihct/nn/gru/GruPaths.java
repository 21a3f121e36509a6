package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.FeedForward;
import ihct.nn.FeedForwardLearner;
import ihct.nn.gpu.Device;
import ihct.nn.gpu.GpuFeedForwardLearner;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A path decoder: ReLU layers on the song make the first state of a {@link PathCell}, which takes a
 * step at each decision on the way down. The state at a decision knows the song and the whole path
 * so far; a softmax over the units of the decision reads it.
 */
public final class GruPaths implements PathNetwork {

  /** Songs that are predicted together. */
  private static final int BLOCK = 128;

  /** Bounds the memory of a block when paths have thousands of decisions. */
  private static final int ROWS = 1 << 14;

  private final SiblingTree tree;
  private final PathCell cell;
  private final Units units;
  private final Parameters parameters;
  private final int hidden;
  private final int depth;

  /**
   * How wide the layers are.
   *
   * @param inputs of a song
   * @param hidden units of each ReLU layer
   * @param layers how many of these
   * @param state units of the one on top of them, whose values are the first state
   */
  public record Shape(int inputs, int hidden, int layers, int state) implements PathNetwork.Shape {

    @Override
    public long count(SiblingTree tree) {
      long h = state;
      return Units.weights(tree, inputs, widths()) + 3 * h * decisions(tree) + 3 * h * h + h;
    }

    @Override
    public PathNetwork network(SiblingTree tree, double dropout, double smoothing, long seed) {
      return new GruPaths(this, tree, dropout, smoothing, seed);
    }

    private int[] widths() {
      int[] widths = new int[layers + 1];
      Arrays.fill(widths, hidden);
      widths[layers] = state;
      return widths;
    }
  }

  private GruPaths(Shape shape, SiblingTree tree, double dropout, double smoothing, long seed) {
    this.tree = tree;
    this.parameters = new Parameters(Math.toIntExact(shape.count(tree)));
    this.hidden = shape.hidden;
    this.depth = depth(tree);
    SplittableRandom random = new SplittableRandom(seed);
    units = new Units(tree, parameters, shape.inputs, shape.widths(), dropout, smoothing, random);
    int h = shape.state;
    cell =
        new PathCell(
            parameters.matrix(decisions(tree), 3 * h), // those of the decisions begin as 0
            parameters.uniform(3 * h, h, Math.sqrt(3.0 / h), random),
            parameters.matrix(1, h));
  }

  /** One class leaves no decision, and a matrix has a row. */
  private static int decisions(SiblingTree tree) {
    return Math.max(1, tree.decisions());
  }

  private static int depth(SiblingTree tree) {
    int most = 0;
    for (int c = 0; c < tree.classes(); c++) {
      most = Math.max(most, tree.path(c).length);
    }
    return most;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public int inputs() {
    return trunk().inputs();
  }

  /** Units of each ReLU layer below the one that is the first state. */
  public int hidden() {
    return hidden;
  }

  @Override
  public int block() {
    return Math.max(1, Math.min(BLOCK, ROWS / Math.max(1, depth)));
  }

  SiblingTree tree() {
    return tree;
  }

  FeedForward trunk() {
    return units.network();
  }

  PathCell cell() {
    return cell;
  }

  Units units() {
    return units;
  }

  /** The most decisions of a path. */
  int depth() {
    return depth;
  }

  @Override
  public Learner learner(int batch, double learningRate, long seed, Team team) {
    FeedForwardLearner learner =
        new FeedForwardLearner(
            trunk(), batch, learningRate, seed, team, false, new GruPathsLearner(this, batch));
    int width = inputs();
    return new Learner(
        learner,
        (songs, classes, weights) ->
            learner.learn(
                classes,
                weights,
                classes.length,
                (inputs, from, thread) ->
                    inputs.write(0, 0, songs, from * width, inputs.rows() * width)));
  }

  @Override
  public Learner learner(int batch, double learningRate, long seed, Device device) {
    GpuFeedForwardLearner learner =
        new GpuFeedForwardLearner(
            trunk(),
            batch,
            learningRate,
            seed,
            device,
            false,
            memory -> new GpuPathsLearner(this, batch, device, memory));
    return new Learner(
        learner,
        (songs, classes, weights) ->
            learner.learn(
                classes,
                weights,
                address -> device.upload(address, songs, classes.length * inputs())));
  }

  @Override
  public Predictor predictor() {
    return new GruPathsPredictor(this);
  }

  @Override
  public Predictor predictor(Device device) {
    return new GpuPathsPredictor(this, device);
  }

  @Override
  public Walk walk(float[] song) {
    return new GruPathsWalk(this, song);
  }
}
