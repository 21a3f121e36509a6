package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ihct.files.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What holds for all commands. */
class EveryCommandTest {

  @TempDir Path folder;
  private Path rows;

  private static Collection<CommandLine> commands() {
    return new CommandLine(new RootCommand()).getSubcommands().values();
  }

  private static Stream<CommandSpec> specs() {
    return Stream.concat(Stream.of(new CommandLine(new RootCommand())), commands().stream())
        .map(CommandLine::getCommandSpec);
  }

  @BeforeEach
  void writeRows() throws IOException {
    StringBuilder csv = new StringBuilder("id,x,y,kind\n");
    for (int row = 0; row < 120; row++) {
      csv.append("%d,%d.%d,%d,%s%n".formatted(row, row % 3 * 5, row, row, "abc".charAt(row % 3)));
    }
    rows = Files.writeString(folder.resolve("rows.csv"), csv);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void helpIsInWholeSentences(CommandSpec command) {
    List<String> paragraphs = new ArrayList<>(List.of(command.usageMessage().description()));
    // The list of commands shows the first alone.
    assertTrue(paragraphs.get(0).length() <= 160, paragraphs.get(0));
    command
        .args()
        .forEach(
            argument -> {
              assertEquals(1, argument.description().length, argument.toString());
              paragraphs.add(argument.description()[0]);
            });
    paragraphs.forEach(each -> assertTrue(each.matches("(?s)\\S.*\\S[.]"), each));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void wordsThatShellsOfferAreInTheHelp(CommandSpec command) {
    for (OptionSpec option : command.options()) {
      String help = option.description()[0];
      if (option.completionCandidates() != null && !help.contains("${COMPLETION-CANDIDATES}")) {
        option
            .completionCandidates()
            .forEach(word -> assertTrue(help.contains(word), option + ": " + word));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void jsonIsAnOptionOfEach(CommandLine command) {
    assertTrue(command.getCommandSpec().findOption("--json") != null, command.getCommandName());
  }

  private static String run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertEquals(
        0, Main.run(args, out, new PrintStream(err, true, StandardCharsets.UTF_8)), err::toString);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String... args) throws IOException {
    String text = run(args);
    return Json.node(text);
  }

  private String[] onRows(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "--quiet", "--data", rows.toString()));
    if (!command.equals("predict")) {
      args.addAll(List.of("--features", "x,y", "--label", "kind", "--id", "id"));
    }
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  @Test
  void runPrintsItsRecordsAndPredictARowInEachLine() throws IOException {
    String out = folder.resolve("run").toString();
    JsonNode records =
        json(
            onRows(
                "run",
                "--min-per-genre",
                "5",
                "--models",
                "random,centroid",
                "--out",
                out,
                "--json",
                "-"));
    assertEquals(2, records.size());
    assertEquals("centroid", records.get(1).get("model").asText());
    assertEquals(
        records.get(1), Json.node(Files.readAllLines(folder.resolve("run/results.jsonl")).get(1)));

    String[] predict = {"--run", out, "--model", "centroid", "--top", "2"};
    String csv = run(onRows("predict", predict));
    Path file = folder.resolve("predictions.jsonl");
    String[] both =
        Stream.concat(Stream.of(predict), Stream.of("--json", file.toString()))
            .toArray(String[]::new);
    assertEquals(csv, run(onRows("predict", both)));
    both[both.length - 1] = "-";
    assertEquals(Files.readString(file), run(onRows("predict", both)));
    List<String> again = new ArrayList<>(List.of("file,line,track,rank,genre,probability"));
    for (String line : Files.readAllLines(file)) {
      JsonNode row = Json.node(line);
      int rank = 0;
      for (JsonNode each : row.get("predictions")) {
        again.add(
            "%s,%d,%s,%d,%s,%s"
                .formatted(
                    row.get("file").asText(),
                    row.get("line").asInt(),
                    row.get("track").asText(),
                    ++rank,
                    each.get("genre").asText(),
                    Float.toString(each.get("probability").floatValue())));
      }
    }
    assertEquals(241, again.size());
    assertEquals(csv.lines().toList(), again);
  }

  @Test
  void treePrintsItsFile() throws IOException {
    Path out = folder.resolve("tree");
    JsonNode tree = json(onRows("tree", "--out", out.toString(), "--json", "-"));
    assertEquals(Json.node(Files.readString(out.resolve("tree.json"))), tree);
  }

  private void refused(String reason, String... args) throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertEquals(2, Main.run(args, new ByteArrayOutputStream(), new PrintStream(err)));
    assertTrue(err.toString(StandardCharsets.UTF_8).contains(reason), err::toString);
  }

  @Test
  void jsonReplacesNothingThatTheCommandReadsOrWrites() throws IOException {
    String before = Files.readString(rows);
    String data = folder.resolve("../" + folder.getFileName() + "/rows.csv").toString();
    refused("--json would replace " + rows, onRows("data", "--json", data));
    String few = folder.resolve("few.csv").toString();
    refused("--json would replace " + few, onRows("select", "--out", few, "--json", few));
    assertEquals(before, Files.readString(rows));

    Path tree = folder.resolve("tree");
    run(onRows("tree", "--out", tree.toString()));
    String merges = tree.resolve("tree.json").toString();
    refused(
        "--json would replace " + merges + ", a file of " + tree,
        "compare",
        tree.toString(),
        tree.toString(),
        "--json",
        merges);
    String page = folder.resolve("page").toString();
    String[] both = {"compare", tree.toString(), tree.toString(), "--page", page, "--json", page};
    refused("--json would replace " + page, both);
    refused("--page - is no file", "compare", tree.toString(), tree.toString(), "--page", "-");
    run(onRows("tree", "--out", tree.toString(), "--missing-values", ".", "--json", page));
  }

  @Test
  void selectPrintsWhatItCopied() throws IOException {
    String out = folder.resolve("few.csv").toString();
    JsonNode told =
        json(
            onRows(
                "select",
                "--min-per-genre",
                "5",
                "--max-per-genre",
                "7",
                "--out",
                out,
                "--json",
                "-"));
    assertEquals(120, told.get("recordsRead").asInt());
    assertEquals(21, told.get("copied").asInt());
    assertEquals(99, told.get("ofOtherIds").asInt());
    assertEquals(
        json(onRows("data", "--min-per-genre", "5", "--json", "-")).get("features"),
        told.get("data").get("features"));
  }

  @Test
  void studyPrintsItsVerdict() throws IOException {
    Path plan = folder.resolve("plan.json");
    Files.writeString(
        plan,
        """
        {"plan": "small", "seeds": [1], "resamples": 100, "reference": "centroid",
         "data": {"rows": {"files": ["rows.csv"], "features": ["x", "y"], "label": "kind",
          "trees": ["inferred"], "minPerGenre": 5}},
         "trees": {"inferred": {}},
         "arms": {"centroid": {"model": "centroid"}, "random": {"model": "random"}},
         "questions": []}
        """);
    String out = folder.resolve("study").toString();
    JsonNode verdict =
        json("study", "--quiet", "--plan", plan.toString(), "--out", out, "--json", "-");
    assertEquals(Json.node(Files.readString(folder.resolve("study/verdict.json"))), verdict);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] part = {
      "study", "--plan", plan.toString(), "--cells", "0/2", "--out", out, "--json", "-"
    };
    assertEquals(2, Main.run(part, new ByteArrayOutputStream(), new PrintStream(err)));
    assertTrue(
        err.toString().contains("--json tells the verdict, which a part has not got"),
        err::toString);
  }
}
