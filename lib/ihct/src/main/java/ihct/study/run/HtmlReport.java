package ihct.study.run;

import ihct.data.SongData;
import ihct.files.Json;
import ihct.io.WholeFile;
import ihct.models.EpochResult;
import ihct.plots.HtmlPage;
import ihct.plots.ResultPlots;
import ihct.plots.Rows;
import ihct.plots.TrainingPlots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The page that shows a run: one file, readable without a network. */
final class HtmlReport {

  private HtmlReport() {}

  static void write(Path file, SongData dataset, List<RunRecord> records) throws IOException {
    WholeFile.replace(file, page(dataset, records));
  }

  /** The whole page for at least one record. */
  static String page(SongData dataset, List<RunRecord> records) {
    Conditions conditions = records.get(0).conditions();
    HtmlPage page = new HtmlPage("IHCT run: " + conditions.data());
    if (conditions.simulated()) {
      page.notice(
          "These songs are simulated. The figures say how the methods compare on made data, and nothing about real music.");
    }
    accuracy(page, records);
    tiers(page, records);
    ResultTable.unseen(records)
        .ifPresent(
            table ->
                page.section(conditions.words().in("Genres never seen, by their parents"))
                    .text(ResultTable.unseenCaption(records))
                    .table(table));
    page.section("Training curves");
    Set<List<EpochResult>> drawn = new HashSet<>(Set.of(List.of()));
    for (RunRecord record : records) {
      List<EpochResult> curve = record.training().curve();
      if (drawn.add(curve)) { // several decodings of a model share one training
        page.draw(TrainingPlots.curve(curve).titled(record.model()));
      }
    }
    page.section("Settings").fields(settings(conditions));
    page.section("Data").lines(dataset.reportLines());
    return page.toString();
  }

  private static void accuracy(HtmlPage page, List<RunRecord> records) {
    Conditions conditions = records.get(0).conditions();
    page.section("Accuracy on the test part");
    page.text(ResultTable.caption(conditions));
    page.table(ResultTable.rows(records));
    ResultTable.remarks(conditions).forEach(page::text);
    ResultTable.chosen(records).forEach(page::text);
    for (RunRecord record : records) {
      if (record.scores().unanswered() > 0) {
        page.text(
            "%s left the tree on %d rows, which count as wrong."
                .formatted(record.model(), record.scores().unanswered()));
      }
    }
  }

  private static void tiers(HtmlPage page, List<RunRecord> records) {
    if (!records.get(0).conditions().hasTree()) {
      page.section("Accuracy at every tier")
          .text("The run has no tree, so figures by tiers and of mistakes on the tree are empty.");
      return;
    }
    List<Integer> tiers = records.get(0).conditions().tiers();
    String[] columns = tiers.stream().map(k -> k + " clusters").toArray(String[]::new);
    Stream<String> header = Stream.concat(Stream.of("model"), Stream.of(columns));
    Rows rows = Rows.of(header.toArray(String[]::new)).format("%.2f", columns);
    Map<String, double[]> shares = new LinkedHashMap<>();
    for (RunRecord record : records) {
      List<Double> accuracy = record.scores().tierAccuracy();
      Stream<Object> cells = accuracy.stream().map(share -> 100 * share);
      rows.row(Stream.concat(Stream.of(record.model()), cells).toArray());
      shares.put(record.model(), accuracy.stream().mapToDouble(share -> share).toArray());
    }
    page.section("Accuracy at every tier, in percent").table(rows);
    page.draw(ResultPlots.tierAccuracy(shares, tiers, records.get(0).scores().rows()));
  }

  private static Map<String, String> settings(Conditions conditions) {
    Map<String, String> settings = new LinkedHashMap<>();
    Json.tree(conditions)
        .properties()
        .forEach(
            field ->
                settings.put(
                    field.getKey(),
                    field.getValue().isTextual()
                        ? field.getValue().asText()
                        : field.getValue().toString()));
    return settings;
  }
}
