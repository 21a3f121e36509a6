package ihct.nn.gpu;

import ihct.nn.Adam;
import ihct.nn.StepLearner;
import java.util.Arrays;
import java.util.List;

/** {@link Adam} for one matrix of weights on a graphics card. */
public final class GpuAdam {

  private final GpuMatrix weights;
  private final Device device;
  private final DeviceMemory memory;
  private final long means;
  private final long squares;
  private long gradients;

  /** Starts with moments of 0; the memory owns them. */
  public GpuAdam(GpuMatrix weights, Device device, DeviceMemory memory) {
    this.weights = weights;
    this.device = device;
    this.memory = memory;
    means = memory.zeros(weights.count());
    squares = memory.zeros(weights.count());
  }

  /** What is learnt. */
  public GpuMatrix weights() {
    return weights;
  }

  /** Where to write the gradients of the weights, a matrix of their shape. */
  public GpuKernels.Matrix gradients() {
    if (gradients == 0) {
      gradients = memory.room(weights.count());
    }
    return new GpuKernels.Matrix(gradients, weights.columns());
  }

  long means() {
    return means;
  }

  long squares() {
    return squares;
  }

  /** Takes a step by the {@link #gradients}. */
  public void step(float stepSize) {
    device.each(
        "adam",
        weights.count(),
        weights.address(),
        gradients,
        means,
        squares,
        weights.count(),
        stepSize);
  }

  /** Number of moments of some matrices, as {@link #moments} gives them. */
  public static int count(List<GpuAdam> all) {
    return all.stream().mapToInt(each -> Math.multiplyExact(2, each.weights.count())).sum();
  }

  /** A copy of the moments, means and squares of each matrix, as {@link StepLearner#moments}. */
  public static float[] moments(List<GpuAdam> all) {
    float[] moments = new float[count(all)];
    int at = 0;
    for (GpuAdam each : all) {
      float[] numbers = new float[each.weights.count()];
      for (long address : new long[] {each.means, each.squares}) {
        each.device.download(address, numbers, numbers.length);
        System.arraycopy(numbers, 0, moments, at, numbers.length);
        at += numbers.length;
      }
    }
    return moments;
  }

  /** Takes moments that {@link #moments} copied. */
  public static void restore(List<GpuAdam> all, float[] moments) {
    int at = 0;
    for (GpuAdam each : all) {
      int count = each.weights.count();
      for (long address : new long[] {each.means, each.squares}) {
        each.device.upload(address, Arrays.copyOfRange(moments, at, at + count), count);
        at += count;
      }
    }
  }
}
