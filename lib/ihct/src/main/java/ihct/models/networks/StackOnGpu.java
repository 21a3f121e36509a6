package ihct.models.networks;

import ihct.models.TrainingOptions;
import ihct.models.encode.EncodedSongs;
import ihct.models.encode.SongEncoding;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.SongLearner;
import ihct.nn.FeedForward;
import ihct.nn.gpu.Device;
import ihct.nn.gpu.DeviceMemory;
import ihct.nn.gpu.GpuFeedForwardLearner;
import ihct.nn.gpu.GpuFeedForwardPredictor;
import ihct.stopping.Stop;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A {@link NetworkStack} computed on a graphics card; its inputs lie as in {@link StackBlocks}. */
final class StackOnGpu implements StackEngine {

  private final List<FeedForward> above;
  private final FeedForward network;
  private final SongEncoding encoding;
  private final Device device;

  StackOnGpu(List<FeedForward> above, FeedForward network, SongEncoding encoding, Device device) {
    this.above = above;
    this.network = network;
    this.encoding = encoding;
    this.device = device;
  }

  /** Makes inputs of the last network: encoded songs, and behind them what those above predict. */
  private final class Inputs implements AutoCloseable {
    private final DeviceMemory memory = new DeviceMemory(device);
    private final GpuFeedForwardPredictor[] tiers;

    /** Encoded songs without gaps, here and on the card. */
    private final float[] songs;

    private final long staged;

    Inputs(int batch) {
      tiers =
          above.stream()
              .map(each -> new GpuFeedForwardPredictor(each, batch, device))
              .toArray(GpuFeedForwardPredictor[]::new);
      songs = new float[Math.multiplyExact(batch, encoding.inputs())];
      staged = memory.room(songs.length);
    }

    /** Where to encode songs, one behind the other. */
    float[] songs() {
      return songs;
    }

    /** Writes the first of the songs to a matrix, with all predictions beside them. */
    void write(int rows, long address) {
      int width = encoding.inputs();
      int stride = network.inputs();
      if (tiers.length == 0) {
        device.upload(address, songs, rows * width);
        return;
      }
      device.upload(staged, songs, rows * width);
      device.each("place", (long) rows * width, staged, rows, width, address, stride);
      for (int tier = 0; tier < tiers.length; tier++) {
        Stop.check("predicting tiers");
        long beside = address + (long) Float.BYTES * above.get(tier).inputs();
        tiers[tier].predict(address, stride, rows, beside, stride);
      }
    }

    @Override
    public void close() {
      memory.close();
      for (GpuFeedForwardPredictor tier : tiers) {
        tier.close();
      }
    }
  }

  @Override
  public NetworkTrainer.Learner learner(LabelledSongs songs, TrainingOptions options) {
    EncodedSongs encoded = new EncodedSongs(songs.songs(), encoding);
    int batch = Math.min(options.batch(), songs.size());
    GpuFeedForwardLearner learner =
        new GpuFeedForwardLearner(network, batch, options.learningRate(), options.seed(), device);
    Inputs inputs = new Inputs(batch);
    return new SongLearner(learner) {
      @Override
      public double learn(int[] rows, int from, int to) {
        return learner.learn(
            songs.labels(rows, from, to),
            songs.weights(rows, from, to),
            address -> write(to - from, i -> rows[from + i], address));
      }

      @Override
      public void endEpoch() {
        learner.bringHome();
        int count = Math.min(songs.size(), StackBlocks.MEASURED);
        learner.measure(
            count,
            (first, size, address) ->
                write(size, i -> (int) ((long) (first + i) * songs.size() / count), address));
      }

      private void write(int count, IntUnaryOperator row, long address) {
        for (int i = 0; i < count; i++) {
          encoded.copyInputs(row.applyAsInt(i), inputs.songs(), i * encoding.inputs());
        }
        inputs.write(count, address);
      }

      @Override
      public void close() {
        super.close();
        inputs.close();
      }
    };
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    try (DeviceMemory memory = new DeviceMemory(device);
        Inputs inputs = new Inputs(rows);
        GpuFeedForwardPredictor last = new GpuFeedForwardPredictor(network, rows, device)) {
      for (int i = 0; i < rows; i++) {
        encoding.encode(songs, i * encoding.dimension(), inputs.songs(), i * encoding.inputs());
      }
      long address = memory.room((long) rows * network.inputs());
      inputs.write(rows, address);
      int answers = Math.multiplyExact(rows, network.classes());
      long to = memory.room(answers);
      last.predict(address, network.inputs(), rows, to, network.classes());
      device.download(to, probabilities, answers);
    }
  }
}
