package ihct.nn;

/** Working memory of one thread that learns a {@link FeedForward} network. */
public final class LearnerScratch {

  /** Gradients of a block of weights. */
  public final FloatMatrix gradient;

  /** Values of a row, or gradients of a run of weights. */
  public final float[] row;

  final float[] other;

  /** Values of a part of a row. */
  final float[] part;

  private final Adam.Scratch adam = new Adam.Scratch();
  private FloatMatrix gathered;

  /**
   * Allocates it.
   *
   * @param weights the most weights of a block
   * @param row the most values of a row
   */
  public LearnerScratch(int weights, int row) {
    gradient = FloatMatrix.allocate(1, weights);
    this.row = new float[Math.max(row, Adam.RUN)];
    other = new float[this.row.length];
    part = new float[this.row.length];
  }

  /**
   * Takes the step of a block of weights.
   *
   * @param adam for the matrix they belong to
   * @param fromRow their first row in it
   * @param fromColumn their first column in it
   * @param gradients their gradients, a matrix without gaps
   * @param stepSize that of {@link Adam#stepSize}
   */
  public void step(Adam adam, int fromRow, int fromColumn, FloatMatrix gradients, float stepSize) {
    // whole rows of weights lie one behind the other and are one long run
    boolean whole = gradients.columns() == adam.weights().columns();
    int lines = whole ? 1 : gradients.rows();
    int length = whole ? gradients.rows() * gradients.columns() : gradients.columns();
    for (int line = 0; line < lines; line++) {
      for (int start = 0; start < length; start += Adam.RUN) {
        int run = Math.min(Adam.RUN, length - start);
        gradients.read(line, start, row, 0, run);
        step(adam, fromRow + line, fromColumn + start, run, stepSize);
      }
    }
  }

  /** Takes the step of a whole row of weights. */
  public void step(Adam adam, int row, float[] gradients, float stepSize) {
    for (int from = 0; from < gradients.length; from += Adam.RUN) {
      int run = Math.min(Adam.RUN, gradients.length - from);
      System.arraycopy(gradients, from, this.row, 0, run);
      step(adam, row, from, run, stepSize);
    }
  }

  /** Takes the step of a run of weights, whose gradients are the front of {@link #row}. */
  void step(Adam adam, int row, int column, int length, float stepSize) {
    adam.step(row, column, this.row, length, stepSize, this.adam);
  }

  /** A matrix for rows that are brought together; overwritten by the next one. */
  FloatMatrix gathered(int rows, int columns) {
    int have = gathered == null ? 0 : gathered.columns();
    if ((long) rows * columns > have) {
      if (gathered != null) {
        gathered.free();
      }
      gathered = FloatMatrix.allocate(1, Math.max(Math.multiplyExact(rows, columns), have));
    }
    return gathered.shaped(rows, columns);
  }

  /** Gives the memory back. */
  public void free() {
    gradient.free();
    if (gathered != null) {
      gathered.free();
    }
  }
}
