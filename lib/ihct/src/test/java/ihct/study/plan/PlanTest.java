package ihct.study.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.evaluate.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

public class PlanTest {

  private static final Path PLANS = Path.of("environment", "plans");

  public static final String SMALL =
      """
      // a comment
      {
        "plan": "small",
        "seeds": [1, 2],
        "resamples": 100,
        "reference": "centroid",
        "data": {"made": {"simulated": {"genres": 6, "songs": 300, "seed": 1, "clarity": 0.2},
                          "trees": ["inferred", "random"], "judge": ["planted", "shapes"]}},
        "trees": {"inferred": {"linkage": "ward"}, "random": {"source": "random"},
                  "planted": {"source": "columns"},
                  "shapes": {"source": "distributions", "linkage": "ward"}},
        "arms": {
          "centroid": {"model": "centroid"},
          "forest": {"model": "forest", "train": {"forestTrees": 3},
                     "tune": [{"forestLeaf": 1}, {"forestLeaf": 20}]},
          "dense": {"model": "dense", "train": {"epochs": 2, "batch": 32}},
          "stacknet": {"model": "stacknet", "trees": ["inferred", "random"],
                       "train": {"epochs": 1, "batch": 32}},
          "pair": {"ensemble": "stacknet", "members": 2},
          "both": {"mixture": ["forest", "dense"]},
        },
        "questions": [
          {"ask": "Is Dense ahead?", "on": ["made"], "arm": "dense", "against": "centroid", "target": 50},
          {"ask": "Which tree?", "on": ["made"], "arm": "stacknet", "tree": "inferred",
           "against": "stacknet", "againstTree": "random"},
          {"ask": "Sums?", "on": ["made"], "arm": "dense", "measure": "inferred.sum@2",
           "againstMeasure": "inferred.argmax@2"},
          {"ask": "Cost?", "on": ["made"], "arm": "dense", "measure": "inferred.cost.distance.planted",
           "againstMeasure": "planted.distance@1", "as": "relative", "target": 100, "atMost": true},
          {"ask": "Too sure?", "on": ["made"], "arm": "dense", "measure": "confidence",
           "againstMeasure": "top1"},
        ],
      }
      """;

  static Stream<Path> plansOfTheRepository() throws IOException {
    try (Stream<Path> files = Files.list(PLANS)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("plansOfTheRepository")
  void everyPlanInTheRepositoryCanBeRead(Path file) throws IOException {
    Plan plan = PlanFile.read(file);
    assertEquals(file.getFileName().toString(), plan.plan() + ".json");
    assertTrue(plan.seeds().size() >= 3);
  }

  @Test
  void cellsAreArmsTimesTrees() {
    Plan plan = PlanFile.parse("small", SMALL);
    List<String> labels = plan.cells("made", 1).stream().map(Cell::label).toList();
    assertEquals(
        List.of(
            "centroid",
            "forest",
            "dense",
            "stacknet · inferred",
            "stacknet · random",
            "pair · inferred",
            "pair · random",
            "both"),
        labels);
  }

  private static List<String> judges(String judge) {
    String text = SMALL.replace("[\"planted\", \"shapes\"]", judge);
    return PlanFile.parse("small", text).data().get("made").judges();
  }

  @Test
  void nothingStandsBehindAPlan() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> PlanFile.parse("two", SMALL + SMALL))
            .getMessage();
    assertTrue(message.endsWith("More stands behind its end; leave that out."), message);
  }

  @Test
  void judgesAreNoneOneOrSeveral() {
    assertEquals(List.of("planted", "shapes"), judges("[\"planted\", \"shapes\"]"));
    assertEquals(List.of("planted"), judges("[\"planted\"]"));
    assertEquals(List.of("planted"), judges("\"planted\""));
    assertEquals(List.of(), judges("[]"));
    assertEquals(List.of(), judges("null"));
  }

  @Test
  void unitsFollowTheMeasureWhateverTreesAreCalled() {
    assertEquals("tiers", Measure.unit("bits.distance@5"));
    assertEquals("tiers", Measure.unit("oak.cost.distance.bits"));
    assertEquals("bits", Measure.unit("distance.hedged.bits"));
    assertEquals("points", Measure.unit("distance.cost.top1"));
    assertEquals("points", Measure.unit("top1"));
    assertEquals("points", Measure.unit("confidence"));
  }

