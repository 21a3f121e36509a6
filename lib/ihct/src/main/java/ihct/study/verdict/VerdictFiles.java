package ihct.study.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.display.MimeBundle;
import ihct.files.CsvText;
import ihct.io.WholeFile;
import ihct.plots.Figure;
import ihct.plots.Table;
import ihct.study.plan.PlanFile;
import ihct.study.run.HtmlText;
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

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
      table { border-collapse: collapse; margin: 1rem 0; font-size: 13px; }
      th, td { border-bottom: 1px solid #ccc; padding: .2rem .6rem; text-align: right; }
      th:first-child, td:first-child { text-align: left; }
      svg { max-width: 100%; height: auto; }
      """;

  private VerdictFiles() {}

  public static void write(Verdict verdict, Path folder) throws IOException {
    WholeFile.replace(
        folder.resolve(Verdict.FILE),
        PlanFile.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(verdict) + "\n");
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
      flatten("", PlanFile.MAPPER.valueToTree(value), header, cells);
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
    StringBuilder html = new StringBuilder();
    String title = HtmlText.escape("IHCT study: " + verdict.plan());
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    html.append(title).append("</title>\n<style>\n").append(STYLE);
    html.append("</style>\n</head>\n<body>\n<h1>").append(title).append("</h1>\n");
    paragraph(html, verdict.about());
    VerdictText.method(verdict).forEach(line -> paragraph(html, line));
    html.append("<h2>The questions</h2>\n");
    table(html, VerdictTables.answers(verdict));
    for (Map.Entry<String, Verdict.DataFacts> data : verdict.data().entrySet()) {
      html.append("<h2>").append(HtmlText.escape(data.getKey())).append("</h2>\n");
      paragraph(html, VerdictText.facts(data.getValue()));
      table(html, VerdictTables.arms(verdict, data.getKey()));
      figure(html, VerdictPlots.differences(verdict, data.getKey()));
      figure(html, VerdictPlots.tiers(verdict, data.getKey(), firstArm(verdict, data.getKey())));
      figure(html, VerdictPlots.severity(verdict, data.getKey()));
      table(html, VerdictTables.trees(verdict, data.getKey()));
    }
    return html.append("</body>\n</html>\n").toString();
  }

  private static String firstArm(Verdict verdict, String data) {
    return VerdictTables.of(verdict, data).get(0).arm();
  }

  private static void paragraph(StringBuilder html, String text) {
    html.append("<p>").append(HtmlText.escape(text)).append("</p>\n");
  }

  private static void table(StringBuilder html, Table table) {
    html.append(table.mimeBundle().forms().get(MimeBundle.HTML)).append('\n');
  }

  private static void figure(StringBuilder html, Figure figure) {
    html.append(figure.svg()).append('\n');
  }
}
