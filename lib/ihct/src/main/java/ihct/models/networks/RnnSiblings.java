package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.SiblingTree;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.Option;
import ihct.models.PaperSettings;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.TrainingOptions;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Networks;
import ihct.nn.gru.RecurrentPaths;
import java.io.IOException;
import java.util.List;

/**
 * The paper's RNN with an output of its own for each cluster: the same trunk, a bidirectional GRU
 * of 256 units over the tiers with the song as the input of every step and two time-distributed
 * layers of 128 ReLU units, and at each tier logits over the clusters of that tier. The softmax is
 * taken among the children of one parent.
 *
 * <p>The paper's output is as wide as the largest number of children, the same for all parents:
 * "third child" has to mean the same everywhere, and its tiers are independent of each other. Here
 * P(genre) = Π over tiers of P(cluster | parent), a distribution over the genres as it is. A
 * cluster that is its parent's only child has probability 1 and no unit.
 *
 * <p>The loss of a song is −ln of that product; only the children of the clusters on its path get a
 * gradient.
 */
public final class RnnSiblings extends PathModel {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "rnn-siblings";
    }

    @Override
    public RnnSiblings fit(Training training) {
      return RnnSiblings.fit(training);
    }

    @Override
    public RnnSiblings load(ModelReader in, Ihct tree) throws IOException {
      return RnnSiblings.load(in, tree);
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options();
    }

    @Override
    public boolean followsTree() {
      return true;
    }
  }

  private RnnSiblings(RecurrentPaths network, SiblingTree tree, SongEncoding encoding) {
    super(network, tree, encoding);
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
  public static RnnSiblings fit(Training training) {
    TrainingOptions options = training.options();
    SiblingTree tree = SiblingTree.of(training.tree());
    SongEncoding encoding = SongEncoding.fit(training.songs(), options);
    require(KIND.name(), RecurrentPaths.count(shape(encoding), tree));
    RnnSiblings model =
        new RnnSiblings(
            new RecurrentPaths(
                shape(encoding),
                tree,
                options.get(Networks.DROPOUT),
                options.get(Networks.SMOOTHING),
                options.seed()),
            tree,
            encoding);
    model.learn(training);
    return model;
  }

  private static RecurrentPaths.Shape shape(SongEncoding encoding) {
    return new RecurrentPaths.Shape(
        encoding.inputs(),
        PaperSettings.GRU_UNITS,
        PaperSettings.TIME_DISTRIBUTED_UNITS,
        PaperSettings.TIME_DISTRIBUTED_LAYERS);
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
  public static RnnSiblings load(ModelReader in, Ihct ihct) throws IOException {
    in.requireKind(KIND.name());
    SiblingTree tree = SiblingTree.of(ihct);
    SongEncoding encoding = SongEncoding.read(in, features(in, tree));
    RecurrentPaths.Shape shape = shape(encoding);
    float[] weights = weights(in, RecurrentPaths.count(shape, tree));
    require(KIND.name(), weights.length);
    RnnSiblings model = new RnnSiblings(new RecurrentPaths(shape, tree, 0, 0, 0), tree, encoding);
    model.set(weights);
    in.end();
    return model;
  }

  @Override
  public String kind() {
    return KIND.name();
  }
}
