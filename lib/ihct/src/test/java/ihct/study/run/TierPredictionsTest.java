package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.data.DataSettings;
import ihct.evaluate.Prediction;
import ihct.files.Json;
import ihct.files.RunListener;
import ihct.hierarchy.Ihct;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import ihct.tree.TierNames;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wind is oboe and flute, string is harp, and drum a path that ends early. */
class TierPredictionsTest {

  private static final Map<String, String> FAMILY =
      Map.of("drum", "drum", "flute", "wind", "harp", "string", "oboe", "wind");

  /** Floats with seven digits, of which up to four are added. */
  private static final double TOLERANCE = 1e-6;

  @TempDir static Path folder;
  private static Path sounds;
  private static Path out;

  @BeforeAll
  static void train() throws IOException {
    StringBuilder csv = new StringBuilder("id,x,y,kind\n");
    for (int row = 0; row < 200; row++) {
      String kind = List.of("drum", "flute", "harp", "oboe").get(row % 4);
      csv.append("%d,%d,%d,%s%n".formatted(row, row % 4 + row % 7, row % 5, kind));
    }
    sounds = Files.writeString(folder.resolve("sounds.csv"), csv);
    Path tree =
        Files.writeString(
            folder.resolve("tree.csv"),
            "genre,Family,Kind\ndrum,drum,\nflute,wind,flute\nharp,string,harp\noboe,wind,oboe\n");
    out = folder.resolve("out");
    run(out, TreeSettings.paper().withSource("known:" + tree, 1));
  }

  private static void run(Path to, TreeSettings tree) throws IOException {
    DataSettings data =
        DataSettings.files(List.of(sounds))
            .with(all -> all.withColumns(List.of("x", "y"), "kind", null).withId("id"));
    Settings settings =
        Settings.parse(data, "row", tree, List.of("centroid", "forest", "dense", "rnn"))
            .with(TrainingOptions.of(1, 64, 0.01, 1));
    Experiment.run(settings, to, false, RunListener.NONE);
  }

  private static List<String> predicted(String model, String tier, int top) throws IOException {
    StringBuilder csv = new StringBuilder();
    Predictions.of(SavedModel.ofRun(out, model), List.of(sounds), tier, top, RunListener.NONE)
        .write(Predictions.csv(csv));
    return csv.toString().lines().toList();
  }

  /** By line of the file and answer. */
  private static Map<String, Double> probabilities(List<String> csv) {
    Map<String, Double> all = new HashMap<>();
    for (String line : csv.subList(1, csv.size())) {
      String[] cells = line.split(",");
      all.put(cells[1] + " " + cells[4], Double.parseDouble(cells[5]));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"centroid", "forest", "dense", "rnn", "rnn-greedy"})
  void aClusterIsAsProbableAsItsGenresTogether(String model) throws IOException {
    Map<String, Double> sums = new HashMap<>();
    probabilities(predicted(model, null, 4))
        .forEach(
            (row, p) -> {
              String[] words = row.split(" ");
              sums.merge(words[0] + " " + FAMILY.get(words[1]), p, Double::sum);
            });
    List<String> clusters = predicted(model, "family", 4);
    assertEquals("file,line,track,rank,cluster,probability", clusters.get(0));
    Map<String, Double> found = probabilities(clusters);
    assertEquals(sums.keySet(), found.keySet());
    sums.forEach((row, p) -> assertEquals(p, found.get(row), TOLERANCE, row));
    assertEquals(201, predicted(model, "family", 1).size());
    for (String line : predicted(model, "1", 1)) {
      String[] cells = line.split(",");
      for (String other : List.of("drum", "string", "wind")) {
        assertTrue(
            line.contains("rank")
                || found.get(cells[1] + " " + cells[4])
                    >= found.getOrDefault(cells[1] + " " + other, 0.0),
            line);
      }
    }
  }

