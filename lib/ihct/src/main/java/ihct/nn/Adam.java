package ihct.nn;

/**
 * Adam for one matrix of weights, a block at a time: moments, step and weights in one pass while
 * the block's gradient is in the processor's cache.
 *
 * <p>With gradient g at step t: m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← w − α·√(1 −
 * β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε), as DL4J's updater does.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba (2015)</a>
 */
public final class Adam {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  /** The most weights of a step: all that belongs to them fits into the first cache. */
  public static final int RUN = 1024;

  /**
   * Working memory of one thread. Moments are copied there and back, since the compiler makes
   * vector code only of loops whose arrays all begin at the same index.
   */
  public static final class Scratch {
    private final float[] weights = new float[RUN];
    private final float[] means = new float[RUN];
    private final float[] squares = new float[RUN];
  }

  private final FloatMatrix weights;
  private final float[] means;
  private final float[] squares;

  /**
   * Starts with moments of 0.
   *
   * @param weights what is learnt, changed in place
   */
  public Adam(FloatMatrix weights) {
    this.weights = weights;
    int length = Math.multiplyExact(weights.rows(), weights.columns());
    this.means = new float[length];
    this.squares = new float[length];
  }

  /**
   * The factor of step t, which is the same for all weights.
   *
   * @param learningRate α
   * @param step t, from 1
   * @return α·√(1 − β₂ᵗ)/(1 − β₁ᵗ)
   */
  public static float stepSize(double learningRate, long step) {
    return (float)
        (learningRate * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step)));
  }

  /**
   * Changes some weights of one row, or of several rows if none is left out.
   *
   * @param column the first of the weights
   * @param gradient their gradients, from its front
   * @param length how many weights, at most {@value #RUN}
   * @param stepSize that of {@link #stepSize}
   * @param scratch overwritten
   */
  public void step(
      int row, int column, float[] gradient, int length, float stepSize, Scratch scratch) {
    int offset = row * weights.columns() + column;
    weights.read(row, column, scratch.weights, 0, length);
    System.arraycopy(means, offset, scratch.means, 0, length);
    System.arraycopy(squares, offset, scratch.squares, 0, length);
    update(scratch.weights, gradient, scratch.means, scratch.squares, length, stepSize);
    System.arraycopy(scratch.means, 0, means, offset, length);
    System.arraycopy(scratch.squares, 0, squares, offset, length);
    weights.write(row, column, scratch.weights, 0, length);
  }

  private static void update(
      float[] w, float[] g, float[] m, float[] v, int length, float stepSize) {
    for (int i = 0; i < length; i++) {
      float mean = BETA1 * m[i] + (1 - BETA1) * g[i];
      float square = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
      m[i] = mean;
      v[i] = square;
      w[i] -= stepSize * mean / ((float) Math.sqrt(square) + EPSILON);
    }
  }

  /** Numbers of {@link #writeMoments}. */
  int moments() {
    return 2 * means.length;
  }

  /** Copies the moments to their place among others; returns the place after them. */
  int writeMoments(float[] target, int offset) {
    System.arraycopy(means, 0, target, offset, means.length);
    System.arraycopy(squares, 0, target, offset + means.length, squares.length);
    return offset + moments();
  }

  /** Takes moments that {@link #writeMoments} copied; returns the place after them. */
  int readMoments(float[] source, int offset) {
    System.arraycopy(source, offset, means, 0, means.length);
    System.arraycopy(source, offset + means.length, squares, 0, squares.length);
    return offset + moments();
  }

  /** What is learnt. */
  public FloatMatrix weights() {
    return weights;
  }

  /** The mean of gradients m of one weight. */
  public float mean(int row, int column) {
    return means[row * weights.columns() + column];
  }
}
