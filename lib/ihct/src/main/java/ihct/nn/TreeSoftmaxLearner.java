package ihct.nn;

import ihct.stopping.Stop;
import java.util.Arrays;

/**
 * An output layer that is a tree of decisions among siblings (Goodman 2001; Morin and Bengio 2005):
 * of each row only the segments on its path are computed and learnt, so that a step costs O(rows ×
 * depth × children), however many classes there are.
 *
 * <p>The rows that pass through a segment are one small matrix, of a block of rows on the way
 * forward and back, and of the whole batch where the weights learn. Sums go over rows and segments
 * in an order that does not depend on the number of threads.
 *
 * <p>Adam is lazy: weights of segments that no row passes through rest, and so do their moments; a
 * weight that learns takes a step of the same size as all others. Plain Adam would go on moving
 * resting weights for a while, and would have to touch all of them in every step.
 */
public final class TreeSoftmaxLearner implements OutputLearner {

  /** Half a megabyte of gradients, which stays in the second cache. */
  private static final int WEIGHTS_OF_A_TASK = 1 << 17;

  private final FloatMatrix weights;
  private final FloatMatrix biases;
  private final Segments segments;
  private final CrossEntropy crossEntropy;
  private final Adam weightSteps;
  private final Adam biasSteps;
  private final PathRows rows;

  /** Gradients of the units of all entries of {@link #rows}. */
  private final FloatMatrix deltas;

  private final float[] bias;
  private final int unitsOfATask;

  /** The list of each task and the first of its units: large segments have several. */
  private int[] listOfTask = new int[0];

  private int[] unitOfTask = new int[0];
  private int tasks;
  private float[] rowWeights;
  private float share;

  /**
   * Allocates everything that steps need.
   *
   * @param network whose last layer learns; its segments are a tree
   * @param batch the most rows of a step
   * @param rowBlocks the most blocks of rows of a step
   */
  public TreeSoftmaxLearner(FeedForward network, int batch, int rowBlocks) {
    int last = network.layers() - 1;
    this.weights = network.weights(last);
    this.biases = network.bias(last);
    this.segments = network.segments();
    this.crossEntropy = new CrossEntropy(network.smoothing());
    this.weightSteps = new Adam(weights);
    this.biasSteps = new Adam(biases);
    this.rows = new PathRows(segments, batch, rowBlocks);
    this.deltas = FloatMatrix.allocate(batch, segments.mostUnits());
    this.bias = new float[segments.units()];
    this.unitsOfATask = Math.max(1, WEIGHTS_OF_A_TASK / weights.columns());
  }

  @Override
  public void start(int[] labels, float[] weights, float share) {
    start(labels, weights, share, FeedForward.block(labels.length));
  }

  /** Likewise, with blocks of so many rows. */
  public void start(int[] labels, float[] weights, float share, int blockRows) {
    this.rowWeights = weights;
    this.share = share;
    biases.read(0, bias);
    rows.sort(labels, blockRows);
    tasks = 0;
    for (int list = 0; list < rows.lists(); list++) {
      int size = segments.size(rows.segment(list));
      for (int unit = 0; unit < size; unit += unitsOfATask) {
        if (tasks == listOfTask.length) {
          listOfTask = Arrays.copyOf(listOfTask, 2 * tasks + 16);
          unitOfTask = Arrays.copyOf(unitOfTask, 2 * tasks + 16);
        }
        listOfTask[tasks] = list;
        unitOfTask[tasks++] = unit;
      }
    }
  }

  @Override
  public double pass(
      int block, int from, FloatMatrix inputs, FloatMatrix inputDeltas, LearnerScratch scratch) {
    if (inputDeltas != null) {
      inputDeltas.clear();
    }
    double loss = 0;
    for (int visit = rows.firstVisit(block); visit < rows.firstVisit(block + 1); visit++) {
      Stop.check(FeedForwardLearner.LEARNING);
      loss += visit(visit, from, inputs, inputDeltas, scratch);
    }
    return loss;
  }

  /** Forward and back through one segment, with the rows of a block that pass through it. */
  private double visit(
      int visit,
      int firstRow,
      FloatMatrix inputs,
      FloatMatrix inputDeltas,
      LearnerScratch scratch) {
    int list = rows.list(visit);
    int from = rows.from(visit);
    int to = rows.to(visit);
    int segment = rows.segment(list);
    FloatMatrix own = weights.rows(segments.first(segment), segments.end(segment));
    FloatMatrix delta = deltas(list, from, to);
    delta.product(gathered(inputs, firstRow, from, to, scratch), false, own, true);
    double loss = softmax(delta, segment, from, scratch);
    if (inputDeltas != null) {
      giveBack(delta, own, inputDeltas, firstRow, from, to, scratch);
    }
    return loss;
  }

