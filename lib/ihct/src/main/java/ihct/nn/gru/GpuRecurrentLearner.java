package ihct.nn.gru;

import ihct.nn.Adam;
import ihct.nn.FeedForwardLearner;
import ihct.nn.StepLearner;
import ihct.nn.gpu.Device;
import ihct.nn.gpu.DeviceMemory;
import ihct.nn.gpu.GpuAdam;
import ihct.nn.gpu.GpuFeedForwardLearner;
import ihct.nn.gpu.GpuKernels.Matrix;
import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Learns a {@link Recurrent} network on a graphics card: the same step as {@link RecurrentLearner},
 * with the same units dropped, but for the order of sums.
 */
final class GpuRecurrentLearner extends StepLearner {

  private final Recurrent network;
  private final int length;
  private final Device device;
  private final DeviceMemory memory;
  private final GpuFeedForwardLearner head;
  private final GpuGru[] directions = new GpuGru[2];
  private final long features;

  /** As {@link RecurrentLearner} is made. */
  GpuRecurrentLearner(
      Recurrent network, int length, int batch, double learningRate, long seed, Device device) {
    super(learningRate);
    this.network = network;
    this.length = length;
    this.device = device;
    memory = new DeviceMemory(device);
    int rows = Math.multiplyExact(length, batch);
    head =
        new GpuFeedForwardLearner(
            network.head(),
            rows,
            learningRate,
            seed,
            device,
            true,
            GpuFeedForwardLearner.output(network.head(), rows, device));
    for (int d = 0; d < 2; d++) {
      directions[d] = new GpuGru(network.direction(d), batch, length, d == 1, true, device, memory);
    }
    features = memory.room((long) batch * network.inputs());
  }

  /** See {@link RecurrentLearner#learn}. */
  double learn(float[] songs, int[][] paths, float[] weights) {
    float stepSize = beginStep();
    int count = paths.length;
    Stop.check(FeedForwardLearner.LEARNING);
    device.upload(features, songs, count * network.inputs());
    for (int d = 0; d < 2; d++) {
      directions[d].upload();
      directions[d].forward(features, count, states(head.inputs(), d));
    }
    int[] labels = new int[length * count];
    float[] rowWeights = new float[labels.length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = paths[row % count][row / count];
      rowWeights[row] = weights[row % count];
    }
    double loss = head.learnSteps(labels, rowWeights, count, Recurrent.block(length));
    for (int d = 0; d < 2; d++) {
      directions[d].learn(
          features, count, states(head.inputs(), d), states(head.inputGradients(), d), stepSize);
    }
    return loss;
  }

  /** What belongs to a direction of rows that have a place for both. */
  private Matrix states(long address, int direction) {
    int units = network.units();
    return new Matrix(address, 2 * units).from(0, direction * units);
  }

  @Override
  public void setLearningRate(double newRate) {
    super.setLearningRate(newRate);
    head.setLearningRate(newRate);
  }

  @Override
  public void bringHome() {
    for (GpuGru direction : directions) {
      direction.bringHome();
    }
    head.bringHome();
  }

  @Override
  public List<Adam> adams() {
    return List.of();
  }

  private List<GpuAdam> gruSteps() {
    return Stream.of(directions).flatMap(direction -> direction.adams().stream()).toList();
  }

  /** In the order of {@link RecurrentLearner}'s. */
  @Override
  public float[] moments() {
    float[] own = GpuAdam.moments(gruSteps());
    float[] above = head.moments();
    float[] all = Arrays.copyOf(own, own.length + above.length);
    System.arraycopy(above, 0, all, own.length, above.length);
    return all;
  }

  @Override
  public void restore(long steps, float[] moments) {
    int own = GpuAdam.count(gruSteps());
    goOn(steps, moments, own + (long) head.moments().length);
    GpuAdam.restore(gruSteps(), moments);
    head.restore(steps, Arrays.copyOfRange(moments, own, moments.length));
  }

  @Override
  public void close() {
    head.close();
    memory.close();
  }
}
