package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.BatchShape;
import ihct.models.Checkpoints;
import ihct.models.EpochListener;
import ihct.models.GenreClassifier;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.NetworkOptions;
import ihct.models.TrainingDivergedException;
import ihct.models.TrainingOptions;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Networks;
import ihct.models.train.ValidationAccuracy;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The paper's StackNet: one network like {@link Dense} for every tier of the IHCT, from the top
 * down. The network of a tier sees the song and what all networks above it predict, their softmax
 * over the clusters of their tiers; the last one gives the probabilities of the N genres. All of
 * them follow {@link NetworkOptions} and share one encoding of the songs.
 *
 * <p>The networks are trained one after the other, each with the epoch kept that is best on the
 * validation part. Earlier predictions are computed anew for every batch: stored, they would take
 * 20 GB at the paper's size.
 */
public final class StackNet implements GenreClassifier {

  private static final String KIND = "stacknet";

  private final List<MultiLayerNetwork> networks;
  private final SongEncoding encoding;
  private final int classes;

  private final boolean stopped;

  public StackNet(
      List<MultiLayerNetwork> networks, SongEncoding encoding, int classes, boolean stopped) {
    this.networks = List.copyOf(networks);
    this.encoding = encoding;
    this.classes = classes;
    this.stopped = stopped;
  }

  /**
   * Trains one network per tier.
   *
   * @param train z-scored songs, at least one
   * @param validation z-scored songs of the same genres; none means that last epochs are kept
   * @param ihct the tree, whose leaves are the genres
   * @param options epochs of each network, batch size, learning rate, seed
   * @param listener hears of each network as a phase of its own
   * @return the trained model
   * @throws TrainingDivergedException if a loss stops being finite
   * @throws CancellationException if the thread is interrupted before the last network has a
   *     complete epoch, since an incomplete stack is no model; later, the last network's best epoch
   *     so far is taken, as {@link #stopped} tells
   */
  public static StackNet fit(
      Songs train, Songs validation, Ihct ihct, TrainingOptions options, EpochListener listener) {
    return fit(train, validation, ihct, options, listener, Checkpoints.NONE);
  }

  /**
   * Trains the networks, leaving their state behind after every epoch, or goes on where an earlier
   * process stopped; the weights are the same, bit for bit.
   *
   * @param train as for {@link #fit(Songs, Songs, Ihct, TrainingOptions, EpochListener)}
   * @param validation the same
   * @param ihct the same
   * @param options the same
   * @param listener the same
   * @param checkpoints where the state is kept
   * @return the trained model
   * @throws IllegalArgumentException if a checkpoint is damaged or of another run
   * @throws java.io.UncheckedIOException if one cannot be read or written
   */
  public static StackNet fit(
      Songs train,
      Songs validation,
      Ihct ihct,
      TrainingOptions options,
      EpochListener listener,
      Checkpoints checkpoints) {
    SongEncoding encoding = SongEncoding.fit(train, options.network());
    List<MultiLayerNetwork> networks = new ArrayList<>();
    int inputs = encoding.inputs();
    boolean complete = true;
    for (int tier = 1; tier <= ihct.tiers(); tier++) {
      if (!complete) {
        throw new CancellationException(
            "Stopped while training stacknet tier %d of %d; the tiers below it are missing."
                .formatted(tier - 1, ihct.tiers()));
      }
      MultiLayerNetwork next = Networks.dense(inputs, ihct.clusters(tier), options);
      complete =
          fitNext(
              new Stack(List.copyOf(networks), next, encoding),
              train,
              validation,
              ihct,
              options,
              listener,
              checkpoints);
      networks.add(next);
      inputs += ihct.clusters(tier);
    }
    return new StackNet(networks, encoding, ihct.classes(), !complete);
  }

  private static boolean fitNext(
      Stack stack,
      Songs train,
      Songs validation,
      Ihct ihct,
      TrainingOptions options,
      EpochListener listener,
      Checkpoints checkpoints) {
    int tier = stack.size();
    int[] clusterOf = ihct.clustersOfLeaves(tier);
    return stack.fit(
        "stacknet tier %d of %d".formatted(tier, ihct.tiers()),
        train,
        row -> clusterOf[train.genre(row)],
        options,
        listener,
        checkpoints,
        () ->
            ValidationAccuracy.of(
                validation,
                row -> clusterOf[validation.genre(row)],
                ihct.clusters(tier),
                stack::probabilities));
  }

  /**
   * Reads a saved model.
   *
   * @param in the file, opened
   * @param ihct the tree it was trained on
   * @return the same model
   * @throws IOException if it holds another kind of model, contradicts itself or does not fit the
   *     tree
   */
  public static StackNet load(ModelReader in, Ihct ihct) throws IOException {
    in.requireKind(KIND);
    int features = in.integer("features", 1, Integer.MAX_VALUE);
    int tiers = in.integer("tiers", 1, Integer.MAX_VALUE);
    if (tiers != ihct.tiers()) {
      throw in.damaged("it has %d tiers, and its tree %d".formatted(tiers, ihct.tiers()));
    }
    List<MultiLayerNetwork> networks = new ArrayList<>();
    SongEncoding encoding = SongEncoding.read(in, features);
    int inputs = encoding.inputs();
    for (int tier = 1; tier <= tiers; tier++) {
      ModelReader part = in.part(partName(tier));
      int clusters = part.integer("clusters", 1, Integer.MAX_VALUE);
      if (clusters != ihct.clusters(tier)) {
        throw part.damaged(
            "it has %d clusters, and tier %d of its tree %d"
                .formatted(clusters, tier, ihct.clusters(tier)));
      }
      networks.add(Networks.readDense(part, inputs, clusters));
      inputs += clusters;
    }
    in.end();
    return new StackNet(networks, encoding, ihct.classes(), false);
  }

  /**
   * The DL4J networks, for their summaries and listeners.
   *
   * @return one network per tier, from the top
   */
  public List<MultiLayerNetwork> networks() {
    return networks;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, encoding.dimension(), probabilities, classes);
    int last = networks.size() - 1;
    new Stack(networks.subList(0, last), networks.get(last), encoding)
        .probabilities(songs, rows, probabilities);
  }

  @Override
  public boolean stopped() {
    return stopped;
  }

  @Override
  public long parameters() {
    return networks.stream().mapToLong(MultiLayerNetwork::numParams).sum();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("features", encoding.dimension());
    out.integer("tiers", networks.size());
    encoding.write(out);
    for (int tier = 1; tier <= networks.size(); tier++) {
      MultiLayerNetwork network = networks.get(tier - 1);
      ModelWriter part = out.part(partName(tier));
      part.integer("clusters", network.layerSize(network.getnLayers() - 1));
      Networks.write(part, network);
    }
  }

  private static String partName(int tier) {
    return "tier-" + tier;
  }
}
