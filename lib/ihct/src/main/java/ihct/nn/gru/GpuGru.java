package ihct.nn.gru;

import ihct.nn.gpu.Device;
import ihct.nn.gpu.DeviceMemory;
import ihct.nn.gpu.GpuAdam;
import ihct.nn.gpu.GpuKernels;
import ihct.nn.gpu.GpuKernels.Matrix;
import ihct.nn.gpu.GpuMatrix;
import ihct.stopping.Stop;
import java.util.List;
import java.util.stream.Stream;

/**
 * One direction of a {@link Recurrent} network's GRU on a graphics card, over all steps of a batch:
 * what {@link GruPass} computes, but for all songs together. Rows of a step are songs; the states
 * of a step follow those of the step before it.
 */
final class GpuGru {

  private final Device device;
  private final GpuKernels kernels;
  private final int units;
  private final int steps;
  private final boolean towardsTheTop;
  private final boolean isLearning;
  private final GpuMatrix input;
  private final GpuMatrix recurrent;
  private final GpuMatrix bias;
  private final GpuMatrix candidateBias;

  /** For learning, in this order. */
  private final List<GpuAdam> adams;

  private final long projected;

  /** Of each step while learning, else of one. */
  private final long gates;

  private final long candidates;
  private final long carried;
  private final long projectedGradients;
  private final long candidateBiasRows;

  /**
   * Takes room; the memory owns it.
   *
   * @param batch the most songs
   * @param steps of each
   * @param towardsTheTop whether the last step comes first
   * @param isLearning whether it goes back, too
   */
  GpuGru(
      GruWeights weights,
      int batch,
      int steps,
      boolean towardsTheTop,
      boolean isLearning,
      Device device,
      DeviceMemory memory) {
    this.device = device;
    this.kernels = new GpuKernels(device);
    this.units = weights.units();
    this.steps = steps;
    this.towardsTheTop = towardsTheTop;
    this.isLearning = isLearning;
    input = new GpuMatrix(weights.input(), device, memory);
    recurrent = new GpuMatrix(weights.recurrent(), device, memory);
    bias = new GpuMatrix(weights.bias(), device, memory);
    candidateBias = new GpuMatrix(weights.candidateBias(), device, memory);
    adams = isLearning ? all().map(each -> new GpuAdam(each, device, memory)).toList() : List.of();
    long rows = (long) batch * (isLearning ? steps : 1);
    projected = memory.room(3L * batch * units);
    gates = memory.room(3 * rows * units);
    candidates = memory.room(rows * units);
    carried = isLearning ? memory.room((long) batch * units) : 0;
    projectedGradients = isLearning ? memory.room(3L * batch * units) : 0;
    candidateBiasRows = isLearning ? memory.room((long) batch * units) : 0;
  }

  private Stream<GpuMatrix> all() {
    return Stream.of(input, recurrent, bias, candidateBias);
  }

  /** Sees that the card has the weights. */
  void upload() {
    all().forEach(GpuMatrix::upload);
  }

  /** Gives the network what has been learnt. */
  void bringHome() {
    all().forEach(GpuMatrix::bringHome);
  }

  List<GpuAdam> adams() {
    return adams;
  }

  private int stepAt(int place) {
    return towardsTheTop ? steps - 1 - place : place;
  }

  private Matrix gates(int t, int songs) {
    return new Matrix(gates, 3 * units).from(isLearning ? t * songs : 0, 0);
  }

  private long candidates(int t, int songs) {
    return new Matrix(candidates, units).from(isLearning ? t * songs : 0, 0).address();
  }

  /**
   * Computes the states of all steps.
   *
   * @param features of the songs, a matrix without gaps
   * @param states receives them, step by step
   */
  void forward(long features, int songs, Matrix states) {
    kernels.productOfTransposed(
        songs,
        3 * units,
        input.columns(),
        new Matrix(features, input.columns()),
        input.matrix(),
        new Matrix(projected, 3 * units));
    kernels.each("add_bias", 3L * songs * units, projected, bias.address(), songs, 3 * units);
    Matrix before = states; // of no meaning at the first step
    for (int place = 0; place < steps; place++) {
      Stop.check("learning a batch of songs");
      int t = stepAt(place);
      Matrix gate = gates(t, songs);
      Matrix state = states.from(t * songs, 0);
      if (place > 0) {
        kernels.productOfTransposed(songs, 3 * units, units, before, recurrent.matrix(), gate);
      }
      kernels.each(
          "gru_forward",
          (long) songs * units,
          gate.address(),
          projected,
          candidateBias.address(),
          before.address(),
          candidates(t, songs),
          state.address(),
          songs,
          units,
          place == 0 ? 1 : 0,
          states.stride());
      before = state;
    }
  }

  /**
   * Turns the gradients of the states into those of the weights, and takes their step.
   *
   * @param features as they were forward
   * @param states likewise
   * @param gradients of the states, with as wide rows
   */
  void learn(long features, int songs, Matrix states, Matrix gradients, float stepSize) {
    device.clear(projectedGradients, 3L * songs * units);
    device.clear(candidateBiasRows, (long) songs * units);
    for (int place = steps - 1; place >= 0; place--) {
      Stop.check("learning a batch of songs");
      int t = stepAt(place);
      Matrix before = states.from(place == 0 ? 0 : stepAt(place - 1) * songs, 0);
      Matrix gate = gates(t, songs);
      kernels.each(
          "gru_back",
          (long) songs * units,
          gate.address(),
          candidates(t, songs),
          before.address(),
          gradients.from(t * songs, 0).address(),
          carried,
          projectedGradients,
          candidateBiasRows,
          songs,
          units,
          place == 0 ? 1 : 0,
          place == steps - 1 ? 1 : 0,
          states.stride());
      if (place > 0) {
        kernels.addProduct(
            songs, units, 3 * units, gate, recurrent.matrix(), new Matrix(carried, units));
      }
    }
    update(features, songs, states, stepSize);
  }

  private void update(long features, int songs, Matrix states, float stepSize) {
    Matrix sums = new Matrix(projectedGradients, 3 * units);
    GpuAdam[] each = adams.toArray(GpuAdam[]::new);
    kernels.transposedProduct(
        3 * units,
        input.columns(),
        songs,
        sums,
        new Matrix(features, input.columns()),
        each[0].gradients());
    // the state before the first step is 0, so each other step meets that of the one before it
    int later = towardsTheTop ? 0 : 1;
    kernels.transposedProduct(
        3 * units,
        units,
        (steps - 1) * songs,
        gates(later, songs),
        states.from((1 - later) * songs, 0),
        each[1].gradients());
    kernels.columnSums(projectedGradients, songs, 3 * units, each[2].gradients().address());
    kernels.columnSums(candidateBiasRows, songs, units, each[3].gradients().address());
    adams.forEach(adam -> adam.step(stepSize));
  }
}
