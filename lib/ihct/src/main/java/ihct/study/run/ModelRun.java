package ihct.study.run;

import ihct.evaluate.RunTraining;
import ihct.evaluate.TrainingCurve;
import ihct.files.PeakMemory;
import ihct.files.RunListener;
import ihct.models.Checkpoints;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Trains, saves and scores one model. */
public final class ModelRun {

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
  List<RunRecord> run(Kind kind, RunFolder folder) throws IOException {
    PeakMemory.resetHeap();
    listener.stage("Training " + kind.name());
    TrainingCurve curve = new TrainingCurve(new RunTraining(listener));
    Checkpoints checkpoints =
        Checkpoints.in(folder.checkpoints(kind), TrainingKey.of(prepared, settings).text());
    Training training = prepared.training(settings).with(curve).with(checkpoints);
    long start = System.nanoTime();
    GenreClassifier model = fit(kind, training);
    RunTraining.refuseUnfinished(kind.name(), training);
    double trainSeconds = (System.nanoTime() - start) / NANOS + curve.earlierSeconds();
    Map<String, Double> temperatures = scoring.temperatures(kind, model);
    folder.save(kind.name(), model, SavedRun.of(prepared, settings).withTemperatures(temperatures));
    listener.stage("Evaluating %s on %d rows".formatted(kind.name(), prepared.test().size()));
    return scoring.records(kind, model, temperatures, curve.epochs(), trainSeconds);
  }

  private GenreClassifier fit(Kind kind, Training training) throws IOException {
    try {
      return kind.fit(training);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      listener.trainingEnded();
    }
  }
}
