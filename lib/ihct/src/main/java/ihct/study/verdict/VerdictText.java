package ihct.study.verdict;

import ihct.loading.schema.Words;
import ihct.metrics.Calibration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A verdict in words. */
public final class VerdictText {

  private VerdictText() {}

  /**
   * Writes a verdict for a terminal.
   *
   * @param verdict the verdict
   * @return lines of plain text
   */
  public static List<String> lines(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    for (String data : verdict.data().keySet()) {
      lines.add("");
      lines.add(data + ": " + facts(verdict.data().get(data)));
      VerdictTables.armRows(verdict, data).toString().lines().forEach(lines::add);
      VerdictTables.calibrationRows(verdict, data).toString().lines().forEach(lines::add);
    }
    lines.add("");
    VerdictTables.answerRows(verdict).toString().lines().forEach(lines::add);
    lines.add("");
    lines.addAll(method(verdict));
    return lines;
  }

  /** What stands behind the numbers. */
  public static List<String> method(Verdict verdict) {
    String seeds = verdict.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    double largest =
        verdict.answers().stream()
            .filter(answer -> answer.unit().equals("points"))
            .mapToDouble(answer -> answer.effect().detectable())
            .max()
            .orElse(Double.NaN);
    Words words = verdict.words();
    List<String> lines = new ArrayList<>();
    if (verdict.earlierPlans() > 0) {
      lines.add(
          "The plan was changed after the study was begun; earlier plans: %d, beside it as plan-1.json and so on. Questions that are not in them may have been asked because of what was seen."
              .formatted(verdict.earlierPlans()));
    }
    Collections.addAll(
        lines,
        "Seeds %s: each draws a split (of data that came split, at most the part to tune on) and trains every arm once, from the same initial weights where networks have the same shape. Options are tuned on the validation part of the first seed, for each tree, and kept for the others. Epochs, temperatures, thresholds and what mixtures fit are chosen on the validation part of each seed. Version %s."
            .formatted(seeds, String.join(", ", verdict.version())),
        words
            .in(
                "Effects are paired, song by song, over the test parts of all seeds. Intervals: %,d resamples of the groups that the split keeps together; they cover the choice of songs, and the seeds of training only as far as %d seeds average them. p is corrected by Holm's method: over all answers, and over the arms of a table. Few groups make intervals too narrow; with fewer than 30 nothing counts as shown. McNemar's test takes songs as independent. A target is reached if the estimate is as good, missed if even the interval is not, else open.")
            .formatted(verdict.resamples(), verdict.seeds().size()),
        words
            .in(
                "ECE: expected calibration error in %d bins, the mean over the seeds; scaled: after temperature scaling. Chance makes it larger the fewer songs a seed tests, so pooled takes the test songs of all seeds together, after scaling; by chance is what a perfectly calibrated model would show in its place on average, songs taken as independent, which songs of one artist or under two seeds are not. Errors of two seeds can cancel out in the pool.")
            .formatted(Calibration.BINS),
        Double.isNaN(largest)
            ? "No answer is in points of accuracy."
            : String.format(
                Locale.ROOT,
                "Power: of the answers in points, the least certain would show a true difference of %.2f points in four of five studies, before Holm's correction.",
                largest));
    return lines;
  }

  public static String facts(Verdict.DataFacts facts) {
    String about = facts.about().isEmpty() ? "" : facts.about() + " ";
    return String.format(
        Locale.ROOT,
        facts
            .words()
            .in(
                "%s%s: %,d genres, %,d rows to train on%s, %,d tested over all seeds, split by %s; the highest possible top-1 is %.1f %%%s."),
        about,
        facts.source(),
        facts.classes(),
        facts.trainRows(),
        facts.coarseRows() == null
            ? ""
            : String.format(Locale.ROOT, " and %,d with a coarse name alone", facts.coarseRows()),
        facts.testRows(),
        facts.split(),
        facts.ceiling(),
        judged(facts.judges()));
  }

  private static String judged(List<String> judges) {
    if (judges.isEmpty()) {
      return "";
    }
    String others =
        judges.stream().skip(1).map(judge -> "\"" + judge + "\"").collect(Collectors.joining(", "));
    return "; mistakes judged by the tree \"%s\"%s"
        .formatted(
            judges.get(0), others.isEmpty() ? "" : " and, where a question asks, by " + others);
  }
}
