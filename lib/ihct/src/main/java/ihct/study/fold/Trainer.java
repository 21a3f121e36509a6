package ihct.study.fold;

import ihct.evaluate.TrainingCurve;
import ihct.files.PeakMemory;
import ihct.files.UserErrors;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Trains models and times them, for runs, studies and notebooks alike. */
public final class Trainer {

  private static final double NANOS = 1e9;

  private Trainer() {}

  /**
   * Trains a model.
   *
   * @param kind what
   * @param training from what, how, and who hears of it
   * @return the model, {@link TrainedModel#stopped stopped} after an interrupt
   * @throws java.util.concurrent.CancellationException if the thread is interrupted before there is
   *     a model
   * @throws IOException if the state of a training cannot be written
   */
  public static TrainedModel train(Kind kind, Training training) throws IOException {
    PeakMemory.resetHeap();
    TrainingCurve curve = new TrainingCurve(training.listener());
    Training heard = training.with(curve);
    long start = System.nanoTime();
    GenreClassifier model;
    try {
      model = kind.fit(heard);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException e) {
      if (UserErrors.explain(e).isPresent() || Kinds.isOurs(kind)) {
        throw e;
      }
      throw failed(kind, "fails while it is trained: " + e, e);
    }
    check(kind, model, training.songs().genres().size());
    checkFile(kind, model);
    double seconds = since(start) + curve.earlierSeconds();
    return TrainedModel.of(kind.name(), model, curve.epochs(), seconds).stopped(heard.stopped());
  }

  private static void check(Kind kind, GenreClassifier model, int genres) {
    if (model == null) {
      throw failed(kind, "gives no model", null);
    }
    if (model.classes() != genres) {
      throw failed(
          kind,
          "gives a model of %d classes, and the songs have %d genres"
              .formatted(model.classes(), genres),
          null);
    }
  }

  /** A file of another kind's name could not be opened again. */
  private static void checkFile(Kind kind, GenreClassifier model) {
    if (model instanceof SavableClassifier savable
        && !Kinds.isOurs(kind)
        && !kind.name().equals(savable.kind())) {
      throw failed(
          kind, "gives a model that is saved as of the kind \"" + savable.kind() + "\"", null);
    }
  }

  private static IllegalArgumentException failed(Kind kind, String how, RuntimeException cause) {
    return new IllegalArgumentException(
        "The kind of model \"%s\" (%s) %s. Mend it, or train others alone."
            .formatted(kind.name(), kind.getClass().getName(), how),
        cause);
  }

  /** The seconds since a moment of {@link System#nanoTime}. */
  public static double since(long start) {
    return (System.nanoTime() - start) / NANOS;
  }
}
