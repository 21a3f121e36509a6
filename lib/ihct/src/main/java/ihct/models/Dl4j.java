package ihct.models;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * Our trainings for DL4J's listeners.
 *
 * <p>On the CPU, DL4J does not train: our learners do, and the network gets the best weights at the
 * end. So a listener that was set on {@code network()} hears nothing, and its iteration count stays
 * 0. Give it to the training beforehand instead: {@code training.with(Dl4j.listener(new
 * ScoreIterationListener(10)))}.
 */
public final class Dl4j {

  private Dl4j() {}

  /**
   * Tells DL4J's listeners of a training: {@code iterationDone} after every batch, {@code
   * onEpochStart} and {@code onEpochEnd}. Of the model they may ask the score, the mean loss of the
   * last batch's songs in nats: the cross-entropy, and of networks that answer for several tiers
   * the sum of theirs, as it is trained; the weights are not to be had before the end.
   *
   * @param listeners who hears of it, in this order
   * @return the same as one of ours
   */
  public static EpochListener listener(TrainingListener... listeners) {
    return new Bridge(listeners.clone());
  }

  private static final class Bridge implements EpochListener, InvocationHandler {

    private final TrainingListener[] listeners;
    private final Model model;
    private double score = Double.NaN;
    private int epochs;
    private int iteration;
    private int epoch;

    Bridge(TrainingListener[] listeners) {
      this.listeners = listeners;
      this.model =
          (Model)
              Proxy.newProxyInstance(
                  Dl4j.class.getClassLoader(), new Class<?>[] {Model.class}, this);
    }

    @Override
    public void started(String phase, int toCome, long songsPerEpoch) {
      epochs = toCome;
      begin();
    }

    private void begin() {
      for (TrainingListener listener : listeners) {
        listener.onEpochStart(model);
      }
    }

    @Override
    public void batch(int songs, double loss) {
      score = loss;
      iteration++;
      for (TrainingListener listener : listeners) {
        listener.iterationDone(model, iteration, epoch);
      }
    }

    @Override
    public void epoch(EpochResult result) {
      for (TrainingListener listener : listeners) {
        listener.onEpochEnd(model);
      }
      epoch++;
      if (result.epoch() < epochs) {
        begin();
      }
    }

    /** What a listener may ask of the model. */
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      return switch (method.getName()) {
        case "score" -> score;
        case "toString" -> "a model in training, with score " + score;
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> proxy == arguments[0];
        default ->
            throw new UnsupportedOperationException(
                "While a model is trained here, a listener can ask for its score() alone, not for "
                    + method.getName()
                    + "(). Ask model.network() after the training.");
      };
    }
  }
}
