package ihct.study.fold;

import ihct.evaluate.TrainingCurve;
import ihct.files.PeakMemory;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
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
    }
    double seconds = since(start) + curve.earlierSeconds();
    return TrainedModel.of(kind.name(), model, curve.epochs(), seconds).stopped(heard.stopped());
  }

  /** The seconds since a moment of {@link System#nanoTime}. */
  public static double since(long start) {
    return (System.nanoTime() - start) / NANOS;
  }
}
