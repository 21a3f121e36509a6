package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.BatchShape;
import ihct.models.Guest;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Networks;
import ihct.models.train.ValidationAccuracy;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The paper's StackNet: one network like {@link Dense} for every tier of the IHCT, from the top
 * down. The network of a tier sees the song and what all networks above it predict, their softmax
 * over the clusters of their tiers; the last one gives the probabilities of the N genres. All of
 * them follow the same {@link AsKind#options options} and share one encoding of the songs.
 *
 * <p>The networks are trained one after the other, each with the epoch kept that is best on the
 * validation part. Earlier predictions are computed anew for every batch: stored, they would take
 * 20 GB at the paper's size.
 */
public final class StackNet implements SavableClassifier {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements TreeKind {

    @Override
    public String name() {
      return "stacknet";
    }

    @Override
    public StackNet fit(Training training) {
      return StackNet.fit(training);
    }

    @Override
    public StackNet load(ModelReader in, Ihct tree) throws IOException {
      in.requireKind(name());
      int tiers = in.integer("tiers", 1, Integer.MAX_VALUE);
      if (tiers != tree.tiers()) {
        throw in.damaged("it has %d tiers, and its tree %d".formatted(tiers, tree.tiers()));
      }
      List<MultiLayerNetwork> networks = new ArrayList<>();
      SongEncoding encoding = SongEncoding.read(in);
      int inputs = encoding.inputs();
      for (int tier = 1; tier <= tiers; tier++) {
        ModelReader part = in.part(partName(tier));
        int clusters = part.integer("clusters", 1, Integer.MAX_VALUE);
        if (clusters != tree.clusters(tier)) {
          throw part.damaged(
              "it has %d clusters, and tier %d of its tree %d"
                  .formatted(clusters, tier, tree.clusters(tier)));
        }
        networks.add(Networks.readDense(part, inputs, clusters));
        inputs += clusters;
      }
      in.end();
      return new StackNet(networks, encoding, tree.classes());
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options(Networks.WIDTH, Networks.BATCH_NORM);
    }

    @Override
    public OptionalDouble paperTop1() {
      return OptionalDouble.of(10.2);
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  private final List<MultiLayerNetwork> networks;
  private final SongEncoding encoding;
  private final int classes;

  StackNet(List<MultiLayerNetwork> networks, SongEncoding encoding, int classes) {
    this.networks = List.copyOf(networks);
    this.encoding = encoding;
    this.classes = classes;
  }

  /**
   * Trains one network per tier.
   *
   * @param training what it learns from, the tree, how, and who hears of each network as a phase of
   *     its own
   * @throws TrainingDivergedException if a loss stops being finite
   * @throws IllegalArgumentException if a checkpoint is damaged or of another run
   * @throws CancellationException if the thread is interrupted before the last network has a
   *     complete epoch, since an incomplete stack is no model; later, the last network's best epoch
   *     so far is taken, as {@link Training#stopped} tells
   */
  public static StackNet fit(Training training) {
    Ihct tree = training.tree();
    SongEncoding encoding = SongEncoding.fit(training.songs(), training.options());
    List<MultiLayerNetwork> networks = new ArrayList<>();
    int inputs = encoding.inputs();
    for (int tier = 1; tier <= tree.tiers(); tier++) {
      if (training.stopped()) {
        throw new CancellationException(
            "Stopped while training stacknet tier %d of %d; the tiers below it are missing."
                .formatted(tier - 1, tree.tiers()));
      }
      MultiLayerNetwork next = Networks.dense(inputs, tree.clusters(tier), training.options());
      fitNext(new NetworkStack(List.copyOf(networks), next, encoding), training);
      networks.add(next);
      inputs += tree.clusters(tier);
    }
    return new StackNet(networks, encoding, tree.classes());
  }

  /**
   * Lets networks of your own stand beside this one as a stack: each sees the song and what all
   * before it answer, and the last one's answer is taken.
   *
   * @param networks trained, from the top; at least one; they are used as they are and not changed
   * @throws IllegalArgumentException if there is none
   */
  public static Guest of(List<MultiLayerNetwork> networks) {
    if (networks.isEmpty()) {
      throw new IllegalArgumentException("A stack needs at least one network.");
    }
    MultiLayerNetwork last = networks.get(networks.size() - 1);
    int answers = last.layerSize(last.getnLayers() - 1);
    return new OwnNetworks(
        train -> {
          int genres = train.genres().size();
          if (answers != genres) {
            throw new IllegalArgumentException(
                "The last network answers %d classes, and there are %d genres; it needs an output for each."
                    .formatted(answers, genres));
          }
          return new StackNet(networks, SongEncoding.none(train.dimension()), genres);
        });
  }

  private static void fitNext(NetworkStack stack, Training training) {
    Ihct tree = training.tree();
    Songs train = training.songs();
    Songs validation = training.validation();
    int tier = stack.size();
    int[] clusterOf = tree.clustersOfLeaves(tier);
    stack.fit(
        "stacknet tier %d of %d".formatted(tier, tree.tiers()),
        LabelledSongs.of(train, row -> clusterOf[train.genre(row)], training.options()),
        training,
        () ->
            ValidationAccuracy.of(
                validation,
                row -> clusterOf[validation.genre(row)],
                tree.clusters(tier),
                stack::probabilities));
  }

  /** The DL4J networks, for their summaries and listeners: one network per tier, from the top. */
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
    new NetworkStack(networks.subList(0, last), networks.get(last), encoding)
        .probabilities(songs, rows, probabilities);
  }

  @Override
  public long parameters() {
    return networks.stream().mapToLong(MultiLayerNetwork::numParams).sum();
  }

  @Override
  public String kind() {
    return KIND.name();
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

  /** DL4J's table of the layers, their sizes and parameters. */
  @Override
  public String toString() {
    return networks.stream().map(MultiLayerNetwork::summary).collect(Collectors.joining("\n"));
  }
}
