package ihct.study.run;

import ihct.evaluate.ScoredPart;
import ihct.files.Rounded;
import ihct.loading.schema.Words;
import ihct.metrics.Scores;
import ihct.models.EpochResult;
import ihct.models.Kinds;
import ihct.models.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The accuracy table of a run, beside the paper's figures. */
public final class ResultTable {

  private static final String NONE = "–";

  private ResultTable() {}

  /** Accuracies in percent, log loss in nats, time in seconds; the paper's songs are no frogs. */
  static List<String> header(Conditions conditions) {
    List<String> header =
        new ArrayList<>(
            List.of(
                "model",
                "top-1 %",
                "top-5 %",
                "top-10 %",
                conditions.words().in("any genre %"),
                "macro-F1 %",
                "log loss",
                "train s"));
    if (conditions.words() == Words.SONGS) {
      header.add("paper (other data) %");
    }
    return header;
  }

  /** The cells, a line per record. */
  static List<List<String>> rows(List<RunRecord> records) {
    return records.stream().map(ResultTable::row).toList();
  }

  private static List<String> row(RunRecord record) {
    Scores scores = record.scores();
    List<String> row =
        new ArrayList<>(
            List.of(
                record.model(),
                Rounded.percent(scores.top1()),
                Rounded.percent(scores.top5()),
                Rounded.percent(scores.top10()),
                Rounded.percent(scores.anyGenre()),
                Rounded.percent(scores.macroF1()),
                Rounded.decimals(3, scores.logLoss()),
                Rounded.decimals(1, record.training().trainSeconds())));
    if (record.conditions().words() == Words.SONGS) {
      OptionalDouble paper = Kinds.paperTop1(record.model());
      row.add(paper.isPresent() ? paperFigure(paper.getAsDouble()) : NONE);
    }
    return row;
  }

  /** As many digits as the paper prints. */
  private static String paperFigure(double percent) {
    return Double.toString(percent);
  }

  /**
   * Aligns the table for a terminal.
   *
   * @param records at least one result
   * @return lines without a trailing line break; the last ones say what bounds the accuracy
   */
  public static String text(List<RunRecord> records) {
    Conditions conditions = records.get(0).conditions();
    List<String> header = header(conditions);
    List<List<String>> rows = rows(records);
    int[] widths =
        IntStream.range(0, header.size())
            .map(
                column ->
                    Math.max(
                        header.get(column).length(),
                        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)))
            .toArray();
    StringBuilder text = new StringBuilder(line(header, widths));
    rows.forEach(row -> text.append('\n').append(line(row, widths)));
    text.append('\n').append(caption(conditions));
    remarks(conditions).forEach(remark -> text.append('\n').append(remark));
    return text.toString();
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

  /** Names are set flush left, numbers flush right. */
  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column -> {
              String padding = " ".repeat(widths[column] - cells.get(column).length());
              return column == 0 ? cells.get(0) + padding : padding + cells.get(column);
            })
        .collect(Collectors.joining("  "));
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

  /** What the figures were measured on. */
  static String caption(Conditions c) {
    return "%s: %d %s, %d train, %d validation, %d test rows, split by %s; multi-label ceiling %s %%"
        .formatted(
            c.data(),
            c.classes(),
            c.words().in("genres"),
            c.trainRows(),
            c.validationRows(),
            c.testRows(),
            c.split(),
            Rounded.percent(c.ceiling()));
  }
}
