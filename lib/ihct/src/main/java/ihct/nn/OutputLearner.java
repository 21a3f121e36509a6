package ihct.nn;

import java.util.List;

/**
 * Learns the output layer of a {@link FeedForward} network: takes what the hidden layers say of a
 * batch, and tells how wrong the answers were and what would have made them better. The hidden
 * layers do not know what kind of output they have.
 *
 * <p>The calls of a step: {@link #start} once, {@link #pass} for every block of rows, {@link
 * #update} for every task. Blocks and tasks are shared out among threads.
 */
public interface OutputLearner extends AutoCloseable {

  /**
   * Begins a step.
   *
   * @param labels class of each row
   * @param weights by how much the loss of each row counts
   * @param share of a row of weight 1 in the loss
   */
  void start(int[] labels, float[] weights, float share);

  /**
   * Computes the loss of a block of rows, and the gradients.
   *
   * @param block its number
   * @param from its first row in the batch
   * @param inputs what the layer below says of its rows
   * @param inputDeltas receives the gradients of these inputs; null if nothing learns from them
   * @param scratch this thread's
   * @return the weighted sum of the losses of the rows
   */
  double pass(
      int block, int from, FloatMatrix inputs, FloatMatrix inputDeltas, LearnerScratch scratch);

  /** Pieces of work in which the weights learn, after all blocks of rows have passed. */
  int tasks();

  /**
   * Does one of them.
   *
   * @param task its number
   * @param inputs what the layer below says of all rows
   * @param stepSize Adam's
   * @param scratch this thread's
   */
  void update(int task, FloatMatrix inputs, float stepSize, LearnerScratch scratch);

  /** The most weights that get their gradient together. */
  int largestBlock();

  Adam weightSteps();

  Adam biasSteps();

  /** Adam for weights besides those of the network's last layer. */
  default List<Adam> furtherSteps() {
    return List.of();
  }

  @Override
  void close();
}
