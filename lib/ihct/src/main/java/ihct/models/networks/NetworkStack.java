package ihct.models.networks;

import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Batches;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.Networks;
import ihct.models.train.NormalizedWeights;
import ihct.nn.FeedForward;
import ihct.nn.Segments;
import ihct.nn.Weights;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network, and the finished ones above it whose predictions it sees beside the song: those of
 * StackNet's earlier tiers, and none for Dense.
 *
 * <p>{@link StackBlocks} or, on a graphics card, {@link StackOnGpu} computes them; networks of
 * somebody else, of which other layers may be made, DL4J.
 */
final class NetworkStack {

  private final List<MultiLayerNetwork> above;
  private final MultiLayerNetwork network;
  private final SongEncoding encoding;
  private final Segments segments;
  private final boolean isOurs;

  NetworkStack(List<MultiLayerNetwork> above, MultiLayerNetwork network, SongEncoding encoding) {
    this(above, network, encoding, Segments.softmax(network.layerSize(network.getnLayers() - 1)));
  }

  /** Likewise, with output units that are read in another way; only of ours. */
  NetworkStack(
      List<MultiLayerNetwork> above,
      MultiLayerNetwork network,
      SongEncoding encoding,
      Segments segments) {
    this.above = above;
    this.segments = segments;
    this.network = network;
    this.encoding = encoding;
    this.isOurs =
        Stream.concat(above.stream(), Stream.of(network)).allMatch(FeedForward::canCompute);
  }

  /** Number of networks. */
  int size() {
    return above.size() + 1;
  }

  /**
   * Trains the last network.
   *
   * @param phase what it is called
   * @param songs what it learns from
   * @param training how, and who hears of it
   * @param accuracy scores the stack as it is; NaN when there is nothing to score on
   */
  void fit(String phase, LabelledSongs songs, Training training, DoubleSupplier accuracy) {
    if (training.options().get(Networks.BATCH_NORM)) {
      fitNormalized(phase, songs, training, accuracy);
      return;
    }
    NetworkTrainer trainer = new NetworkTrainer(phase, network, segments.answers(), training);
    try (NetworkTrainer.Learner learner = learner(songs, training.options())) {
      trainer.fit(songs.size(), learner, accuracy);
    }
  }

  /** The same with batch normalisation, of which the trained network knows nothing any more. */
  private void fitNormalized(
      String phase, LabelledSongs songs, Training training, DoubleSupplier accuracy) {
    Networks.checkBatch(training.options());
    FeedForward normalized = plain().normalized();
    NormalizedWeights weights = new NormalizedWeights(Weights.of(network), normalized.moments());
    NetworkTrainer trainer =
        new NetworkTrainer(
            phase, weights, NetworkTrainer.guessLoss(segments.answers(), network), training);
    try (NetworkTrainer.Learner learner = engine(normalized).learner(songs, training.options())) {
      trainer.fit(songs.size(), learner, () -> weights.folded(accuracy));
      normalized.moments().fold();
    }
  }

  /** Learns batches of songs; to be closed. */
  NetworkTrainer.Learner learner(LabelledSongs songs, TrainingOptions options) {
    return engine(plain()).learner(songs, options);
  }

  /**
   * Computes the last network's probabilities.
   *
   * @param songs plain features, row by row
   * @param rows how many songs
   * @param probabilities receives a row for each
   */
  void probabilities(float[] songs, int rows, float[] probabilities) {
    if (isOurs) {
      engine(plain()).probabilities(songs, rows, probabilities);
    } else {
      INDArray inputs = withPredictions(Batches.inputs(encoding, songs, rows), rows);
      Batches.drain(network.output(inputs), probabilities);
      Batches.free(inputs);
    }
  }

  private FeedForward plain() {
    return FeedForward.of(network).with(segments);
  }

  private StackEngine engine(FeedForward last) {
    List<FeedForward> earlier = above.stream().map(FeedForward::of).toList();
    return Backend.card()
        .<StackEngine>map(card -> new StackOnGpu(earlier, last, encoding, card))
        .orElseGet(() -> new StackBlocks(earlier, last, encoding, Team.onAllProcessors()));
  }

  /** Encoded songs with the predictions of all networks above beside them. */
  private INDArray withPredictions(float[] songs, int rows) {
    INDArray inputs = Batches.matrix(songs, rows, encoding.inputs());
    for (MultiLayerNetwork earlier : above) {
      Stop.check("predicting tiers");
      INDArray prediction = earlier.output(inputs);
      INDArray wider = Nd4j.concat(1, inputs, prediction);
      Batches.free(prediction);
      Batches.free(inputs);
      inputs = wider;
    }
    return inputs;
  }
}
