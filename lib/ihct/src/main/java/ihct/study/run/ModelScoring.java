package ihct.study.run;

import ihct.evaluate.Measured;
import ihct.evaluate.Meter;
import ihct.evaluate.Temperature;
import ihct.models.EpochResult;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.SavableClassifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Scores trained models on the test part. */
public final class ModelScoring {

  private static final double NANOS = 1e9;

  private final Prepared prepared;
  private final Conditions conditions;

  public ModelScoring(Prepared prepared, Conditions conditions) {
    this.prepared = prepared;
    this.conditions = conditions;
  }

  /** Fits the temperature of each decoding to the validation part, as 1/T. */
  public Map<String, Double> temperatures(Kind kind, GenreClassifier model) throws IOException {
    Map<String, Double> inverse = new TreeMap<>();
    for (Map.Entry<String, GenreClassifier> decoding : kind.decodings(model).entrySet()) {
      inverse.put(
          decoding.getKey(), Temperature.inverse(decoding.getValue(), prepared.validation()));
    }
    return inverse;
  }

  /** Returns a record per decoding: two for the RNN, one for every other model. */
  public List<RunRecord> records(
      Kind kind,
      GenreClassifier model,
      Map<String, Double> temperatures,
      List<EpochResult> curve,
      double trainSeconds)
      throws IOException {
    long parameters = model instanceof SavableClassifier savable ? savable.parameters() : 0;
    List<RunRecord> records = new ArrayList<>();
    for (Map.Entry<String, GenreClassifier> decoding : kind.decodings(model).entrySet()) {
      String name = decoding.getKey();
      long start = System.nanoTime();
      Measured measured =
          new Meter(prepared.test(), prepared.tree().ihct())
              .measure(decoding.getValue(), OptionalDouble.of(temperatures.get(name)));
      double evaluateSeconds = (System.nanoTime() - start) / NANOS;
      TrainingFigures training =
          TrainingFigures.of(
              curve, prepared.train().size(), trainSeconds, parameters, evaluateSeconds);
      records.add(
          new RunRecord(name, measured.scores(), measured.reliability(), training, conditions));
    }
    return records;
  }
}
