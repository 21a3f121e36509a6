package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.FeedForwardLearner;
import ihct.nn.gpu.Device;
import ihct.nn.gpu.DeviceMemory;
import ihct.nn.gpu.GpuAdam;
import ihct.nn.gpu.GpuKernels;
import ihct.nn.gpu.GpuKernels.Matrix;
import ihct.nn.gpu.GpuMatrix;
import ihct.nn.gpu.GpuOutputLearner;
import ihct.nn.gpu.GpuTreeSoftmaxLearner;
import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.List;

/**
 * Learns what a {@link GruPaths} network has above its trunk, on a graphics card: what {@link
 * GruPathsLearner} does, but row i·n + k of a batch of n songs is step i of song k.
 *
 * <p>A song whose path has ended goes on in company. Nothing is asked of its states, so their
 * gradients are 0, and it changes nothing.
 */
final class GpuPathsLearner implements GpuOutputLearner {

  private final SiblingTree tree;
  private final int units;
  private final int depth;
  private final Device device;
  private final GpuKernels kernels;
  private final GpuTreeSoftmaxLearner decisions;
  private final GpuAdam recurrent;
  private final GpuAdam tokens;
  private final GpuAdam candidateBias;
  private final long decisionOfRow;
  private final long projected;
  private final long states;
  private final long stateGradients;
  private final long gates;
  private final long candidates;
  private final long carried;

  /** Gradients of what the decision of each row says to the gates. */
  private final long tokenGradients;

  private final long candidateBiasRows;

  /** Takes room for batches; the memory owns it. */
  GpuPathsLearner(GruPaths network, int batch, Device device, DeviceMemory memory) {
    tree = network.tree();
    PathCell cell = network.cell();
    units = cell.units();
    depth = network.depth();
    this.device = device;
    kernels = new GpuKernels(device);
    int rows = Math.multiplyExact(batch, Math.max(1, depth));
    decisions = new GpuTreeSoftmaxLearner(network.trunk(), rows, device, memory);
    recurrent = new GpuAdam(new GpuMatrix(cell.recurrent(), device, memory), device, memory);
    tokens = new GpuAdam(new GpuMatrix(cell.tokens(), device, memory), device, memory);
    candidateBias =
        new GpuAdam(new GpuMatrix(cell.candidateBias(), device, memory), device, memory);
    decisionOfRow = memory.room(rows);
    projected = memory.room(3L * batch * units);
    states = memory.room((long) rows * units);
    stateGradients = memory.room((long) rows * units);
    gates = memory.room(3L * rows * units);
    candidates = memory.room((long) rows * units);
    carried = memory.room((long) batch * units);
    tokenGradients = memory.room(3L * rows * units);
    candidateBiasRows = memory.room((long) batch * units);
  }

  @Override
  public void start(int[] classes, float[] weights, float share) {
    int songs = classes.length;
    int[] chosen = new int[songs * depth];
    int[] met = new int[chosen.length];
    float[] chosenWeights = new float[chosen.length];
    Arrays.fill(chosen, Units.none(tree));
    for (int k = 0; k < songs; k++) {
      int[] path = tree.path(classes[k]);
      for (int i = 0; i < path.length; i++) {
        chosen[i * songs + k] = path[i];
        met[i * songs + k] = tree.decision(path[i]);
        chosenWeights[i * songs + k] = weights[k];
      }
    }
    device.upload(decisionOfRow, met, met.length);
    decisions.start(chosen, chosenWeights, share);
  }

  private Matrix step(long all, int width, int i, int songs) {
    return new Matrix(all, width).from(i * songs, 0);
  }

  /** The states from which a step begins. */
  private Matrix before(long inputs, int i, int songs) {
    return i == 0 ? new Matrix(inputs, units) : step(states, units, i - 1, songs);
  }

  @Override
  public void pass(int songs, long inputs, long inputDeltas) {
    for (int i = 0; i < depth; i++) {
      Stop.check(FeedForwardLearner.LEARNING);
      forward(i, songs, inputs);
    }
    if (depth > 0) {
      decisions.pass(depth * songs, states, stateGradients);
    }
    device.clear(tokenGradients, 3L * depth * songs * units);
    device.clear(candidateBiasRows, (long) songs * units);
    device.clear(carried, (long) songs * units);
    for (int i = depth - 1; i >= 0; i--) {
      Stop.check(FeedForwardLearner.LEARNING);
      backward(i, songs, inputs);
    }
    kernels.each("place", (long) songs * units, carried, songs, units, inputDeltas, units);
  }

  private void forward(int i, int songs, long inputs) {
    Matrix gate = step(gates, 3 * units, i, songs);
    Matrix before = before(inputs, i, songs);
    kernels.each(
        "gather",
        3L * songs * units,
        tokens.weights().address(),
        decisionOfRow + (long) Integer.BYTES * i * songs,
        songs,
        3 * units,
        projected);
    kernels.productOfTransposed(
        songs, 3 * units, units, before, recurrent.weights().matrix(), gate);
    kernels.each(
        "gru_forward",
        (long) songs * units,
        gate.address(),
        projected,
        candidateBias.weights().address(),
        before.address(),
        step(candidates, units, i, songs).address(),
        step(states, units, i, songs).address(),
        songs,
        units,
        0,
        units);
  }

  private void backward(int i, int songs, long inputs) {
    Matrix gate = step(gates, 3 * units, i, songs);
    kernels.each(
        "gru_back",
        (long) songs * units,
        gate.address(),
        step(candidates, units, i, songs).address(),
        before(inputs, i, songs).address(),
        step(stateGradients, units, i, songs).address(),
        carried,
        step(tokenGradients, 3 * units, i, songs).address(),
        candidateBiasRows,
        songs,
        units,
        0,
        0,
        units);
    kernels.addProduct(
        songs, units, 3 * units, gate, recurrent.weights().matrix(), new Matrix(carried, units));
  }

  @Override
  public void update(int songs, long inputs, float stepSize) {
    if (depth == 0) {
      return;
    }
    Matrix gradient = recurrent.gradients();
    kernels.transposedProduct(
        3 * units,
        units,
        songs,
        step(gates, 3 * units, 0, songs),
        new Matrix(inputs, units),
        gradient);
    kernels.addTransposedProduct(
        3 * units,
        units,
        (depth - 1) * songs,
        step(gates, 3 * units, 1, songs),
        new Matrix(states, units),
        gradient);
    kernels.columnSums(candidateBiasRows, songs, units, candidateBias.gradients().address());
    recurrent.step(stepSize);
    candidateBias.step(stepSize);
    decisions.updateBySegment(tokens, tokenGradients, stepSize);
    decisions.update(depth * songs, states, stepSize);
  }

  @Override
  public double loss() {
    return depth == 0 ? 0 : decisions.loss();
  }

  @Override
  public GpuAdam weightSteps() {
    return decisions.weightSteps();
  }

  @Override
  public GpuAdam biasSteps() {
    return decisions.biasSteps();
  }

  @Override
  public List<GpuAdam> furtherSteps() {
    return List.of(recurrent, tokens, candidateBias);
  }
}