  /** Gradients of a segment's units, one row for each entry. */
  private FloatMatrix deltas(int list, int from, int to) {
    return deltas.shaped(rows.delta(list, from), to - from, segments.size(rows.segment(list)));
  }

  /** Whether the rows of some entries lie together. */
  private boolean areTogether(int from, int to) {
    return rows.row(to - 1) - rows.row(from) == to - 1 - from;
  }

  /** The inputs of the rows of some entries, where they lie if they lie together. */
  private FloatMatrix gathered(
      FloatMatrix inputs, int firstRow, int from, int to, LearnerScratch scratch) {
    if (areTogether(from, to)) {
      return inputs.rows(rows.row(from) - firstRow, rows.row(to - 1) + 1 - firstRow);
    }
    FloatMatrix gathered = scratch.gathered(to - from, inputs.columns());
    for (int entry = from; entry < to; entry++) {
      inputs.read(rows.row(entry) - firstRow, scratch.row);
      gathered.write(entry - from, scratch.row);
    }
    return gathered;
  }

  /** Turns logits without bias into gradients of the mean loss. */
  private double softmax(FloatMatrix delta, int segment, int from, LearnerScratch scratch) {
    int size = delta.columns();
    System.arraycopy(bias, segments.first(segment), scratch.part, 0, size);
    double loss = 0;
    for (int i = 0; i < delta.rows(); i++) {
      delta.read(i, scratch.row);
      Softmax.add(scratch.row, scratch.part, size);
      float weight = segments.weight(segment) * rowWeights[rows.row(from + i)];
      loss +=
          weight
              * crossEntropy.gradients(
                  scratch.row, size, rows.target(from + i), weight * share, scratch.other);
      delta.write(i, scratch.row);
    }
    return loss;
  }

  /** Adds what a segment asks of the layer below to the gradients of its rows. */
  private void giveBack(
      FloatMatrix delta,
      FloatMatrix own,
      FloatMatrix inputDeltas,
      int firstRow,
      int from,
      int to,
      LearnerScratch scratch) {
    if (areTogether(from, to)) {
      inputDeltas
          .rows(rows.row(from) - firstRow, rows.row(to - 1) + 1 - firstRow)
          .addProduct(delta, false, own, false);
      return;
    }
    FloatMatrix asked = scratch.gathered(to - from, own.columns());
    asked.product(delta, false, own, false);
    for (int entry = from; entry < to; entry++) {
      asked.read(entry - from, scratch.other);
      inputDeltas.read(rows.row(entry) - firstRow, scratch.row);
      Softmax.add(scratch.row, scratch.other, own.columns());
      inputDeltas.write(rows.row(entry) - firstRow, scratch.row);
    }
  }

  @Override
  public int tasks() {
    return tasks;
  }

  @Override
  public void update(int task, FloatMatrix inputs, float stepSize, LearnerScratch scratch) {
    int list = listOfTask[task];
    int segment = rows.segment(list);
    int from = unitOfTask[task];
    int to = Math.min(segments.size(segment), from + unitsOfATask);
    int first = segments.first(segment) + from;
    FloatMatrix delta = deltas(list, rows.first(list), rows.end(list)).columns(from, to);
    FloatMatrix gradient = scratch.gradient.shaped(to - from, weights.columns());
    gradient.product(
        delta, true, gathered(inputs, 0, rows.first(list), rows.end(list), scratch), false);
    scratch.step(weightSteps, first, 0, gradient, stepSize);
    updateBias(first, delta, stepSize, scratch);
  }

  private void updateBias(int first, FloatMatrix delta, float stepSize, LearnerScratch scratch) {
    int units = delta.columns();
    for (int from = 0; from < units; from += Adam.RUN) {
      int run = Math.min(Adam.RUN, units - from);
      Arrays.fill(scratch.row, 0, run, 0);
      for (int i = 0; i < delta.rows(); i++) {
        delta.read(i, from, scratch.other, 0, run);
        Softmax.add(scratch.row, scratch.other, run);
      }
      scratch.step(biasSteps, 0, first + from, run, stepSize);
    }
  }

  /** Which rows of the batch met which segment. */
  public PathRows rows() {
    return rows;
  }

  @Override
  public int largestBlock() {
    return unitsOfATask * weights.columns();
  }

  @Override
  public Adam weightSteps() {
    return weightSteps;
  }

  @Override
  public Adam biasSteps() {
    return biasSteps;
  }

  @Override
  public void close() {
    deltas.free();
  }
}
