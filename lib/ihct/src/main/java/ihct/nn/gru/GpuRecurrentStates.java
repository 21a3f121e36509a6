package ihct.nn.gru;

import ihct.nn.gpu.Device;
import ihct.nn.gpu.DeviceMemory;
import ihct.nn.gpu.GpuKernels.Matrix;

/** The states of both directions of a {@link Recurrent} network's GRU, by a graphics card. */
final class GpuRecurrentStates implements AutoCloseable {

  private final Recurrent network;
  private final Device device;
  private final DeviceMemory memory;
  private final GpuGru[] directions = new GpuGru[2];
  private final long features;
  private final long states;

  /**
   * Copies the weights.
   *
   * @param batch the most songs to be asked for at once
   */
  GpuRecurrentStates(Recurrent network, int steps, int batch, Device device) {
    this.network = network;
    this.device = device;
    memory = new DeviceMemory(device);
    for (int d = 0; d < 2; d++) {
      directions[d] = new GpuGru(network.direction(d), batch, steps, d == 1, false, device, memory);
      directions[d].upload();
    }
    features = memory.room((long) batch * network.inputs());
    states = memory.room(2L * steps * batch * network.units());
  }

  /**
   * Computes the states of some songs.
   *
   * @param songs their features, row-major
   * @return where steps·count rows of 2H lie, step by step
   */
  long compute(float[] songs, int count) {
    device.upload(features, songs, count * network.inputs());
    int units = network.units();
    for (int d = 0; d < 2; d++) {
      directions[d].forward(features, count, new Matrix(states, 2 * units).from(0, d * units));
    }
    return states;
  }

  @Override
  public void close() {
    memory.close();
  }
}
