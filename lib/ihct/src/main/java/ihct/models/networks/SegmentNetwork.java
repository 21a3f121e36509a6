package ihct.models.networks;

import ihct.models.BatchShape;
import ihct.models.GenreClassifier;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Training;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Networks;
import ihct.models.train.ValidationAccuracy;
import ihct.nn.FeedForward;
import ihct.nn.Segments;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A network like {@link Dense} whose output units are read as {@link Segments}: what {@link
 * TierHeads} and {@link TreeSoftmax} have in common.
 */
final class SegmentNetwork {

  private final String kind;
  private final MultiLayerNetwork network;
  private final SongEncoding encoding;
  private final Segments segments;

  private SegmentNetwork(
      String kind, MultiLayerNetwork network, SongEncoding encoding, Segments segments) {
    this.kind = kind;
    this.network = network;
    this.encoding = encoding;
    this.segments = segments;
    checkReachable(kind, FeedForward.canCompute(network));
  }

  /** Refuses a network whose numbers lie elsewhere. */
  static void checkReachable(String kind, boolean canCompute) {
    if (!canCompute) {
      throw new IllegalArgumentException(
          "The model %s is computed on the CPU only. Choose the CPU (--device cpu), or leave it out."
              .formatted(kind));
    }
  }

  /** See {@link Dense#fit}; the kind is also the name of the phase. */
  static SegmentNetwork fit(String kind, Segments segments, Training training) {
    Songs train = training.songs();
    Songs validation = training.validation();
    SongEncoding encoding = SongEncoding.fit(train, training.options());
    MultiLayerNetwork network =
        Networks.dense(encoding.inputs(), segments.units(), training.options());
    SegmentNetwork fresh = new SegmentNetwork(kind, network, encoding, segments);
    fresh
        .stack()
        .fit(
            kind,
            train::genre,
            training,
            () ->
                ValidationAccuracy.of(
                    validation, validation::genre, segments.classes(), fresh::probabilities));
    return fresh;
  }

  private NetworkStack stack() {
    return new NetworkStack(List.of(), network, encoding, segments);
  }

  /** Reads what {@link #write} wrote. */
  static SegmentNetwork read(ModelReader in, String kind, Segments segments) throws IOException {
    in.requireKind(kind);
    int features = in.integer("features", 1, Integer.MAX_VALUE);
    int classes = in.integer("classes", 1, Integer.MAX_VALUE);
    int outputs = in.integer("outputs", 1, Integer.MAX_VALUE);
    if (classes != segments.classes() || outputs != segments.units()) {
      throw in.damaged(
          "it has %d classes and %d output units, and by its tree %d and %d"
              .formatted(classes, outputs, segments.classes(), segments.units()));
    }
    SongEncoding encoding = SongEncoding.read(in, features);
    MultiLayerNetwork network = Networks.readDense(in, encoding.inputs(), outputs);
    in.end();
    return new SegmentNetwork(kind, network, encoding, segments);
  }

  void write(ModelWriter out) throws IOException {
    out.integer("features", encoding.dimension());
    out.integer("classes", segments.classes());
    out.integer("outputs", segments.units());
    encoding.write(out);
    Networks.write(out, network);
  }

  MultiLayerNetwork network() {
    return network;
  }

  int classes() {
    return segments.classes();
  }

  /** See {@link GenreClassifier#probabilities}. */
  void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, encoding.dimension(), probabilities, classes());
    stack().probabilities(songs, rows, probabilities);
  }
}
