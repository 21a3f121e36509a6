package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.gpu.Device;
import ihct.nn.gpu.DeviceMemory;
import ihct.nn.gpu.GpuFeedForwardPredictor;
import ihct.nn.gpu.GpuKernels;
import ihct.nn.gpu.GpuKernels.Matrix;
import ihct.nn.gpu.GpuMatrix;
import ihct.stopping.Stop;
import java.util.Arrays;

/**
 * The probabilities of all units of a {@link GruPaths} network by a graphics card, decision by
 * decision as in {@link GruPathsPredictor}.
 */
final class GpuPathsPredictor implements PathNetwork.Predictor {

  private final GruPaths network;
  private final SiblingTree tree;
  private final DepthFirst decisions;
  private final int units;
  private final int width;
  private final Device device;
  private final GpuKernels kernels;
  private final DeviceMemory memory;
  private final GpuFeedForwardPredictor trunk;
  private final GpuMatrix recurrent;
  private final GpuMatrix tokens;
  private final GpuMatrix candidateBias;

  /** By depth, what is kept of the decision that was last visited there. */
  private final long[] states;

  private final long[] projected;
  private final long inputs;
  private final long decision;
  private final long token;
  private final long gates;
  private final long candidates;
  private final long sums;
  private final float[] all;

  /** Copies the weights. */
  GpuPathsPredictor(GruPaths network, Device device) {
    this.network = network;
    this.device = device;
    decisions = DepthFirst.of(network.tree());
    tree = network.tree();
    PathCell cell = network.cell();
    units = cell.units();
    width = Units.count(tree);
    int block = network.block();
    kernels = new GpuKernels(device);
    memory = new DeviceMemory(device);
    trunk = new GpuFeedForwardPredictor(network.trunk(), block, device);
    recurrent = uploaded(new GpuMatrix(cell.recurrent(), device, memory));
    tokens = uploaded(new GpuMatrix(cell.tokens(), device, memory));
    candidateBias = uploaded(new GpuMatrix(cell.candidateBias(), device, memory));
    states = new long[network.depth() + 1];
    projected = new long[network.depth() + 1];
    Arrays.setAll(states, i -> memory.room((long) block * units));
    Arrays.setAll(projected, i -> memory.room(3L * block * units));
    inputs = memory.room((long) block * network.inputs());
    decision = memory.room(block);
    token = memory.room(3L * block * units);
    gates = memory.room(3L * block * units);
    candidates = memory.room((long) block * units);
    all = new float[Math.multiplyExact(block, width)];
    sums = memory.zeros(all.length);
  }

  private static GpuMatrix uploaded(GpuMatrix matrix) {
    matrix.upload();
    return matrix;
  }

  @Override
  public void predict(float[] songs, int count) {
    device.upload(inputs, songs, count * network.inputs());
    Matrix first = trunk.hidden(new Matrix(inputs, network.inputs()), count);
    kernels.each("place", (long) count * units, first.address(), count, units, states[0], units);
    project(0, count);
    for (int g : decisions.order()) {
      visit(g, decisions.level()[g], count);
    }
    trunk.softmaxes(sums, count);
    device.download(sums, all, count * width);
  }

  /** What the state at a depth says to the gates, for all decisions right below. */
  private void project(int depth, int count) {
    kernels.productOfTransposed(
        count,
        3 * units,
        units,
        new Matrix(states[depth], units),
        recurrent.matrix(),
        new Matrix(projected[depth], 3 * units));
  }

  private void visit(int g, int depth, int count) {
    Stop.check("predicting paths");
    int[] which = new int[count];
    Arrays.fill(which, g);
    device.upload(decision, which, count);
    long gateNumbers = 3L * count * units;
    kernels.each("gather", gateNumbers, tokens.address(), decision, count, 3 * units, token);
    kernels.each("place", gateNumbers, projected[depth], count, 3 * units, gates, 3 * units);
    kernels.each(
        "gru_forward",
        (long) count * units,
        gates,
        token,
        candidateBias.address(),
        states[depth],
        candidates,
        states[depth + 1],
        count,
        units,
        0,
        units);
    int first = tree.first(g);
    int end = tree.first(g + 1);
    trunk.sums(
        new Matrix(states[depth + 1], units),
        count,
        first,
        end,
        new Matrix(sums, width).from(0, first));
    if (DepthFirst.leadsOn(tree, g)) {
      project(depth + 1, count);
    }
  }

  @Override
  public void read(int song, float[] probabilities) {
    System.arraycopy(all, song * width, probabilities, 0, tree.units());
  }

  @Override
  public void close() {
    trunk.close();
    memory.close();
  }
}
