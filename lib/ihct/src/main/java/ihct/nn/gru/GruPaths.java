package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.Adam;
import ihct.nn.FeedForward;
import ihct.nn.FeedForwardLearner;
import ihct.nn.FloatMatrix;
import ihct.threads.Team;
import java.util.List;
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
  private final FeedForward trunk;
  private final PathCell cell;
  private final Units units;
  private final Parameters parameters;
  private final int depth;

  /** How wide the layers are. */
  public record Shape(int inputs, int hidden, int layers, int state) {}

  /**
   * Draws initial weights: Glorot's for all matrices, 0 for all biases and for the numbers of the
   * decisions.
   *
   * @param shape inputs of a song, units of the ReLU layers and their number, and units of the one
   *     on top of them, whose values are the first state
   * @param tree whose decisions are taken
   * @param dropout share of the units of the ReLU layers that is dropped in training
   * @param smoothing share of a label that is spread evenly over it and its siblings in training
   * @param seed starts the random numbers
   */
  public GruPaths(Shape shape, SiblingTree tree, double dropout, double smoothing, long seed) {
    this.tree = tree;
    this.parameters = new Parameters(Math.toIntExact(count(shape, tree)));
    this.depth = depth(tree);
    SplittableRandom random = new SplittableRandom(seed);
    int layers = shape.layers + 2;
    FloatMatrix[] weights = new FloatMatrix[layers];
    FloatMatrix[] biases = new FloatMatrix[layers];
    double[] keep = new double[layers];
    int below = shape.inputs;
    for (int layer = 0; layer < layers; layer++) {
      boolean last = layer == layers - 1;
      int wide = last ? Units.count(tree) : layer == shape.layers ? shape.state : shape.hidden;
      weights[layer] =
          last
              ? parameters.uniform(wide, below, Math.sqrt(3.0 / below), random)
              : parameters.uniform(wide, below, random);
      biases[layer] = parameters.matrix(1, wide);
      keep[layer] = layer == 0 ? 1 : 1 - dropout;
      below = wide;
    }
    int h = shape.state;
    cell =
        new PathCell(
            parameters.matrix(decisions(tree), 3 * h),
            parameters.uniform(3 * h, h, Math.sqrt(3.0 / h), random),
            parameters.matrix(1, h));
    units = new Units(tree, weights[layers - 1], biases[layers - 1]);
    trunk = FeedForward.of(weights, biases, keep, smoothing, Units.segments(tree));
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

  /**
   * Counts the weights and biases of such a network.
   *
   * @param shape as for the constructor
   * @param tree the same
   * @return how many
   */
  public static long count(Shape shape, SiblingTree tree) {
    long wide = shape.hidden;
    long h = shape.state;
    return (shape.inputs + 1) * wide
        + (shape.layers - 1) * (wide + 1) * wide
        + (wide + 1) * h
        + (h + 1) * Units.count(tree)
        + 3 * h * decisions(tree)
        + 3 * h * h
        + h;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public int inputs() {
    return trunk.inputs();
  }

  @Override
  public int block() {
    return Math.max(1, Math.min(BLOCK, ROWS / Math.max(1, depth)));
  }

  SiblingTree tree() {
    return tree;
  }

  FeedForward trunk() {
    return trunk;
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
    return new PathLearner(batch, learningRate, seed, team);
  }

  @Override
  public Predictor predictor() {
    return new GruPathsPredictor(this);
  }

  @Override
  public Walk walk(float[] song) {
    return new GruPathsWalk(this, song);
  }

  /** The trunk's learner, with the rest of the network as its output. */
  private final class PathLearner extends ForwardingLearner<FeedForwardLearner>
      implements Learner, WithAdams {

    PathLearner(int batch, double learningRate, long seed, Team team) {
      super(
          new FeedForwardLearner(
              trunk,
              batch,
              learningRate,
              seed,
              team,
              false,
              new GruPathsLearner(GruPaths.this, batch)));
    }

    @Override
    public double learn(float[] songs, int[] classes) {
      return learner.learn(
          classes,
          (inputs, from, thread) ->
              inputs.write(0, 0, songs, from * inputs(), inputs.rows() * inputs()));
    }

    @Override
    public List<Adam> adams() {
      return learner.adams();
    }
  }
}
