package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.FeedForwardPredictor;
import ihct.nn.FloatMatrix;
import ihct.nn.gpu.Device;
import ihct.nn.gpu.DeviceMemory;
import ihct.nn.gpu.GpuFeedForwardPredictor;
import ihct.nn.gpu.GpuKernels.Matrix;
import ihct.threads.Team;
import java.util.Arrays;
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

  /**
   * How wide the layers are.
   *
   * @param inputs of a song
   * @param gru units of each direction of the GRU
   * @param hidden units of each ReLU layer
   * @param layers how many of these
   */
  public record Shape(int inputs, int gru, int hidden, int layers) implements PathNetwork.Shape {

    @Override
    public long count(SiblingTree tree) {
      long h = gru;
      return 2 * (3 * h * inputs + 3 * h * h + 4 * h) + Units.weights(tree, 2 * gru, widths());
    }

    @Override
    public PathNetwork network(SiblingTree tree, double dropout, double smoothing, long seed) {
      return new RecurrentPaths(this, tree, dropout, smoothing, seed);
    }

    private int[] widths() {
      int[] widths = new int[layers];
      Arrays.fill(widths, hidden);
      return widths;
    }
  }

  private RecurrentPaths(
      Shape shape, SiblingTree tree, double dropout, double smoothing, long seed) {
    this.tree = tree;
    this.parameters = new Parameters(Math.toIntExact(shape.count(tree)));
    SplittableRandom random = new SplittableRandom(seed);
    GruWeights forward = gru(shape, random);
    GruWeights backward = gru(shape, random);
    units = new Units(tree, parameters, 2 * shape.gru, shape.widths(), dropout, smoothing, random);
    trunk = Recurrent.of(forward, backward, units.network());
  }

  private GruWeights gru(Shape shape, SplittableRandom random) {
    int h = shape.gru;
    return new GruWeights(
        parameters.uniform(3 * h, shape.inputs, Math.sqrt(6.0 / (shape.inputs + h)), random),
        parameters.uniform(3 * h, h, Math.sqrt(3.0 / h), random),
        parameters.matrix(1, 3 * h),
        parameters.matrix(1, h));
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
    return trunk.learner(labels(), batch, learningRate, seed, team);
  }

  @Override
  public Learner learner(int batch, double learningRate, long seed, Device device) {
    return trunk.learner(labels(), batch, learningRate, seed, device);
  }

  @Override
  public Predictor predictor() {
    return new PathPredictor();
  }

  @Override
  public Predictor predictor(Device device) {
    return new GpuPathPredictor(device);
  }

  /** The trunk sees no path, so all decisions are computed at once. */
  @Override
  public Walk walk(float[] song) {
    float[] probabilities = new float[tree.units()];
    try (Predictor predictor = predictor()) {
      predictor.predict(song, 1);
      predictor.read(0, probabilities);
    }
    return Walk.of(tree, probabilities);
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

  /** Conditional probabilities of a block of songs, by a graphics card. */
  private final class GpuPathPredictor implements Predictor {
    private final Device device;
    private final GpuRecurrentStates states;
    private final GpuFeedForwardPredictor head;
    private final DeviceMemory memory;
    private final int width = Units.count(tree);
    private final long sums;
    private final float[] all = new float[block() * width];

    GpuPathPredictor(Device device) {
      this.device = device;
      states = new GpuRecurrentStates(trunk, tree.tiers(), block(), device);
      head = new GpuFeedForwardPredictor(trunk.head(), block(), device);
      memory = new DeviceMemory(device);
      sums = memory.zeros(all.length);
    }

    @Override
    public void predict(float[] songs, int count) {
      Matrix reached = new Matrix(states.compute(songs, count), 2 * trunk.units());
      for (int tier = 1; tier <= tree.tiers(); tier++) {
        int begin = tree.firstOfTier(tier);
        int end = tree.firstOfTier(tier + 1);
        if (begin < end) {
          Matrix hidden = head.hidden(reached.from((tier - 1) * count, 0), count);
          head.sums(hidden, count, begin, end, new Matrix(sums, width).from(0, begin));
        }
      }
      head.softmaxes(sums, count);
      device.download(sums, all, count * width);
    }

    @Override
    public void read(int song, float[] probabilities) {
      System.arraycopy(all, song * width, probabilities, 0, tree.units());
    }

    @Override
    public void close() {
      states.close();
      head.close();
      memory.close();
    }
  }

  /** Conditional probabilities of a block of songs, with the working memory of one thread. */
  private final class PathPredictor implements Predictor {
    private final RecurrentStates states = new RecurrentStates(trunk, tree.tiers());
    private final FeedForwardPredictor head = new FeedForwardPredictor(trunk.head());
    private final FloatMatrix all = FloatMatrix.allocate(block(), Units.count(tree));
    private final Units.Scratch scratch = units.scratch();

    @Override
    public void predict(float[] songs, int count) {
      FloatMatrix reached = states.compute(songs, count);
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
