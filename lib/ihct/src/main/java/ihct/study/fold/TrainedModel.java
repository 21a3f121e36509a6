package ihct.study.fold;

import ihct.models.EpochResult;
import ihct.models.GenreClassifier;
import ihct.models.SavableClassifier;
import ihct.stopping.Stop;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

/**
 * A trained model, and what its training took.
 *
 * @param name what it is called
 * @param model the model
 * @param parameters numbers that training chose, as far as the model tells; else 0
 * @param curve every epoch of every network; empty for a model without epochs
 * @param seconds wall-clock time of training, validation included, and that of the processes that a
 *     resumed training goes on from
 * @param stopped whether an interrupt ended the training early
 */
public record TrainedModel(
    String name,
    GenreClassifier model,
    long parameters,
    List<EpochResult> curve,
    double seconds,
    boolean stopped) {

  /** Copies the list. */
  public TrainedModel {
    curve = List.copyOf(curve);
  }

  /** A model that was made in less than a training, or elsewhere. */
  public static TrainedModel of(
      String name, GenreClassifier model, List<EpochResult> curve, double seconds) {
    long parameters = model instanceof SavableClassifier savable ? savable.parameters() : 0;
    return new TrainedModel(name, model, parameters, curve, seconds, false);
  }

  /**
   * The same, ended early or not.
   *
   * @param early whether
   */
  public TrainedModel stopped(boolean early) {
    return new TrainedModel(name, model, parameters, curve, seconds, early);
  }

  /** The epoch whose weights the last network kept; none without epochs. */
  public OptionalInt bestEpoch() {
    return curve.stream()
        .filter(epoch -> epoch.best() && epoch.phase().equals(curve.get(curve.size() - 1).phase()))
        .mapToInt(EpochResult::epoch)
        .max();
  }

  /**
   * Results of a model that was stopped would pass for those of the whole training.
   *
   * @return this
   * @throws CancellationException if training was interrupted, or the thread is by now
   */
  public TrainedModel finished() {
    if (stopped || Stop.requested()) {
      throw new CancellationException(
          "Stopped while training %s; only models trained to the end are kept.".formatted(name));
    }
    return this;
  }
}