  @Test
  void dataWithTwoSplitsAreNamed() {
    String text =
        SMALL.replaceFirst(
            "\\{\"simulated\": \\{[^}]*\\}",
            "{\"files\": [\"a.csv\"], \"test\": [\"b.csv\"], \"split\": \"column:set\"");
    assertEquals(
        "small.json: Data \"made\": Both a column (set) and files to test on say how rows are split; name"
            + " one of them.",
        assertThrows(IllegalArgumentException.class, () -> PlanFile.parse("small.json", text))
            .getMessage());
  }

  /** What a plan must not say, and a word by which its author finds the place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"seeds\": [1, 2]|\"seeds\": []|seeds",
        "\"seeds\": [1, 2]|\"seeds\": [1, 1]|twice",
        "\"seeds\": [1, 2]|\"seeds\": [1.5, 2]|whole number",
        "\"seeds\": [1, 2]|\"sedes\": [1, 2]|sedes",
        "\"reference\": \"centroid\"|\"reference\": \"nobody\"|nobody",
        "\"model\": \"centroid\"|\"model\": \"centaur\"|centaur",
        "[\"planted\", \"shapes\"]|\"oak\"|oak",
        "[\"planted\", \"shapes\"]|[\"planted\", \"oak\"]|oak",
        "[\"planted\", \"shapes\"]|[\"planted\", \"planted\"]|judge \"planted\" twice",
        "[\"planted\", \"shapes\"]|\"\"|tree \"\"",
        "\"linkage\": \"ward\"|\"linkage\": \"wart\"|wart",
        "\"against\": \"centroid\"|\"against\": \"nobody\"|nobody",
        "\"as\": \"relative\"|\"as\": \"ratio\"|ratio",
        "\"mixture\": [\"forest\", \"dense\"]|\"mixture\": [\"later\"]|later",
        "\"mixture\": [\"forest\", \"dense\"]|\"mixture\": [\"forest\", \"stacknet@oak\"]|oak",
        "\"mixture\": [\"forest\", \"dense\"]|\"mixture\": [\"forest@inferred\"]|inferred",
        "\"forestTrees\": 3|\"forestTrees\": 0|trees",
        "\"members\": 2|\"members\": 1|members",
        "\"made\": {|\"a/b\": {|a/b",
        "\"epochs\": 2|\"epochs\": \"two\"|\"arms.dense.train\": epochs",
        "\"plan\": \"small\"|\"plan\": \"../small\"|letters",
        "\"resamples\": 100|\"resamples\": 10|resamples",
        "\"forest\": {|\"dense\": {|dense",
        "\"tree\": \"inferred\"|\"tree\": \"planted\"|planted",
        "\"as\": \"relative\"|\"as\": \"difference\", \"measure\": \"top1\"|duplicate",
        "{\"ensemble\": \"stacknet\",|{\"ensemble\": \"stacknet\", \"train\": {\"epochs\": 9},|made of others",
        "{\"model\": \"forest\",|{\"on\": [], \"model\": \"forest\",|not trained",
        "\"againstMeasure\": \"inferred.argmax@2\"|\"againstMeasure\": \"inferred.distance@1\"|units",
        "{\"model\": \"centroid\"}|{\"model\": \"centroid\", \"ensemble\": \"dense\"}|just one",
        "\"plan\": \"small\"|\"plan\": \"small|line"
      })
  void faultsAreToldByNameOrPlace(String right, String wrong, String word) {
    assertTrue(SMALL.contains(right), right);
    String text = SMALL.replaceFirst(Pattern.quote(right), wrong);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> PlanFile.parse("small.json", text));
    assertTrue(e.getMessage().startsWith("small.json"), e.getMessage());
    assertTrue(
        e.getMessage().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT)),
        e.getMessage());
  }

  @Test
  void filesAreFoundByNameBelowTheFolders(@TempDir Path folder) throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a").resolve("b"));
    Path file = Files.createFile(deep.resolve("songs.csv"));
    SongFiles files =
        new SongFiles(Path.of("plan.json"), List.of(folder.resolve("missing"), folder));
    assertEquals(file, files.find("songs.csv"));
    Exception none = assertThrows(IllegalArgumentException.class, () -> files.find("other.csv"));
    assertTrue(none.getMessage().contains("--songs"), none.getMessage());
    Files.createFile(folder.resolve("songs.csv"));
    Exception two = assertThrows(IllegalArgumentException.class, () -> files.find("songs.csv"));
    assertTrue(two.getMessage().contains("several places"), two.getMessage());
    assertEquals(
        folder.resolve("songs.csv"),
        new SongFiles(folder.resolve("plan.json"), List.of()).find("songs.csv"),
        "beside the plan");
  }
}
