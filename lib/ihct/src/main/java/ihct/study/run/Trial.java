package ihct.study.run;

import ihct.evaluate.Measured;
import ihct.evaluate.Meter;
import ihct.evaluate.Outcomes;
import ihct.evaluate.Temperature;
import ihct.evaluate.TreeScores;
import ihct.evaluate.UnseenMeter;
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
import java.util.function.Function;

/** Measures trained models on a fold, and puts what comes of it on record. */
public final class Trial {

  private final Fold fold;
  private final Meter meter;
  private final Conditions conditions;
  private final UnseenMeter unseen;

  /**
   * Prepares to measure.
   *
   * @param fold the songs
   * @param meter what measures on its test part
   * @param conditions what is put on record of both
   * @param unseen what measures on test rows of genres without training rows; null for nothing
   */
  public Trial(Fold fold, Meter meter, Conditions conditions, UnseenMeter unseen) {
    this.fold = fold;
    this.meter = meter;
    this.conditions = conditions;
    this.unseen = unseen;
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
   * A model's result.
   *
   * @param record its figures
   * @param outcomes what came out for each test song
   * @param unseen what came out for each song of genres that it never saw; null without any
   */
  public record Scored(RunRecord record, Outcomes outcomes, Outcomes unseen) {}

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
      Double inverse = temperatures.get(way.getKey());
      records.add(score(way.getKey(), way.getValue(), inverse, trained, trees -> null).record());
    }
    return records;
  }

  /**
   * Measures a model.
   *
   * @param name what results call it
   * @param model the model
   * @param inverse its 1/T; null if probabilities mean nothing
   * @param trained its training
   * @param study tells where the result stands in a study, given what the trees say of the answers;
   *     null outside of one
   * @return what came of it
   */
  public Scored score(
      String name,
      GenreClassifier model,
      Double inverse,
      TrainedModel trained,
      Function<Map<String, TreeScores>, StudyPart> study)
      throws IOException {
    long start = System.nanoTime();
    Measured all =
        meter.measure(
            model,
            inverse == null ? OptionalDouble.empty() : OptionalDouble.of(inverse),
            fold.validation());
    Measured measured = conditions.hasTree() ? all : all.ofNoTree();
    UnseenMeter.Found ofUnseen = unseen == null ? null : unseen.measure(model);
    TrainingFigures training =
        TrainingFigures.of(trained, fold.train().size(), Trainer.since(start));
    return new Scored(
        new RunRecord(
            name,
            measured.scores(),
            measured.reliability(),
            training,
            conditions,
            ofUnseen == null ? null : ofUnseen.scores(),
            study.apply(measured.trees())),
        measured.outcomes(),
        ofUnseen == null ? null : ofUnseen.outcomes());
  }
}
