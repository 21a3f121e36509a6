package ihct.study.run;

import ihct.evaluate.Measured;
import ihct.evaluate.Meter;
import ihct.evaluate.Temperature;
import ihct.models.GenreClassifier;
import ihct.models.HardClassifier;
import ihct.study.fold.Fold;
import ihct.study.fold.TrainedModel;
import ihct.study.fold.Trainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Measures trained models on a fold, and puts what comes of it on record. */
public final class Trial {

  private final Fold fold;
  private final Meter meter;
  private final Conditions conditions;

  Trial(Fold fold, Meter meter, Conditions conditions) {
    this.fold = fold;
    this.meter = meter;
    this.conditions = conditions;
  }

  /**
   * Fits the temperature of each way to read a model to the validation part.
   *
   * @param ways by the names of their results
   * @return 1/T by name; none where probabilities mean nothing
   */
  public Map<String, Double> temperatures(Map<String, GenreClassifier> ways) throws IOException {
    Map<String, Double> inverse = new TreeMap<>();
    for (Map.Entry<String, GenreClassifier> way : ways.entrySet()) {
      if (!(way.getValue() instanceof HardClassifier)) {
        inverse.put(way.getKey(), Temperature.inverse(way.getValue(), fold.validation()));
      }
    }
    return inverse;
  }

  /**
   * Measures each way to read a model.
   *
   * @param ways by the names of their results
   * @param temperatures their 1/T, as far as they have one
   * @param trained the model's training
   * @return a record for each: two for the RNN, one for every other model
   */
  public List<RunRecord> records(
      Map<String, GenreClassifier> ways, Map<String, Double> temperatures, TrainedModel trained)
      throws IOException {
    List<RunRecord> records = new ArrayList<>();
    for (Map.Entry<String, GenreClassifier> way : ways.entrySet()) {
      records.add(record(way.getKey(), way.getValue(), temperatures.get(way.getKey()), trained));
    }
    return records;
  }

  private RunRecord record(String name, GenreClassifier model, Double inverse, TrainedModel trained)
      throws IOException {
    long start = System.nanoTime();
    Measured measured =
        meter.measure(
            model,
            inverse == null ? OptionalDouble.empty() : OptionalDouble.of(inverse),
            fold.validation());
    TrainingFigures training =
        TrainingFigures.of(trained, fold.train().size(), Trainer.since(start));
    return new RunRecord(name, measured.scores(), measured.reliability(), training, conditions);
  }
}
