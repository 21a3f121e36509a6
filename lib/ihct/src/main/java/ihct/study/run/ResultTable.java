package ihct.study.run;

import ihct.evaluate.ScoredPart;
import ihct.evaluate.UnseenScores;
import ihct.files.Json;
import ihct.files.Rounded;
import ihct.loading.schema.Words;
import ihct.metrics.Effect;
import ihct.metrics.Scores;
import ihct.models.EpochResult;
import ihct.models.Kinds;
import ihct.models.TrainingOptions;
import ihct.plots.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** The accuracy table of a run, beside the paper's figures. */
public final class ResultTable {

  private ResultTable() {}

  /**
   * Results to be sorted, filtered and drawn: {@code
   * ResultTable.table(study.results()).sortDescendingOn("top-1 %")}.
   *
   * @param records at least one result
   * @return a row per record: accuracies in percent, log loss in nats, training in seconds
   */
  public static Table table(List<RunRecord> records) {
    return rows(records).table();
  }

  /** The paper's songs are no frogs. */
  static Rows rows(List<RunRecord> records) {
    requireSome(records);
    Words words = records.get(0).conditions().words();
    List<String> percent =
        List.of("top-1 %", "top-5 %", "top-10 %", words.in("any genre %"), "macro-F1 %");
    List<String> header = new ArrayList<>(List.of("model"));
    header.addAll(percent);
    header.addAll(List.of("log loss", "train s"));
    if (words == Words.SONGS) {
      header.add("paper (other data) %");
    }
    Rows rows =
        Rows.of(header.toArray(String[]::new))
            .format("%.2f", percent.toArray(String[]::new))
            .format("%.3f", "log loss")
            .format("%.1f", "train s");
    records.forEach(record -> rows.row(cells(record)));
    return rows;
  }

  private static void requireSome(List<RunRecord> records) {
    if (records.isEmpty()) {
      throw new IllegalArgumentException(
          "There are no results to show; train a model first, or score one.");
    }
  }

  private static Object[] cells(RunRecord record) {
    Scores scores = record.scores();
    List<Object> cells = new ArrayList<>(List.of(record.model()));
    DoubleStream.of(
            scores.top1(), scores.top5(), scores.top10(), scores.anyGenre(), scores.macroF1())
        .forEach(share -> cells.add(100 * share));
    cells.addAll(List.of(scores.logLoss(), record.training().trainSeconds()));
    if (record.conditions().words() == Words.SONGS) {
      cells.add(Kinds.paperTop1(record.model()).orElse(Double.NaN));
    }
    return cells.toArray();
  }

  /** {@return the records as a list in JSON, each as in results.jsonl} */
  public static String json(List<RunRecord> records) throws IOException {
    return Json.pretty(records.stream().map(RecordLines::fields).toList());
  }

  /**
   * Writes the table for a terminal.
   *
   * @param records at least one result
   * @return lines without a trailing line break; the last ones say what bounds the accuracy
   */
  public static String text(List<RunRecord> records) {
    requireSome(records);
    Conditions conditions = records.get(0).conditions();
    List<String> lines = new ArrayList<>(List.of(rows(records).toString(), caption(conditions)));
    lines.addAll(remarks(conditions));
    lines.addAll(chosen(records));
    unseen(records)
        .ifPresent(table -> lines.addAll(List.of("", unseenCaption(records), table.toString())));
    return String.join("\n", lines);
  }

  /**
   * Tells what an epoch of each network took, and what the paper's number of epochs would.
   *
   * @param records results; those of models without epochs have no line
   * @return a line per network trained, StackNet's networks taken together
   */
  public static List<String> epochTimes(List<RunRecord> records) {
    return records.stream()
        .filter(record -> !sharesTraining(record.model()))
        .filter(record -> !record.training().curve().isEmpty())
        .map(ResultTable::epochTime)
        .toList();
  }

  /** Whether it is a reading of a model besides the model's own. */
  private static boolean sharesTraining(String result) {
    return Kinds.all().stream()
        .anyMatch(kind -> kind.decodings().containsKey(result) && !kind.name().equals(result));
  }