  @Test
  void tiersAreFoundByNameOrNumberAlsoByAModelAlone() throws IOException {
    assertEquals(predicted("dense", "Family", 2), predicted("dense", " 1", 2));
    List<String> genres = predicted("dense", null, 4);
    List<String> leaves = predicted("dense", "kind", 4);
    assertEquals(genres.subList(1, genres.size()), leaves.subList(1, leaves.size()));
    Path moved = Files.copy(out.resolve("models/dense.zip"), folder.resolve("moved.zip"));
    StringBuilder csv = new StringBuilder();
    Predictions.of(SavedModel.ofFile(moved), List.of(sounds), "family", 2, RunListener.NONE)
        .write(Predictions.csv(csv));
    assertEquals(predicted("dense", "family", 2), csv.toString().lines().toList());
    assertEquals(
        "Tier \"genus\" is not known. The tree has, from coarse to fine: 1 (Family), 2 (Kind);"
            + " give a number or a name.",
        assertThrows(IllegalArgumentException.class, () -> predicted("dense", "genus", 1))
            .getMessage());
    for (String none : List.of("0", "3", "")) {
      assertThrows(IllegalArgumentException.class, () -> predicted("dense", none, 1), none);
    }
  }

  @Test
  void predictorOfAModelAnswersWithClusters() throws IOException {
    Songs song = Songs.of(new double[][] {{3, 2}}, List.of("?"), "x", "y");
    List<Prediction> best =
        SavedModel.ofRun(out, "centroid").predictor("family").top(song, 3).get(0);
    assertEquals(3, best.size());
    assertEquals(1, best.stream().mapToDouble(Prediction::probability).sum(), TOLERANCE);
  }

  /** Clusters of an inferred tree are called as paths.csv calls them, without names by numbers. */
  @Test
  void inferredClustersAreCalledAsInTheTreesFiles() throws IOException {
    Path means = folder.resolve("means");
    run(means, TreeSettings.paper());
    List<String> paths = Files.readAllLines(means.resolve("paths.csv"));
    assertEquals("genre,k2,k4", paths.get(0));
    SavedRun saved = SavedRun.open(means);
    assertEquals(List.of("k2", "k4"), saved.names().tiers());
    Ihct tree = saved.tree();
    for (int genre = 0; genre < 4; genre++) {
      String cluster = saved.names().of(1, tree, saved.genres()).get(tree.cluster(1, genre));
      String line = paths.get(1 + genre).replace("\"", "");
      assertEquals("%s,%s,%1$s".formatted(saved.genres().get(genre), cluster), line);
    }
    ObjectNode earlier = Json.tree(saved);
    earlier.remove("names");
    SavedRun run = SavedRun.parse("run", earlier.toString());
    SavedModel model =
        new SavedModel(
            "centroid", SavedModel.ofRun(means, "centroid").classifier(), run, List.of());
    StringBuilder csv = new StringBuilder();
    Predictions.of(model, List.of(sounds), "1", 1, RunListener.NONE).write(Predictions.csv(csv));
    assertTrue(csv.toString().lines().skip(1).allMatch(l -> l.contains(",tier1-")), "" + csv);
  }

  @Test
  void aNameGoesBeforeANumberAndMustBeOfOneTier() {
    TierNames years = new TierNames(List.of("2", "1", "b", "B"), List.of());
    assertEquals(1, years.tier("2"));
    assertEquals(2, years.tier("1"));
    assertEquals(4, years.tier("4"));
    assertEquals(
        "Tier \"b\" is the name of several. The tree has, from coarse to fine: 1 (2), 2 (1), 3 (b),"
            + " 4 (B); give a number or a name.",
        assertThrows(IllegalArgumentException.class, () -> years.tier("b")).getMessage());
    int[][] two = new int[2][70];
    Arrays.setAll(two[0], leaf -> leaf / 35);
    Arrays.setAll(two[1], leaf -> leaf);
    TierNames numbers = new TierNames(List.of("k2", "k70"), List.of());
    List<String> genres = IntStream.range(0, 70).mapToObj(Integer::toString).toList();
    assertEquals(List.of("k2-0", "k2-1"), numbers.of(1, Ihct.ofTiers(two), genres));
    assertEquals(genres, numbers.of(2, Ihct.ofTiers(two), genres));
  }
}
