package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.Adam;
import ihct.nn.FeedForward;
import ihct.nn.FeedForwardPredictor;
import ihct.nn.FloatMatrix;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The {@link Recurrent} trunk of the paper's RNN, a bidirectional GRU over the tiers and
 * time-distributed ReLU layers, below a softmax among siblings: at tier t the units of the decision
 * that is met there, with weights of their own.
 */
public final class RecurrentPaths implements PathNetwork {

  private final SiblingTree tree;
  private final Recurrent trunk;
  private final Units units;
  private final Parameters parameters;

  /** How wide the layers are. */
  public record Shape(int inputs, int gru, int hidden, int layers) {}

  /**
   * Draws initial weights: Glorot's for all matrices, 0 for all biases.
   *
   * @param shape inputs of a song, units of each direction of the GRU, units of the ReLU layers and
   *     their number
   * @param tree whose units are the outputs
   * @param dropout share of the units of the ReLU layers that is dropped in training
   * @param smoothing share of a label that is spread evenly over it and its siblings in training
   * @param seed starts the random numbers
   */
  public RecurrentPaths(
      Shape shape, SiblingTree tree, double dropout, double smoothing, long seed) {
    this.tree = tree;
    this.parameters = new Parameters(Math.toIntExact(count(shape, tree)));
    SplittableRandom random = new SplittableRandom(seed);
    GruWeights forward = gru(shape, random);
    GruWeights backward = gru(shape, random);
    int layers = shape.layers + 1;
    FloatMatrix[] weights = new FloatMatrix[layers];
    FloatMatrix[] biases = new FloatMatrix[layers];
    double[] keep = new double[layers];
    int below = 2 * shape.gru;
    for (int layer = 0; layer < layers; layer++) {
      boolean last = layer == shape.layers;
      int wide = last ? Units.count(tree) : shape.hidden;
      weights[layer] =
          last
              ? parameters.uniform(wide, below, Math.sqrt(3.0 / below), random)
              : parameters.uniform(wide, below, random);
      biases[layer] = parameters.matrix(1, wide);
      keep[layer] = layer == 0 ? 1 : 1 - dropout;
      below = wide;
    }
    units = new Units(tree, weights[shape.layers], biases[shape.layers]);
    trunk =
        Recurrent.of(
            forward,
            backward,
            FeedForward.of(weights, biases, keep, smoothing, Units.segments(tree)));
  }

  private GruWeights gru(Shape shape, SplittableRandom random) {
    int h = shape.gru;
    return new GruWeights(
        parameters.uniform(3 * h, shape.inputs, Math.sqrt(6.0 / (shape.inputs + h)), random),
        parameters.uniform(3 * h, h, Math.sqrt(3.0 / h), random),
        parameters.matrix(1, 3 * h),
        parameters.matrix(1, h));
  }

  /**
   * Counts the weights and biases of such a network.
   *
   * @param shape as for the constructor
   * @param tree the same
   * @return how many
   */
  public static long count(Shape shape, SiblingTree tree) {
    long h = shape.gru;
    long wide = shape.hidden;
    return 2 * (3 * h * shape.inputs + 3 * h * h + 4 * h)
        + (2 * h + 1) * wide
        + (shape.layers - 1) * (wide + 1) * wide
        + (wide + 1) * Units.count(tree);
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
    return Recurrent.block(tree.tiers());
  }

  @Override
  public Learner learner(int batch, double learningRate, long seed, Team team) {
    return new PathLearner(batch, learningRate, seed, team);
  }

  @Override
  public Predictor predictor() {
    return new PathPredictor();
  }

  /** The trunk sees no path, so all decisions are computed at once. */
  @Override
  public Walk walk(float[] song) {
    float[] probabilities = new float[tree.units()];
    try (Predictor predictor = predictor()) {
      predictor.predict(song, 1);
      predictor.read(0, probabilities);
    }
    return new Walk() {
      @Override
      public float[] logProbabilities(int decision) {
        int first = tree.first(decision);
        float[] logs = new float[tree.first(decision + 1) - first];
        for (int i = 0; i < logs.length; i++) {
          logs[i] = (float) Math.log(probabilities[first + i]);
        }
        return logs;
      }

      @Override
      public void close() {}
    };
  }

  /** The recurrent learner, told of classes. */
  private final class PathLearner extends ForwardingLearner<RecurrentLearner>
      implements Learner, WithAdams {
    private final int[][] labels = labels();

    PathLearner(int batch, double learningRate, long seed, Team team) {
      super(new RecurrentLearner(trunk, tree.tiers(), batch, learningRate, seed, team));
    }

    @Override
    public List<Adam> adams() {
      return learner.adams();
    }

    @Override
    public double learn(float[] songs, int[] classes) {
      int[][] paths = new int[classes.length][];
      Arrays.setAll(paths, i -> labels[classes[i]]);
      return learner.learn(songs, paths);
    }
  }

  /** For each class and tier the unit of its cluster; an only child has none. */
  private int[][] labels() {
    int[][] labels = new int[tree.classes()][tree.tiers()];
    for (int c = 0; c < labels.length; c++) {
      for (int tier = 1; tier <= tree.tiers(); tier++) {
        int unit = tree.unit(c, tier);
        labels[c][tier - 1] = unit < 0 ? Units.none(tree) : unit;
      }
    }
    return labels;
  }

  /** Conditional probabilities of a block of songs, with the working memory of one thread. */
  private final class PathPredictor implements Predictor {
    private final RecurrentStates states = new RecurrentStates(trunk, tree.tiers());
    private final FeedForwardPredictor head = new FeedForwardPredictor(trunk.head());
    private final FloatMatrix all = FloatMatrix.allocate(block(), Units.count(tree));
    private final Units.Scratch scratch = units.scratch();

    @Override
    public void predict(float[] songs, int count) {
      FloatMatrix reached = states.compute(songs, 0, count);
      for (int tier = 1; tier <= tree.tiers(); tier++) {
        int begin = tree.firstOfTier(tier);
        int end = tree.firstOfTier(tier + 1);
        if (begin < end) {
          FloatMatrix hidden = head.hidden(reached.rows((tier - 1) * count, tier * count));
          units.logits(hidden, begin, end, all.rows(0, count).columns(begin, end));
        }
      }
      for (int song = 0; song < count; song++) {
        for (int g = 0; g < tree.decisions(); g++) {
          units.softmax(all, song, g, scratch);
        }
      }
    }

    @Override
    public void read(int song, float[] probabilities) {
      all.read(song, 0, probabilities, 0, tree.units());
    }

    @Override
    public void close() {
      states.close();
      head.close();
      all.free();
    }
  }
}
