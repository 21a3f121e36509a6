package ihct.study.run;

import com.fasterxml.jackson.databind.JsonNode;
import ihct.data.SongData;
import ihct.files.Json;
import ihct.files.Rounded;
import ihct.io.WholeFile;
import ihct.models.EpochResult;
import ihct.study.run.LineChart.Point;
import ihct.study.run.LineChart.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The page that shows a run: one file, readable without a network. */
final class HtmlReport {

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
      table { border-collapse: collapse; margin: 1rem 0; }
      th, td { border-bottom: 1px solid #ccc; padding: .25rem .7rem; text-align: right; }
      th:first-child, td:first-child { text-align: left; }
      .settings td { text-align: left; overflow-wrap: anywhere; }
      .simulated { background: #fff3cd; border: 1px solid #d9b44a; padding: .6rem 1rem; }
      pre { background: #f5f5f5; overflow-x: auto; padding: 1rem; }
      svg text { font: 12px system-ui, sans-serif; }
      """;

  private HtmlReport() {}

  static void write(Path file, SongData dataset, List<RunRecord> records) throws IOException {
    WholeFile.replace(file, page(dataset, records));
  }

  /** The whole page for at least one record. */
  static String page(SongData dataset, List<RunRecord> records) {
    Conditions conditions = records.get(0).conditions();
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<title>IHCT run: ").append(HtmlText.escape(conditions.data()));
    html.append("</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    html.append("<h1>IHCT run</h1>\n");
    if (conditions.simulated()) {
      html.append("<p class=\"simulated\">These songs are simulated. The figures say how the ");
      html.append("methods compare on made data, and nothing about real music.</p>\n");
    }
    accuracy(html, records);
    tiers(html, records);
    curves(html, records);
    html.append("<h2>Settings</h2>\n<div class=\"settings\">\n");
    html.append(HtmlText.table(List.of("field", "value"), settings(conditions)));
    html.append("</div>\n<h2>Data</h2>\n<pre>");
    dataset.reportLines().forEach(line -> html.append(HtmlText.escape(line)).append('\n'));
    return html.append("</pre>\n</body>\n</html>\n").toString();
  }

  private static void accuracy(StringBuilder html, List<RunRecord> records) {
    Conditions conditions = records.get(0).conditions();
    html.append("<h2>Accuracy on the test part</h2>\n<p>");
    html.append(HtmlText.escape(ResultTable.caption(conditions)));
    html.append("</p>\n")
        .append(HtmlText.table(ResultTable.header(conditions), ResultTable.rows(records)));
    for (String remark : ResultTable.remarks(conditions)) {
      html.append("<p>").append(HtmlText.escape(remark)).append("</p>\n");
    }
    for (RunRecord record : records) {
      if (record.scores().unanswered() > 0) {
        html.append("<p>")
            .append(
                HtmlText.escape(
                    "%s left the tree on %d rows, which count as wrong."
                        .formatted(record.model(), record.scores().unanswered())))
            .append("</p>\n");
      }
    }
  }

  private static void tiers(StringBuilder html, List<RunRecord> records) {
    Conditions conditions = records.get(0).conditions();
    List<String> header = new ArrayList<>(List.of("model"));
    conditions.tiers().forEach(clusters -> header.add(clusters + " clusters"));
    List<List<String>> rows = new ArrayList<>();
    List<Series> lines = new ArrayList<>();
    for (RunRecord record : records) {
      List<Double> accuracy = record.scores().tierAccuracy();
      List<String> row = new ArrayList<>(List.of(record.model()));
      accuracy.forEach(share -> row.add(Rounded.percent(share)));
      rows.add(row);
      lines.add(
          new Series(
              record.model(),
              IntStream.range(0, accuracy.size())
                  .mapToObj(i -> new Point(i + 1, 100 * accuracy.get(i)))
                  .toList()));
    }
    html.append("<h2>Accuracy at every tier, in percent</h2>\n");
    html.append(HtmlText.table(header, rows));
    html.append(new LineChart("Tier accuracy", "tier", "accuracy in %", lines).svg());
  }

  private static void curves(StringBuilder html, List<RunRecord> records) {
    html.append("<h2>Training curves</h2>\n");
    List<List<EpochResult>> drawn = new ArrayList<>();
    for (RunRecord record : records) {
      List<EpochResult> curve = record.training().curve();
      // The two decodings of the RNN share one training.
      if (curve.isEmpty() || drawn.contains(curve)) {
        continue;
      }
      drawn.add(curve);
      Map<String, List<EpochResult>> phases = new LinkedHashMap<>();
      curve.forEach(e -> phases.computeIfAbsent(e.phase(), phase -> new ArrayList<>()).add(e));
      html.append(lossChart(record.model(), phases).svg());
      html.append(accuracyChart(record.model(), phases).svg());
    }
  }

  private static LineChart lossChart(String model, Map<String, List<EpochResult>> phases) {
    List<Series> lines = new ArrayList<>();
    phases.forEach(
        (phase, epochs) ->
            lines.add(
                new Series(
                    phase, epochs.stream().map(e -> new Point(e.epoch(), e.loss())).toList())));
    return new LineChart(model + ": training loss", "epoch", "cross-entropy in nats", lines);
  }

  private static LineChart accuracyChart(String model, Map<String, List<EpochResult>> phases) {
    List<Series> lines = new ArrayList<>();
    phases.forEach(
        (phase, epochs) ->
            lines.add(
                new Series(
                    phase,
                    epochs.stream()
                        .map(e -> new Point(e.epoch(), 100 * e.validationAccuracy()))
                        .toList())));
    return new LineChart(model + ": validation accuracy", "epoch", "accuracy in %", lines);
  }

  private static List<List<String>> settings(Conditions conditions) {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : Json.tree(conditions).properties()) {
      JsonNode value = field.getValue();
      rows.add(List.of(field.getKey(), value.isTextual() ? value.asText() : value.toString()));
    }
    return rows;
  }
}
