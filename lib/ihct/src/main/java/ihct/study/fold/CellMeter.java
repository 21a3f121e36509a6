package ihct.study.fold;

import ihct.evaluate.Evaluator;
import ihct.evaluate.Temperature;
import ihct.metrics.Calibration;
import ihct.metrics.ScoreMeter;
import ihct.metrics.Scores;
import ihct.metrics.TemperaturePass;
import ihct.models.GenreClassifier;
import ihct.songs.LabelCeiling;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures a trained model on a fold: three passes over small parts, nothing kept of n×N size. */
public final class CellMeter {

  /** The most answers that any measure asks for. */
  private static final int MOST_ANSWERS = 20;

  private final Fold fold;
  private final GenreClassifier model;
  private final List<TreeMeter> meters = new ArrayList<>();
  private final double inverse;

  public CellMeter(GenreClassifier model, Fold fold) throws IOException {
    this.model = model;
    this.fold = fold;
    fold.readings().forEach(tree -> meters.add(new TreeMeter(tree, fold.judgesOf(tree))));
    inverse = Temperature.inverse(model, fold.validation());
    choose();
  }

  private void choose() throws IOException {
    Songs songs = fold.validation();
    TemperaturePass temperature = new TemperaturePass(inverse);
    Evaluator.predict(
        model,
        songs,
        (first, rows, probabilities) -> {
          int[] truth = truth(songs, first, rows);
          temperature.scale(probabilities, model.classes(), truth);
          for (int i = 0; i < rows; i++) {
            for (TreeMeter meter : meters) {
              meter.choose(probabilities, i * model.classes(), truth[i]);
            }
          }
        });
    meters.forEach(TreeMeter::chosen);
  }

  /** What came out on the test part. */
  public record Measured(CellScores scores, Outcomes outcomes) {}

  public Measured measure() throws IOException {
    Songs songs = fold.test();
    Outcomes outcomes = new Outcomes(fold.measures(), fold.testGroups(), songs.y());
    ScoreMeter evaluation = ScoreMeter.of(fold.readings().get(0).ihct());
    Calibration plain = new Calibration();
    Calibration scaled = new Calibration();
    TemperaturePass temperature = new TemperaturePass(inverse);
    int classes = model.classes();
    Evaluator.predict(
        model,
        songs,
        (first, rows, probabilities) -> {
          int[] truth = truth(songs, first, rows);
          evaluation.add(
              probabilities, truth, (row, genre) -> songs.trackHasGenre(first + row, genre));
          plain.add(probabilities, classes, truth);
          temperature.scale(probabilities, classes, truth);
          scaled.add(probabilities, classes, truth);
          for (int i = 0; i < rows; i++) {
            score(probabilities, i * classes, truth[i], outcomes, first + i);
          }
        });
    Scores scores = evaluation.scores();
    Map<String, TreeScores> byTree = new LinkedHashMap<>();
    meters.forEach(meter -> byTree.put(meter.name(), meter.scores(outcomes)));
    return new Measured(
        new CellScores(
            scores.top1(),
            scores.top5(),
            scores.top10(),
            scores.anyGenre(),
            LabelCeiling.of(songs),
            scores.macroF1(),
            scores.logLoss(),
            plain.brier(),
            plain.expectedError(),
            1 / inverse,
            temperature.logLoss(),
            scaled.expectedError(),
            byTree),
        outcomes);
  }

  private void score(float[] probabilities, int offset, int truth, Outcomes outcomes, int row) {
    int[] ranked = ranked(probabilities, offset, model.classes());
    int rank = 0;
    while (rank < ranked.length && ranked[rank] != truth) {
      rank++;
    }
    boolean found = rank < ranked.length;
    outcomes.set(0, row, found && rank < 1 ? 1 : 0);
    outcomes.set(1, row, found && rank < 5 ? 1 : 0);
    outcomes.set(2, row, found && rank < 10 ? 1 : 0);
    boolean any = ranked.length > 0 && fold.test().trackHasGenre(row, ranked[0]);
    outcomes.set(3, row, any ? 1 : 0);
    outcomes.set(4, row, ranked.length > 0 ? probabilities[offset + ranked[0]] : 0);
    for (TreeMeter meter : meters) {
      meter.score(probabilities, offset, truth, ranked, outcomes, row);
    }
  }

  /** The most probable genres, best first; of equal ones the first; none of probability 0. */
  private static int[] ranked(float[] probabilities, int offset, int classes) {
    int[] best = new int[Math.min(MOST_ANSWERS, classes)];
    int count = 0;
    for (int c = 0; c < classes; c++) {
      float p = probabilities[offset + c];
      if (p <= 0 || count == best.length && p <= probabilities[offset + best[count - 1]]) {
        continue;
      }
      int place = Math.min(count, best.length - 1);
      while (place > 0 && probabilities[offset + best[place - 1]] < p) {
        best[place] = best[place - 1];
        place--;
      }
      best[place] = c;
      count = Math.min(count + 1, best.length);
    }
    return Arrays.copyOf(best, count);
  }

  private static int[] truth(Songs songs, int first, int rows) {
    return IntStream.range(first, first + rows).map(songs::genre).toArray();
  }
}