  private static String epochTime(RunRecord record) {
    Map<String, Double> seconds =
        record.training().curve().stream()
            .collect(
                Collectors.groupingBy(
                    EpochResult::phase, Collectors.averagingDouble(EpochResult::seconds)));
    double epoch = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    int paper = TrainingOptions.paper().epochs();
    return "%s: %s s an epoch%s; the paper's %d epochs take about %s"
        .formatted(
            record.model(),
            Rounded.decimals(1, epoch),
            seconds.size() == 1 ? "" : " of its " + seconds.size() + " networks",
            paper,
            duration(Math.round(paper * epoch)));
  }

  private static String duration(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 120 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }

  /** What a reader of the figures must know besides, line by line; mostly nothing. */
  public static List<String> remarks(Conditions c) {
    List<String> remarks = new ArrayList<>();
    if (c.classesWithoutTestRows() != null
        && c.classesWithoutTestRows() + c.classesWithFewTestRows() > 0) {
      remarks.add(
          "test rows: of %d %s %s; macro-F1 averages over those that occur as truth or as answer"
              .formatted(
                  c.classes(),
                  c.words().in("genres"),
                  ScoredPart.fewer(c.classesWithoutTestRows(), c.classesWithFewTestRows())));
    }
    c.ignoredOptions().forEach(option -> remarks.add("no effect: " + option));
    return remarks;
  }

  /** What trainings chose where options leave it open, a line for each that had to choose. */
  static List<String> chosen(List<RunRecord> records) {
    return records.stream()
        .filter(record -> !record.training().chosen().isEmpty())
        .map(
            record ->
                record.training().chosen().entrySet().stream()
                    .map(each -> each.getKey() + " " + each.getValue())
                    .collect(Collectors.joining(", ", record.model() + " used ", "")))
        .toList();
  }

  /** How models do on genres that they never saw; empty if no test row is of one. */
  static Optional<Rows> unseen(List<RunRecord> records) {
    String[] percent = {"by sums %", "by the likeliest %", "difference", "from", "to"};
    Rows rows =
        Rows.of(Stream.concat(Stream.of("model"), Stream.of(percent)).toArray(String[]::new))
            .format("%.2f", percent);
    List<RunRecord> measured = records.stream().filter(r -> r.unseen() != null).toList();
    for (RunRecord record : measured) {
      UnseenScores unseen = record.unseen();
      if (unseen.difference() == null) {
        rows.row(record.model(), null, 100 * unseen.likeliest(), null, null, null);
      } else {
        Effect points = unseen.difference().times(100);
        rows.row(
            record.model(),
            100 * unseen.summed(),
            100 * unseen.likeliest(),
            points.estimate(),
            points.low(),
            points.high());
      }
    }
    return measured.isEmpty() ? Optional.empty() : Optional.of(rows);
  }

  /** What those were measured on. */
  static String unseenCaption(List<RunRecord> records) {
    RunRecord any = records.stream().filter(r -> r.unseen() != null).findFirst().orElseThrow();
    UnseenScores unseen = any.unseen();
    return any.conditions()
        .words()
        .in(
            "The right parent of %,d genres without training rows (%,d test rows), by summed"
                + " probabilities and of the likeliest genre; the difference with its 95 %% interval")
        .formatted(unseen.genres().size(), unseen.rows());
  }

  /** What the figures were measured on. */
  static String caption(Conditions c) {
    int coarse = c.coarseRowsInAll();
    return "%s: %d %s, %d train%s, %d validation, %d test rows, split by %s; multi-label ceiling %s %%"
        .formatted(
            c.data(),
            c.classes(),
            c.words().in("genres"),
            c.trainRows(),
            coarse == 0 ? "" : " (and %d with a coarse name alone)".formatted(coarse),
            c.validationRows(),
            c.testRows(),
            c.split(),
            Rounded.percent(c.ceiling()));
  }
}
