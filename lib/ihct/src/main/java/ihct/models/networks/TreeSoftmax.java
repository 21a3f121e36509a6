package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.train.Networks;
import ihct.nn.Segments;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The paper's flat network with a hierarchical softmax: the hidden layers of {@link Dense}, and
 * above them a decision among the children of every cluster of the IHCT. The probability of a genre
 * is the product of those on its path (Goodman 2001; Morin and Bengio 2005; Mnih and Hinton 2009).
 * A cluster that a tier leaves whole has nothing to decide and no unit.
 *
 * <p>In training only the decisions on a song's path are computed and learnt: the output layer
 * costs O(depth × children) per song instead of O(N), so that it can have very many genres. Adam
 * moves only the weights of decisions that occur in a batch; the moments of the others rest. The
 * probabilities of all genres are one product with all units, fewer than 2·N, and O(units) down the
 * tree. A tree of one tier makes it Dense.
 *
 * <p>With label smoothing, a label is smoothed in every decision. Computed on the CPU only.
 */
public final class TreeSoftmax implements SavableClassifier {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "tree-softmax";
    }

    @Override
    public TreeSoftmax fit(Training training) {
      return TreeSoftmax.fit(training);
    }

    @Override
    public TreeSoftmax load(ModelReader in, Ihct tree) throws IOException {
      return TreeSoftmax.load(in, tree);
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options(Networks.WIDTH, Networks.BATCH_NORM);
    }

    @Override
    public boolean followsTree() {
      return true;
    }
  }

  private final SegmentNetwork network;

  private TreeSoftmax(SegmentNetwork network) {
    this.network = network;
  }

  /**
   * Trains the network with Adam and keeps the epoch with the best validation accuracy.
   *
   * <p>The same songs, tree and options give the same weights, bit for bit, on one machine.
   *
   * @param training what it learns from, how, and who hears of it
   * @return the trained model
   * @throws TrainingDivergedException if the loss stops being finite
   * @throws IllegalArgumentException if networks are computed on a graphics card, or a checkpoint
   *     is damaged or of another run
   * @throws java.util.concurrent.CancellationException if the thread is interrupted before the
   *     first epoch is complete; later, the best epoch so far is returned, as {@link
   *     Training#stopped} tells
   */
  public static TreeSoftmax fit(Training training) {
    return new TreeSoftmax(SegmentNetwork.fit(KIND.name(), segments(training.tree()), training));
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
  public static TreeSoftmax load(ModelReader in, Ihct ihct) throws IOException {
    return new TreeSoftmax(SegmentNetwork.read(in, KIND.name(), segments(ihct)));
  }

  /** The decisions of a tree, tier by tier; without any, a lonely class has a unit of its own. */
  static Segments segments(Ihct ihct) {
    int most = Math.max(1, ihct.classes() - 1); // decisions, each of which parts a cluster
    int[] siblings = new int[most];
    int[] above = new int[most];
    int count = 0;
    int units = 0;
    int[] unitsAbove = {Segments.ROOT};
    for (int tier = 1; tier <= ihct.tiers(); tier++) {
      int[] unitOf = new int[ihct.clusters(tier)];
      for (int parent = 0; parent < unitsAbove.length; parent++) {
        int children = ihct.children(tier - 1, parent);
        boolean decides = children > 1 || ihct.classes() == 1 && count == 0;
        for (int index = 0; index < children; index++) {
          int child = ihct.child(tier - 1, parent, index).orElseThrow();
          unitOf[child] = decides ? units++ : unitsAbove[parent];
        }
        if (decides) {
          siblings[count] = children;
          above[count++] = unitsAbove[parent];
        }
      }
      unitsAbove = unitOf;
    }
    return Segments.tree(Arrays.copyOf(siblings, count), Arrays.copyOf(above, count), unitsAbove);
  }

  /**
   * The DL4J network that holds the weights. Its own output is one softmax over all units, which
   * means nothing; ask {@link #probabilities}.
   *
   * @return the network itself, not a copy
   */
  public MultiLayerNetwork network() {
    return network.network();
  }

  @Override
  public int classes() {
    return network.classes();
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    network.probabilities(songs, rows, probabilities);
  }

  @Override
  public long parameters() {
    return network.network().numParams();
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    network.write(out);
  }

  /** DL4J's table of the layers, their sizes and parameters. */
  @Override
  public String toString() {
    return network().summary();
  }
}
