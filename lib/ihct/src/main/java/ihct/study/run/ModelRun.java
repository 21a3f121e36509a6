package ihct.study.run;

import ihct.evaluate.RunTraining;
import ihct.evaluate.TrainingCurve;
import ihct.files.Names;
import ihct.files.PeakMemory;
import ihct.files.RunListener;
import ihct.models.Checkpoints;
import ihct.models.GenreClassifier;
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
  List<RunRecord> run(ModelKind kind, RunFolder folder) throws IOException {
    PeakMemory.resetHeap();
    listener.stage("Training " + Names.of(kind));
    TrainingCurve curve = new TrainingCurve(new RunTraining(listener));
    long start = System.nanoTime();
    GenreClassifier model = fit(kind, curve, folder);
    RunTraining.refuseUnfinished(Names.of(kind), model);
    double trainSeconds = (System.nanoTime() - start) / NANOS + curve.earlierSeconds();
    Map<String, Double> temperatures = scoring.temperatures(kind, model);
    folder.save(kind, model, SavedRun.of(prepared, settings).withTemperatures(temperatures));
    listener.stage("Evaluating %s on %d rows".formatted(Names.of(kind), prepared.test().size()));
    return scoring.records(kind, model, temperatures, curve.epochs(), trainSeconds);
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
