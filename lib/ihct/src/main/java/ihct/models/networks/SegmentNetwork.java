package ihct.models.networks;

import ihct.models.BatchShape;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.encode.SongEncoding;
import ihct.models.gaussian.CoarseLinks;
import ihct.models.train.Networks;
import ihct.models.train.ValidationAccuracy;
import ihct.nn.Segments;
import ihct.nn.SharedLabel;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * One network of ReLU layers whose output units are read as {@link Segments}: a single softmax in
 * {@link Dense}, one for each tier in {@link TierHeads}, one for each decision in {@link
 * TreeSoftmax}.
 *
 * <p>It also learns from songs with a {@link CoarseSongs coarse name} alone: a softmax of all
 * genres by −ln Σ π(name | genre)·p(genre), with π of {@link CoarseLinks}; heads and decisions by
 * those that all genres of the name share, so that the loss stops where the label stops. Names that
 * stand for genres here and there in the tree teach a tree nothing. Each such song counts 0.1
 * unless {@link CoarseLinks#WEIGHT} is told, before the mean over all is made 1.
 */
public abstract sealed class SegmentNetwork implements SavableClassifier
    permits Dense, TierHeads, TreeSoftmax {

  private final Kind kind;
  private final MultiLayerNetwork network;
  private final SongEncoding encoding;
  private final Segments segments;

  /** A network with first weights, to {@link #learn}. */
  SegmentNetwork(Kind kind, Segments segments, Training training) {
    this.kind = kind;
    this.segments = segments;
    this.encoding = SongEncoding.fit(training.songs(), training.options());
    this.network = Networks.dense(encoding.inputs(), segments.units(), training.options());
  }

  /** Reads a saved network, whose segments follow from its number of classes. */
  SegmentNetwork(Kind kind, IntFunction<Segments> segmentsOf, ModelReader in) throws IOException {
    in.requireKind(kind.name());
    int classes = in.integer("classes", 1, Integer.MAX_VALUE);
    int outputs = kind.followsTree() ? in.integer("outputs", 1, Integer.MAX_VALUE) : classes;
    this.kind = kind;
    this.encoding = SongEncoding.read(in);
    this.network = Networks.readDense(in, encoding.inputs(), outputs);
    this.segments = segmentsOf.apply(classes); // of as many as the file fills
    if (classes != segments.classes() || outputs != segments.units()) {
      throw in.damaged(
          "it has %d classes and %d output units, and by its tree %d and %d"
              .formatted(classes, outputs, segments.classes(), segments.units()));
    }
    in.end();
  }

  /** Trains in place; the kind is also the name of the phase. */
  final void learn(Training training) {
    Songs fine = training.songs();
    Songs validation = training.validation();
    TrainingOptions options = training.options();
    double weight = CoarseLinks.weightInNetworks(options);
    Optional<CoarseSongs> coarse = training.coarse().filter(more -> weight > 0);
    Segments taught = segments;
    LabelledSongs songs = LabelledSongs.of(fine, fine::genre, options);
    if (coarse.isPresent()) {
      taught = segments.with(labels(training, coarse.get()));
      songs = songs.and(coarse.get().songs(), weight);
    }
    stack(taught)
        .fit(
            kind(),
            songs,
            training,
            () ->
                ValidationAccuracy.of(
                    validation, validation::genre, classes(), this::probabilities));
  }

  /** A label for each coarse name. */
  private static List<SharedLabel> labels(Training training, CoarseSongs coarse) {
    CoarseLinks links = CoarseLinks.of(training.songs(), coarse, training.options());
    return IntStream.range(0, coarse.names().size())
        .mapToObj(name -> new SharedLabel(links.genres(name), links.shares(name)))
        .toList();
  }

  /** This network alone: there is none above it. */
  private NetworkStack stack(Segments read) {
    return new NetworkStack(List.of(), network, encoding, read);
  }

  /**
   * The DL4J network that holds the weights, for its summary and listeners. Its own output is one
   * softmax over all units, which means something in {@link Dense} alone; ask {@link
   * #probabilities}.
   *
   * @return the network itself, not a copy
   */
  public final MultiLayerNetwork network() {
    return network;
  }

  @Override
  public final int classes() {
    return segments.classes();
  }

  @Override
  public final void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, encoding.dimension(), probabilities, classes());
    stack(segments).probabilities(songs, rows, probabilities);
  }

  @Override
  public final long parameters() {
    return network.numParams();
  }

  @Override
  public final String kind() {
    return kind.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("features", encoding.dimension());
    out.integer("classes", classes());
    if (kind.followsTree()) {
      out.integer("outputs", segments.units());
    }
    encoding.write(out);
    Networks.write(out, network);
  }

  /** DL4J's table of the layers, their sizes and parameters. */
  @Override
  public final String toString() {
    return network.summary();
  }
}
