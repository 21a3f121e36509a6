package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.Option;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.gaussian.CoarseLinks;
import ihct.models.train.Networks;
import ihct.nn.Segments;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The paper's flat baseline: three layers of 256 ReLU units with 10 % dropout behind each, and a
 * softmax over all N genres. It knows nothing of the hierarchy. Its {@link AsKind#options options}
 * make it stronger than the paper's.
 */
public final class Dense extends SegmentNetwork {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements Kind {

    @Override
    public String name() {
      return "dense";
    }

    @Override
    public Dense fit(Training training) {
      return Dense.fit(training);
    }

    @Override
    public Dense load(ModelReader in, Ihct tree) throws IOException {
      return new Dense(in);
    }

    @Override
    public boolean readsCoarse() {
      return true;
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options(
          CoarseLinks.WEIGHT, CoarseLinks.PLACES, Networks.WIDTH, Networks.BATCH_NORM);
    }

    @Override
    public OptionalDouble paperTop1() {
      return OptionalDouble.of(13.3);
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  private Dense(Training training) {
    super(KIND, Segments.softmax(training.songs().genres().size()), training);
  }

  private Dense(ModelReader in) throws IOException {
    super(KIND, Segments::softmax, in);
  }

  /**
   * Trains the network with Adam and keeps the epoch with the best validation accuracy.
   *
   * <p>The same songs, tree and options give the same weights, bit for bit, on one machine.
   *
   * @param training what it learns from, how, and who hears of it
   * @throws TrainingDivergedException if the loss stops being finite
   * @throws IllegalArgumentException if a checkpoint is damaged or of another run
   * @throws java.util.concurrent.CancellationException if the thread is interrupted before the
   *     first epoch is complete; later, the best epoch so far is returned, as {@link
   *     Training#stopped} tells
   */
  public static Dense fit(Training training) {
    Dense model = new Dense(training);
    model.learn(training);
    return model;
  }

  /**
   * Copies the weights of the output layer: how each class reads the last hidden layer.
   *
   * @return N rows of one number per hidden unit, without the biases; [class][unit]
   */
  public double[][] outputWeights() {
    float[][] byUnit = network().getOutputLayer().getParam("W").toFloatMatrix();
    double[][] weights = new double[classes()][byUnit.length];
    for (int unit = 0; unit < byUnit.length; unit++) {
      for (int genre = 0; genre < classes(); genre++) {
        weights[genre][unit] = byUnit[unit][genre];
      }
    }
    return weights;
  }
}
