package ihct.study.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.files.CsvText;
import ihct.files.Json;
import ihct.io.WholeFile;
import ihct.plots.HtmlPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a verdict: for programs, for spreadsheets, and as a page that needs no network. */
public final class VerdictFiles {

  public static final String REPORT = "report.html";
  private static final String ANSWERS = "verdict.csv";
  private static final String ARMS = "arms.csv";

  private static final List<String> EFFECT =
      List.of("estimate", "low", "high", "standardError", "p", "groups", "rows");

  /** Fields that are several numbers, and may be null. */
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "effect",
          EFFECT,
          "difference",
          EFFECT,
          "mcnemar",
          List.of("onlyFirst", "onlySecond", "p"));

  private VerdictFiles() {}

  public static void write(Verdict verdict, Path folder) throws IOException {
    Json.writePretty(folder.resolve(Verdict.FILE), verdict);
    WholeFile.replace(folder.resolve(ANSWERS), csv(verdict.answers()));
    WholeFile.replace(folder.resolve(ARMS), csv(verdict.arms()));
    WholeFile.replace(folder.resolve(REPORT), page(verdict));
  }

  /** A column per field; what is no single value is left to verdict.json, but for an effect. */
  private static String csv(List<?> values) {
    StringBuilder csv = new StringBuilder();
    for (Object value : values) {
      List<String> header = new ArrayList<>();
      List<String> cells = new ArrayList<>();
      flatten("", Json.tree(value), header, cells);
      if (csv.isEmpty()) {
        csv.append(CsvText.line(header));
      }
      csv.append(CsvText.line(cells));
    }
    return csv.toString();
  }

  private static void flatten(
      String prefix, ObjectNode node, List<String> header, List<String> cells) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = prefix + field.getKey();
      JsonNode value = field.getValue();
      if (PARTS.containsKey(field.getKey())) {
        for (String part : PARTS.get(field.getKey())) {
          header.add(name + "." + part);
          cells.add(value.isNull() ? "" : value.path(part).asText());
        }
      } else if (value.isValueNode()) {
        header.add(name);
        cells.add(value.isNull() ? "" : value.asText());
      }
    }
  }

  private static String page(Verdict verdict) {
    HtmlPage page = new HtmlPage("IHCT study: " + verdict.plan()).text(verdict.about());
    VerdictText.method(verdict).forEach(page::text);
    page.section("The questions").table(VerdictTables.answerRows(verdict));
    verdict
        .data()
        .forEach(
            (data, facts) ->
                data(page.section(data).text(VerdictText.facts(facts)), verdict, data));
    return page.toString();
  }

  private static void data(HtmlPage page, Verdict verdict, String data) {
    page.table(VerdictTables.armRows(verdict, data))
        .table(VerdictTables.calibrationRows(verdict, data))
        .draw(VerdictPlots.differences(verdict, data));
    VerdictPlots.pace(verdict, data).ifPresent(page::draw);
    page.draw(VerdictPlots.tiers(verdict, data, firstArm(verdict, data)))
        .draw(VerdictPlots.severity(verdict, data))
        .table(VerdictTables.treeRows(verdict, data));
  }

  private static String firstArm(Verdict verdict, String data) {
    return VerdictTables.of(verdict, data).get(0).arm();
  }
}
