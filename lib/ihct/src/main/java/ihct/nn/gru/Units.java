package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.FloatMatrix;
import ihct.nn.Segments;
import ihct.nn.Softmax;

/** The units of a tree's decisions over a hidden layer, each decision a softmax of its own. */
final class Units {

  private final SiblingTree tree;
  private final FloatMatrix weights;
  private final FloatMatrix biases;

  /** Takes views of the weights {@code [U, H]} and biases {@code [1, U]}. */
  Units(SiblingTree tree, FloatMatrix weights, FloatMatrix biases) {
    this.tree = tree;
    this.weights = weights;
    this.biases = biases;
  }

  /** Rows of the weights: one class leaves no unit, and a matrix has a row. */
  static int count(SiblingTree tree) {
    return Math.max(1, tree.units());
  }

  /** The segments in which a row with unit u as its label learns that unit among its siblings. */
  static Segments segments(SiblingTree tree) {
    int[] siblings = new int[Math.max(1, tree.decisions())];
    siblings[0] = 1;
    for (int g = 0; g < tree.decisions(); g++) {
      siblings[g] = tree.first(g + 1) - tree.first(g);
    }
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
    int most = 1;
    for (int g = 0; g < tree.decisions(); g++) {
      most = Math.max(most, tree.first(g + 1) - tree.first(g));
    }
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
   * @param g the decision
   */
  void softmax(FloatMatrix all, int song, int g, Scratch scratch) {
    int first = tree.first(g);
    int units = tree.first(g + 1) - first;
    all.read(song, first, scratch.row, 0, units);
    System.arraycopy(scratch.bias, first, scratch.other, 0, units);
    Softmax.add(scratch.row, scratch.other, units);
    float sum = Softmax.exponentials(scratch.row, units, scratch.other);
    Softmax.scale(scratch.row, units, 1 / sum);
    all.write(song, first, scratch.row, 0, units);
  }
}
