package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.SiblingTree;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.PaperSettings;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.TrainingOptions;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Networks;
import ihct.nn.gru.GruPaths;
import java.io.IOException;
import java.util.List;

/**
 * A decoder of paths: it walks down the tree and knows at each cluster the song and the way so far.
 *
 * <p>Two layers of 256 ReLU units and one of {@value #STATE}, with dropout behind each, read the
 * song as Dense does; the values of the last one are the first state of a GRU of {@value #STATE}
 * units. The GRU takes a step into each cluster that has at least two children, the root first: its
 * input is the cluster, as 3·{@value #STATE} learnt numbers that are added to what the gates
 * compute from the state (the embedding of the cluster, already multiplied by the gates' input
 * weights). A softmax over the cluster's children, with weights of their own, reads the new state.
 * In training the clusters are those of the true path.
 *
 * <p>P(genre) = Π P(child | song, path so far), a distribution over the genres as it is; the loss
 * of a song is −ln of it. All N probabilities need the state at each cluster with children: up to N
 * − 1 steps of 3·{@value #STATE} units for a song, of which those right below one cluster share
 * their product with the state.
 */
public final class PathGru extends PathModel {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "path-gru";
    }

    @Override
    public PathGru fit(Training training) {
      return PathGru.fit(training);
    }

    @Override
    public PathGru load(ModelReader in, Ihct tree) throws IOException {
      return PathGru.load(in, tree);
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options(Networks.WIDTH);
    }

    @Override
    public boolean followsTree() {
      return true;
    }
  }

  /** ReLU layers below the one that is the first state. */
  private static final int LAYERS = PaperSettings.HIDDEN_LAYERS - 1;

  private static final int STATE = 128;

  private static final int MOST_HIDDEN = 1 << 14;

  private final int hidden;

  private PathGru(GruPaths network, SiblingTree tree, SongEncoding encoding, int hidden) {
    super(network, tree, encoding);
    this.hidden = hidden;
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
  public static PathGru fit(Training training) {
    TrainingOptions options = training.options();
    SiblingTree tree = SiblingTree.of(training.tree());
    SongEncoding encoding = SongEncoding.fit(training.songs(), options);
    GruPaths.Shape shape = shape(encoding, options.get(Networks.WIDTH));
    require(KIND.name(), GruPaths.count(shape, tree));
    PathGru model =
        new PathGru(
            new GruPaths(
                shape,
                tree,
                options.get(Networks.DROPOUT),
                options.get(Networks.SMOOTHING),
                options.seed()),
            tree,
            encoding,
            options.get(Networks.WIDTH));
    model.learn(training);
    return model;
  }

  private static GruPaths.Shape shape(SongEncoding encoding, int hidden) {
    return new GruPaths.Shape(encoding.inputs(), hidden, LAYERS, STATE);
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
  public static PathGru load(ModelReader in, Ihct ihct) throws IOException {
    in.requireKind(KIND.name());
    SiblingTree tree = SiblingTree.of(ihct);
    SongEncoding encoding = SongEncoding.read(in, features(in, tree));
    int hidden = in.integer("hidden", 1, MOST_HIDDEN);
    GruPaths.Shape shape = shape(encoding, hidden);
    float[] weights = weights(in, GruPaths.count(shape, tree));
    require(KIND.name(), weights.length);
    PathGru model = new PathGru(new GruPaths(shape, tree, 0, 0, 0), tree, encoding, hidden);
    model.set(weights);
    in.end();
    return model;
  }

  @Override
  public String kind() {
    return KIND.name();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    super.write(out);
    out.integer("hidden", hidden);
  }
}
