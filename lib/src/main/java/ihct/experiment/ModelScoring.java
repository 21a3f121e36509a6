package ihct.experiment;

import ihct.hierarchy.Ihct;
import ihct.metrics.Scores;
import ihct.models.EpochResult;
import ihct.models.GenreClassifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scores trained models on the test part. */
final class ModelScoring {

  private static final double NANOS = 1e9;

  private final Prepared prepared;
  private final Conditions conditions;

  ModelScoring(Prepared prepared, Conditions conditions) {
    this.prepared = prepared;
    this.conditions = conditions;
  }

  /** Returns a record per decoding: two for the RNN, one for every other model. */
  List<RunRecord> records(
      ModelKind kind, GenreClassifier model, List<EpochResult> curve, double trainSeconds)
      throws IOException {
    List<RunRecord> records = new ArrayList<>();
    for (Map.Entry<String, GenreClassifier> decoding : kind.decodings(model).entrySet()) {
      records.add(record(decoding.getKey(), decoding.getValue(), curve, trainSeconds));
    }
    return records;
  }

  private RunRecord record(
      String name, GenreClassifier model, List<EpochResult> curve, double trainSeconds)
      throws IOException {
    Ihct tree = prepared.tree().ihct();
    Reliability.Meter meter =
        new Reliability.Meter(model, prepared.validation(), prepared.test(), tree);
    long start = System.nanoTime();
    Scores scores = Evaluator.evaluate(model, prepared.test(), tree, meter);
    double evaluateSeconds = (System.nanoTime() - start) / NANOS;
    TrainingFigures training =
        TrainingFigures.of(
            curve, prepared.train().size(), trainSeconds, model.parameters(), evaluateSeconds);
    return new RunRecord(name, scores, meter.result(), training, conditions);
  }
}
