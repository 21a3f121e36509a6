package ihct.nn.gru;

import ihct.nn.gpu.Device;
import ihct.nn.gpu.DeviceMemory;
import ihct.nn.gpu.GpuFeedForwardPredictor;

/**
 * Probabilities of a {@link Recurrent} network by a graphics card, as {@link RecurrentPredictor}.
 */
public final class GpuRecurrentPredictor implements PathNetwork.Predictor {

  private final Recurrent network;
  private final int steps;
  private final Device device;
  private final GpuRecurrentStates states;
  private final GpuFeedForwardPredictor head;
  private final DeviceMemory memory;
  private final long answers;
  private final float[] probabilities;
  private int songs;

  /**
   * Copies the weights.
   *
   * @param steps number of steps
   */
  public GpuRecurrentPredictor(Recurrent network, int steps, Device device) {
    this.network = network;
    this.steps = steps;
    this.device = device;
    int batch = Recurrent.block(steps);
    states = new GpuRecurrentStates(network, steps, batch, device);
    head = new GpuFeedForwardPredictor(network.head(), steps * batch, device);
    memory = new DeviceMemory(device);
    probabilities = new float[Math.multiplyExact(steps * batch, network.classes())];
    answers = memory.room(probabilities.length);
  }

  @Override
  public void predict(float[] features, int songs) {
    this.songs = songs;
    int rows = steps * songs;
    int classes = network.classes();
    head.predict(states.compute(features, songs), 2 * network.units(), rows, answers, classes);
    device.download(answers, probabilities, rows * classes);
  }

  @Override
  public void read(int song, float[] target) {
    int classes = network.classes();
    for (int t = 0; t < steps; t++) {
      System.arraycopy(probabilities, (t * songs + song) * classes, target, t * classes, classes);
    }
  }

  @Override
  public void close() {
    states.close();
    head.close();
    memory.close();
  }
}
