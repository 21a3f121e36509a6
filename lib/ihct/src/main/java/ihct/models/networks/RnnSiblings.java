package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.PaperSettings;
import ihct.models.Training;
import ihct.models.encode.SongEncoding;
import ihct.nn.gru.RecurrentPaths;
import java.io.IOException;

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
  public record AsKind() implements TreeKind {

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
      return new RnnSiblings(in, tree);
    }
  }

  private RnnSiblings(Training training) {
    super(KIND, RnnSiblings::shape, training);
  }

  private RnnSiblings(ModelReader in, Ihct tree) throws IOException {
    super(KIND, RnnSiblings::shape, in, tree);
  }

  /**
   * Trains a model as {@link Dense#fit} does.
   *
   * @param training what it learns from, with a tree, how, and who hears of it
   */
  public static RnnSiblings fit(Training training) {
    RnnSiblings model = new RnnSiblings(training);
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
}
