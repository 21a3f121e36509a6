package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {

  @TempDir static Path runs;
  @TempDir Path folder;
  private static String out;
  private static String err;

  private static int call(String... args) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code = Main.run(args, outBytes, new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  /** A run of models whose figures are the same on every machine. */
  private static void run(String name, String genres, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("run", "--quiet", "--data", "simulated", "--genres", genres, "--out"));
    args.addAll(List.of(runs.resolve(name).toString(), "--songs-per-genre", "30"));
    args.addAll(List.of("--models", "centroid,forest", "--forest-trees"));
    args.addAll(List.of(more));
    assertEquals(0, call(args.toArray(String[]::new)), err);
  }

  @BeforeAll
  static void train() {
    run("one", "12", "5", "--seed", "1");
    run("two", "12", "5", "--seed", "2");
    run("more", "12", "20", "--linkage", "upgma");
    run("other", "10", "5");
  }

  /** Copies the results of a run, changed, to a folder of their own. */
  private String copy(String name, String from, String to) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    String results = Files.readString(runs.resolve("one").resolve("results.jsonl"));
    assertTrue(results.contains(from), results);
    Files.writeString(copy.resolve("results.jsonl"), results.replace(from, to));
    return copy.toString();
  }

  private static String at(String name) {
    return runs.resolve(name).toString();
  }

  private static String shown() {
    return out.replace(runs + "/", "")
        .replaceAll("(?m) +(train s|[0-9.]+)$", "") // takes as long as it takes
        .replaceAll("(?m)^run +", "run ")
        .replaceAll("(?m)^(one, two|more|other) +", "$1 ");
  }

  @Test
  void settingsThatDifferStandBeforeTheScores() throws IOException {
    assertEquals(0, call("runs", at("one"), at("two"), at("more")), err);
    assertEquals(
        """
        run linkage   forestTrees  model     seeds  top-1 %     ±  top-5 %  top-10 %  any genre %  macro-F1 %  log loss
        one, two complete            –  centroid   1, 2    32.26  0.00    74.19     96.77        41.94       29.49     2.284
        one, two complete            5  forest     1, 2    41.94  9.12    75.81     75.81        51.61       40.38     4.797
        more upgma               –  centroid      1    32.26     –    74.19     96.77        41.94       29.49     2.284
        more upgma              20  forest        1    45.16     –    83.87     96.77        58.06       48.63     2.064
        """,
        shown());
  }

  @Test
  void jsonHoldsTheMeanAndTheDeviationOfTheSeeds() throws IOException {
    String file = folder.resolve("runs.json").toString();
    assertEquals(0, call("runs", at("one"), at("two"), "--json", file), err);
    JsonNode all = new ObjectMapper().readTree(Path.of(file).toFile());
    assertEquals("[]", all.get("differing").toString());
    assertEquals("5", all.at("/common/forestTrees").toString());
    JsonNode forest = all.at("/rows/1");
    assertEquals("[1,2]", forest.get("seeds").toString());
    double[] top1 = {top1("one"), top1("two")};
    assertTrue(top1[0] != top1[1], "The seeds must show.");
    assertEquals((top1[0] + top1[1]) / 2, forest.at("/means/top1").asDouble(), 1e-15); // one ulp
    double deviation = Math.abs(top1[0] - top1[1]) / Math.sqrt(2);
    assertEquals(deviation, forest.get("top1Deviation").asDouble(), 1e-15);
    String lines = out;
    assertTrue(lines.endsWith("No setting differs.\n"), lines);
    assertEquals(0, call("runs", at("one"), at("two"), "--json", "-"), err);
    assertEquals(Files.readString(Path.of(file)), out);
  }

  private static double top1(String run) throws IOException {
    String line = Files.readAllLines(runs.resolve(run).resolve("results.jsonl")).get(1);
    return new ObjectMapper().readTree(line).get("top1").asDouble();
  }

  @Test
  void pageHoldsTableFigureAndWhatAllShare() throws IOException {
    Path page = folder.resolve("runs.html");
    assertEquals(0, call("runs", at("one"), at("more"), "--page", page.toString()), err);
    String html = Files.readString(page);
    assertTrue(html.contains(">linkage</th>"), html);
    assertTrue(html.contains("<svg"), html);
    String shared = html.substring(html.indexOf("Settings that all share"));
    assertTrue(shared.contains(">powers-of-two</td>"), shared);
    assertFalse(shared.contains(">upgma<"), shared);
    assertEquals(2, call("runs", at("one"), "--page", at("none/p.html")));
    assertTrue(err.contains("There is no folder"), err);
  }

  @Test
  void differentSongsAndRepeatedRunsAreTold() throws IOException {
    assertEquals(0, call("runs", at("one"), at("other")), err);
    assertTrue(
        out.endsWith(
            "These results are of different songs (data, dataSha256): compare rows of the same alone.\n"),
        out);
    assertEquals(0, call("runs", at("one"), copy("again", "x", "x")), err);
    assertTrue(
        out.endsWith(
            "Results with the same settings and the same seed stand in rows of their own.\n"),
        out);
    assertEquals(6, out.lines().count() - 1, out);
  }

  @Test
  void tornLinesMissingModelsAndEarlierSchemasAreTold() throws IOException {
    Path torn = Path.of(copy("torn", "\"schema\":3,", "\"schema\":2,"));
    Files.copy(runs.resolve("one/run.json"), torn.resolve("run.json"));
    List<String> lines = Files.readAllLines(torn.resolve("results.jsonl"));
    Files.writeString(
        torn.resolve("results.jsonl"), lines.get(0) + "\n" + lines.get(1).substring(0, 99));
    assertEquals(0, call("runs", torn.toString()), err);
    String file = torn.resolve("results.jsonl").toString();
    assertTrue(out.contains(file + ": the last line was cut off while it was written"), out);
    assertTrue(out.contains(file + ": an earlier version wrote results of schema 2"), out);
    assertTrue(out.contains(torn + ": no result yet of forest."), out);
    assertTrue(out.contains("centroid") && !out.contains("forest  "), out);
  }

  @Test
  void studyIsReadWholeAndInParts() throws IOException {
    Path plan =
        Files.writeString(
            folder.resolve("plan.json"),
            """
            {"plan": "tiny", "seeds": [1, 2], "resamples": 100, "reference": "forest",
             "data": {"made": {"simulated": {"genres": 6, "songs": 240, "seed": 1, "clarity": 0.1},
                               "split": "track", "trees": ["means"], "judge": "means"}},
             "trees": {"means": {"source": "means"}},
             "arms": {"centroid": {"model": "centroid"},
                      "forest": {"model": "forest", "train": {"forestTrees": 5}}},
             "questions": [{"ask": "Which?", "on": ["made"], "arm": "centroid", "against": "forest"}]}
            """);
    Path study = folder.resolve("study");
    String to = study.toString();
    assertEquals(0, call("study", "--quiet", "--plan", plan.toString(), "--out", to), err);
    assertEquals(0, call("runs", to), err);
    assertTrue(out.matches("(?s)run +model +top-1 % +±.*"), out);
    assertEquals(3 + 1, out.lines().count(), out); // and that no setting differs
    String whole = out;
    List<String> lines = Files.readAllLines(study.resolve("results.jsonl"));
    Files.writeString(study.resolve("results-1-of-2.jsonl"), lines.get(0) + "\n");
    Files.writeString(
        study.resolve("results-0-of-2.jsonl"), // rows keep their order
        String.join("\n", lines.subList(1, lines.size())) + "\n");
    Files.delete(study.resolve("results.jsonl"));
    assertEquals(0, call("runs", to), err);
    assertEquals(whole, out);
    assertEquals(0, call("runs", to, at("one")), err);
    assertTrue(out.startsWith("run ") && out.lines().findFirst().get().contains(" plan "), out);
    assertTrue(out.contains("different songs (data, dataSha256)"), out);
  }

  private static void refused(String message, String... folders) {
    List<String> args = new ArrayList<>(List.of("runs"));
    args.addAll(List.of(folders));
    assertEquals(2, call(args.toArray(String[]::new)), out);
    assertTrue(err.contains(message), err);
    assertEquals("", out);
  }

  @Test
  void foldersThatAreNoRunsAreNamedWithWhatToDo() throws IOException {
    refused("Missing required parameter: 'DIR'");
    String none = folder.resolve("none").toString();
    String file = Files.writeString(folder.resolve("file"), "").toString();
    refused(none + " does not exist; name a folder that run or study wrote; " + file, none, file);
    refused(
        runs + " holds no results.jsonl; name the folders in it: " + at("more") + " " + at("one"),
        at("one"),
        runs.toString());
    refused(at("one") + "/. is named twice", at("one"), at("one") + "/.");
    String later = copy("later", "\"schema\":3", "\"schema\":4");
    refused("results.jsonl, line 1 is no result that this version reads: it has schema 4", later);
    refused("line 1 is no result", copy("odd", "\"top1\":", "\"top1\":\"much\",\"was\":"));
    String damaged = copy("damaged", "x", "x");
    Files.writeString(Path.of(damaged, "run.json"), "{\"settings\": ");
    refused("run.json is damaged: ", damaged);
    Path empty = Files.createDirectories(folder.resolve("empty"));
    refused(empty + " holds no results.jsonl; leave it out", empty.toString());
    Files.write(empty.resolve("results.jsonl"), new byte[0], StandardOpenOption.CREATE);
    refused(empty + " holds no result yet; go on with it by --resume", empty.toString());
  }
}
