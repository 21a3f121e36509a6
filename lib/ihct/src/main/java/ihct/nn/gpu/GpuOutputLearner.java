package ihct.nn.gpu;

import ihct.nn.FeedForward;
import ihct.nn.OutputLearner;
import java.util.List;

/**
 * Learns the output layer of a {@link FeedForward} network on a graphics card, for a {@link
 * GpuFeedForwardLearner} that does not know what kind of output it has, as {@link OutputLearner}
 * does on the processor.
 *
 * <p>The calls of a step: {@link #start}, {@link #pass}, {@link #update}, {@link #loss}.
 */
public interface GpuOutputLearner {

  /**
   * Begins a step.
   *
   * @param labels class of each row
   * @param weights by how much the loss of each row counts
   * @param share of a row of weight 1 in the loss
   */
  void start(int[] labels, float[] weights, float share);

  /**
   * Computes the losses, and the gradients.
   *
   * @param rows of the batch
   * @param inputs what the layer below says of them, a matrix without gaps
   * @param inputDeltas receives the gradients of these inputs; 0 if nothing learns from them
   */
  void pass(int rows, long inputs, long inputDeltas);

  /** Lets the weights take their step. */
  void update(int rows, long inputs, float stepSize);

  /** The weighted sum of the losses of the rows before the step. */
  double loss();

  GpuAdam weightSteps();

  GpuAdam biasSteps();

  /** Adam for weights besides those of the network's last layer. */
  default List<GpuAdam> furtherSteps() {
    return List.of();
  }
}
