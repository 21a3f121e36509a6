package ihct.study.run;

import ihct.evaluate.Reliability;
import ihct.evaluate.UnseenScores;
import ihct.files.Rounded;
import ihct.loading.schema.Words;
import ihct.metrics.Effect;
import ihct.metrics.Scores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A model's figures on new rows as lines of text. */
final class EvaluationText {

  private static final int GENRES_NAMED = 10;

  private final ModelEvaluation figures;
  private final Words words;
  private final List<String> lines = new ArrayList<>();

  EvaluationText(ModelEvaluation figures) {
    this.figures = figures;
    words = Words.of(figures.features());
  }

  List<String> lines() {
    lines.add(
        "%s on %s: %,d rows scored".formatted(figures.model(), figures.data(), figures.testRows()));
    if (figures.scores() != null) {
      accuracy();
      reliability();
      tiers();
      comparison();
    }
    if (figures.unseen() != null) {
      parents(figures.unseen());
    }
    if (figures.parentsUnknown() != null && figures.unknownGenreRows() > 0) {
      lines.add(
          words.in("parents of genres that the model never saw: not known; ")
              + figures.parentsUnknown());
    }
    lines.add(
        "rows of %,d %s that the model never saw, not scored: %,d%s"
            .formatted(
                figures.unknownGenres().size(),
                words.in("genres"),
                figures.unknownGenreRows(),
                named(figures.unknownGenres().keySet())));
    figures
        .rowsLeftOut()
        .forEach((reason, rows) -> lines.add("rows left out, %s: %,d".formatted(reason, rows)));
    return List.copyOf(lines);
  }

  private void accuracy() {
    Scores scores = figures.scores();
    lines.add(
        "  top-1: %s %% (95 %%: %s)"
            .formatted(Rounded.percent(scores.top1()), figures.top1Interval()));
    share("top-5", scores.top5());
    share("top-10", scores.top10());
    share(words.in("any genre of the track"), scores.anyGenre());
    share("macro-F1", scores.macroF1());
    share("multi-label ceiling", figures.ceiling());
    lines.add("  log loss: " + Rounded.decimals(3, scores.logLoss()));
    if (scores.unanswered() > 0) {
      lines.add("  invalid paths: %d rows, which count as wrong".formatted(scores.unanswered()));
    }
  }

  private void reliability() {
    Reliability reliability = figures.reliability();
    lines.add("  Brier's score: " + Rounded.decimals(3, reliability.brier()));
    share("calibration error (ECE)", reliability.calibrationError());
    lines.add(
        reliability.temperature() == null
            ? "  temperature: not known, as the model was saved by an earlier version"
            : "  at the run's temperature %s: log loss %s, calibration error %s %%"
                .formatted(
                    Rounded.decimals(2, reliability.temperature()),
                    Rounded.decimals(3, reliability.scaledLogLoss()),
                    Rounded.percent(reliability.scaledCalibrationError())));
    if (reliability.hierarchicalDistance() == null) {
      return; // the run has no tree
    }
    lines.add(
        "  hierarchical distance: %s tiers%s"
            .formatted(
                Rounded.decimals(3, reliability.hierarchicalDistance()),
                reliability.mistakeSeverity() == null
                    ? ""
                    : "; of mistakes alone " + Rounded.decimals(3, reliability.mistakeSeverity())));
  }

  private void tiers() {
    for (int tier = 0; tier < figures.tiers().size(); tier++) {
      lines.add(
          "  tier of %d clusters: %s %%; by summed probabilities %s %%"
              .formatted(
                  figures.tiers().get(tier),
                  Rounded.percent(figures.scores().tierAccuracy().get(tier)),
                  Rounded.percent(figures.reliability().summedTierAccuracy().get(tier))));
    }
  }

  private void comparison() {
    lines.add(
        figures.leak() == null
            ? "leak: not known; " + figures.leakUnknown()
            : "leak: " + figures.leak().line("rows", words));
    if (!figures.coarseRows().isEmpty()) {
      lines.add(
          "trained on, too: %,d rows with a coarse name alone (%s)"
              .formatted(
                  figures.coarseRows().values().stream().mapToInt(rows -> rows).sum(),
                  String.join(", ", figures.coarseRows().keySet())));
    }
    lines.add("these rows: " + figures.scored().line(words));
    lines.add(
        figures.testPart() == null
            ? "the run's test part: not known, as the run is of an earlier version"
            : "the run's test part: " + figures.testPart().line(words));
    if (figures.testPart() != null) {
      lines.add(
          "difference: %s %% of the rows would have to be of other %s to be spread as the test part"
              .formatted(Rounded.percent(figures.classDifference()), words.in("genres")));
    }
  }

  private void parents(UnseenScores unseen) {
    lines.add(
        "rows of %,d %s that the model never saw, by their parents in the known tree: %,d%s"
            .formatted(
                unseen.genres().size(),
                words.in("genres"),
                unseen.rows(),
                named(unseen.genres().keySet())));
    if (unseen.summed() != null) {
      share("right parent by summed probabilities", unseen.summed());
    }
    share(words.in("right parent of the likeliest genre"), unseen.likeliest());
    if (unseen.difference() != null) {
      lines.add("  difference: " + points(unseen.difference().times(100)));
    }
    lines.add(
        figures.unseenLeak() == null
            ? "  leak: not known; " + figures.leakUnknown()
            : "  leak: " + figures.unseenLeak().line("rows", words));
  }

  private String points(Effect points) {
    return String.format(
        Locale.ROOT,
        words.in("%+.2f points (95 %%: %+.2f…%+.2f, by %,d artists or tracks)"),
        points.estimate(),
        points.low(),
        points.high(),
        points.groups());
  }

  private void share(String name, double share) {
    lines.add("  %s: %s %%".formatted(name, Rounded.percent(share)));
  }

  private static String named(Collection<String> genres) {
    String some = String.join(", ", genres.stream().limit(GENRES_NAMED).toList());
    return genres.isEmpty() ? "" : " (" + some + (genres.size() > GENRES_NAMED ? ", …)" : ")");
  }
}
