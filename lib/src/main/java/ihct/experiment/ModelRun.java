package ihct.experiment;

import ihct.models.Checkpoints;
import ihct.models.GenreClassifier;
import ihct.stopping.Stop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Trains, saves and scores one model. */
final class ModelRun {

  private static final double NANOS = 1e9;

  private final Prepared prepared;
  private final Settings settings;
  private final ModelScoring scoring;
  private final RunListener listener;

  ModelRun(Prepared prepared, Settings settings, RunListener listener) {
    this.prepared = prepared;
    this.settings = settings;
    this.scoring = new ModelScoring(prepared, prepared.conditions(settings));
    this.listener = listener;
  }

  /** Returns a record per decoding: two for the RNN, one for every other model. */
  List<RunRecord> run(ModelKind kind, RunFolder folder) throws IOException {
    PeakMemory.resetHeap();
    listener.stage("Training " + Names.of(kind));
    TrainingCurve curve = new TrainingCurve(new RunTraining(listener));
    long start = System.nanoTime();
    GenreClassifier model = fit(kind, curve, folder);
    refuseUnfinished(kind, model);
    double trainSeconds = (System.nanoTime() - start) / NANOS + curve.earlierSeconds();
    Map<String, Double> temperatures = scoring.temperatures(kind, model);
    folder.save(kind, model, SavedRun.of(prepared, settings).withTemperatures(temperatures));
    listener.stage("Evaluating %s on %d rows".formatted(Names.of(kind), prepared.test().size()));
    return scoring.records(kind, model, temperatures, curve.epochs(), trainSeconds);
  }

  /**
   * Results of a model that was stopped would pass for those of the whole training.
   *
   * @throws CancellationException if training was interrupted, or the thread is by now
   */
  static void refuseUnfinished(ModelKind kind, GenreClassifier model) {
    if (model.stopped() || Stop.requested()) {
      throw new CancellationException(
          "Stopped while training %s; only models trained to the end are kept."
              .formatted(Names.of(kind)));
    }
  }

  private GenreClassifier fit(ModelKind kind, TrainingCurve curve, RunFolder folder)
      throws IOException {
    Checkpoints checkpoints =
        Checkpoints.in(folder.checkpoints(kind), TrainingKey.of(prepared, settings).text());
    try {
      return kind.fit(
          prepared.parts(), new ModelKind.Training(settings.training(), curve, checkpoints));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      listener.trainingEnded();
    }
  }
}
