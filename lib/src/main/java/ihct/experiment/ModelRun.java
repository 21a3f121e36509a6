package ihct.experiment;

import ihct.metrics.Scores;
import ihct.models.GenreClassifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Trains, saves and scores one model. */
final class ModelRun {

  private static final double NANOS = 1e9;

  private final Prepared prepared;
  private final Settings settings;
  private final Conditions conditions;
  private final RunListener listener;

  ModelRun(Prepared prepared, Settings settings, RunListener listener) {
    this.prepared = prepared;
    this.settings = settings;
    this.conditions = prepared.conditions(settings);
    this.listener = listener;
  }

  /** Returns a record per decoding: two for the RNN, one for every other model. */
  List<RunRecord> run(ModelKind kind, RunFolder folder) throws IOException {
    PeakMemory.resetHeap();
    listener.stage("Training " + Names.of(kind));
    TrainingCurve curve = new TrainingCurve(listener);
    long start = System.nanoTime();
    GenreClassifier model = fit(kind, curve);
    double trainSeconds = (System.nanoTime() - start) / NANOS;
    model.save(folder.newModelFolder(kind));
    List<RunRecord> records = new ArrayList<>();
    for (Map.Entry<String, GenreClassifier> decoding : kind.decodings(model).entrySet()) {
      records.add(score(decoding.getKey(), decoding.getValue(), trainSeconds, curve));
    }
    return records;
  }

  private GenreClassifier fit(ModelKind kind, TrainingCurve curve) {
    try {
      return kind.fit(prepared.parts(), settings.training(), curve);
    } finally {
      listener.trainingEnded();
    }
  }

  private RunRecord score(
      String name, GenreClassifier model, double trainSeconds, TrainingCurve curve)
      throws IOException {
    listener.stage("Evaluating %s on %d rows".formatted(name, prepared.test().size()));
    long start = System.nanoTime();
    Scores scores = Evaluator.evaluate(model, prepared.test(), prepared.tree().ihct());
    double evaluateSeconds = (System.nanoTime() - start) / NANOS;
    long samples = curve.songs() > 0 ? curve.songs() : prepared.train().size();
    TrainingFigures training =
        new TrainingFigures(
            trainSeconds,
            samples / trainSeconds,
            curve.epochsOfLastPhase(),
            curve.bestEpochOfLastPhase(),
            model.parameters(),
            PeakMemory.heapMiB(),
            PeakMemory.residentMiB(),
            evaluateSeconds,
            curve.epochs());
    return new RunRecord(name, scores, training, conditions);
  }
}
