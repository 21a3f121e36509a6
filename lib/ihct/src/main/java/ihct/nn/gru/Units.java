package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.FeedForward;
import ihct.nn.FloatMatrix;
import ihct.nn.Segments;
import ihct.nn.Softmax;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** ReLU layers below the units of a tree's decisions, each decision a softmax of its own. */
final class Units {

  private final SiblingTree tree;
  private final FeedForward network;
  private final FloatMatrix weights;
  private final FloatMatrix biases;

  /**
   * Draws the weights of the layers, one after the other.
   *
   * @param tree whose units are the outputs
   * @param parameters where they lie
   * @param inputs of the first layer
   * @param hidden how many units each ReLU layer has
   * @param dropout share of these that is dropped in training
   * @param smoothing share of a label that is spread evenly over it and its siblings
   * @param random draws
   */
  Units(
      SiblingTree tree,
      Parameters parameters,
      int inputs,
      int[] hidden,
      double dropout,
      double smoothing,
      SplittableRandom random) {
    int last = hidden.length;
    FloatMatrix[] weights = new FloatMatrix[last + 1];
    FloatMatrix[] biases = new FloatMatrix[last + 1];
    double[] keep = new double[last + 1];
    int below = inputs;
    for (int layer = 0; layer < last; layer++) {
      weights[layer] = parameters.uniform(hidden[layer], below, random);
      biases[layer] = parameters.matrix(1, hidden[layer]);
      keep[layer] = layer == 0 ? 1 : 1 - dropout;
      below = hidden[layer];
    }
    weights[last] = parameters.uniform(count(tree), below, Math.sqrt(3.0 / below), random);
    biases[last] = parameters.matrix(1, count(tree));
    keep[last] = 1 - dropout;
    this.tree = tree;
    this.network = FeedForward.of(weights, biases, keep, smoothing, segments(tree));
    this.weights = weights[last];
    this.biases = biases[last];
  }

  /** Counts the weights and biases of such layers. */
  static long weights(SiblingTree tree, int inputs, int[] hidden) {
    long sum = 0;
    long below = inputs;
    for (int wide : hidden) {
      sum += (below + 1) * wide;
      below = wide;
    }
    return sum + (below + 1) * count(tree);
  }

  /** The layers, with the units as their output. */
  FeedForward network() {
    return network;
  }

  /** Rows of the weights: one class leaves no unit, and a matrix has a row. */
  static int count(SiblingTree tree) {
    return Math.max(1, tree.units());
  }

  /** The segments in which a row with unit u as its label learns that unit among its siblings. */
  private static Segments segments(SiblingTree tree) {
    int[] siblings = new int[Math.max(1, tree.decisions())];
    Arrays.setAll(siblings, g -> tree.decisions() == 0 ? 1 : tree.size(g));
    return Segments.choices(siblings);
  }

  /** The label of a row that has nothing to choose. */
  static int none(SiblingTree tree) {
    return count(tree);
  }

  /** Working memory of one thread; the biases are those of the moment. */
  static final class Scratch {
    private final float[] bias;
    private final float[] row;
    private final float[] other;

    private Scratch(FloatMatrix biases, int most) {
      bias = new float[biases.columns()];
      biases.read(0, bias);
      row = new float[most];
      other = new float[most];
    }
  }

  Scratch scratch() {
    int most = IntStream.range(0, tree.decisions()).map(tree::size).reduce(1, Math::max);
    return new Scratch(biases, most);
  }

  /** Computes the logits of units from…to−1, but for their biases. */
  void logits(FloatMatrix hidden, int from, int to, FloatMatrix logits) {
    logits.product(hidden, false, weights.rows(from, to), true);
  }

  /**
   * Turns the logits of a decision into probabilities.
   *
   * @param all a row for each song, U columns
   * @param song which row
   */
  void softmax(FloatMatrix all, int song, int g, Scratch scratch) {
    int first = tree.first(g);
    int units = tree.size(g);
    all.read(song, first, scratch.row, 0, units);
    System.arraycopy(scratch.bias, first, scratch.other, 0, units);
    Softmax.add(scratch.row, scratch.other, units);
    float sum = Softmax.exponentials(scratch.row, units, scratch.other);
    Softmax.scale(scratch.row, units, 1 / sum);
    all.write(song, first, scratch.row, 0, units);
  }
}
