package ihct.nn.dl4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One value of every unit, example and step, f-ordered {@code [units, steps·batch]}: the columns of
 * a step lie together, so that each step is a matrix of its own and all steps together are one.
 */
final class StepArray {

  private final INDArray whole;
  private final INDArray[] steps;

  /** Allocates outside DL4J's workspaces, since the array outlives a forward pass. */
  StepArray(DataType type, long units, int steps, long batch) {
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      this.whole = Nd4j.createUninitialized(type, new long[] {units, steps * batch}, 'f');
      this.steps = new INDArray[steps];
      for (int t = 0; t < steps; t++) {
        this.steps[t] = columns(t * batch, (t + 1) * batch);
      }
    }
  }

  /** All steps, {@code [units, steps·batch]}. */
  INDArray whole() {
    return whole;
  }

  /** One step, {@code [units, batch]}. */
  INDArray step(int t) {
    return steps[t];
  }

  /** Some columns, a view. */
  INDArray columns(long from, long to) {
    return whole.get(all(), interval(from, to));
  }

  /** The same numbers as DL4J's sequences, {@code [batch, units, steps]}, a view. */
  INDArray asSequence() {
    long batch = whole.size(1) / steps.length;
    return whole.reshape('f', whole.size(0), batch, steps.length).permute(1, 0, 2);
  }

  /** Fills this array from a sequence {@code [batch, units, steps]}. */
  void assignSequence(INDArray sequence) {
    asSequence().assign(sequence);
  }
}
