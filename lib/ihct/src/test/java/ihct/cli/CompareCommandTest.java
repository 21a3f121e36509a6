package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

  @TempDir Path folder;
  private String out;
  private String err;

  private int run(String... args) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code = Main.run(args, outBytes, new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  /** A tree of classes whose means lie at 0, 3, 4, 8, 14, 21 and, if asked for, 40. */
  private void tree(String name, boolean isLarger, String... more) throws IOException {
    StringBuilder csv = new StringBuilder("x,kind,above\n");
    int[] means = {0, 3, 4, 8, 14, 21, 40};
    for (int kind = 0; kind < (isLarger ? 7 : 6); kind++) {
      csv.append("%d,k%d,a%d%n".formatted(means[kind], kind, kind / 2));
    }
    Path file = Files.writeString(at(name + ".csv"), csv);
    List<String> args =
        new ArrayList<>(
            List.of("tree", "--quiet", "--data", file.toString(), "--features", "x", "--label"));
    args.addAll(List.of("kind", "--out", at(name).toString()));
    args.addAll(List.of(more));
    assertEquals(0, run(args.toArray(String[]::new)), err);
  }

  @BeforeEach
  void makeTrees() throws IOException {
    tree("complete", false);
    tree("single", true, "--linkage", "single", "--tiers", "3");
  }

  @Test
  void commonGenresAreCompared() throws IOException {
    String json = at("c.json").toString();
    String second = at("single").resolve("tree.json").toString();
    String page = at("c.html").toString();
    String first = at("complete").toString();
    assertEquals(0, run("compare", first, second, "--json", json, "--page", page), err);
    assertEquals(
        """
        first: means, complete, euclidean
        second: means, single, euclidean
        genres: 6 in both, 1 in the second alone (k6)
        cophenetic correlation: 0.5703
        Baker's gamma: 0.4379
        Robinson and Foulds: 4 clusters of 8 are in one tree alone, 50.0 %
        entanglement: 0.0000
        adjusted Rand index of the cuts:
          2 clusters: 0.0000
          3 clusters: 0.4118
          4 clusters: 1.0000
        """,
        out);
    String text = Files.readString(Path.of(json));
    assertTrue(text.contains("\"robinsonFoulds\" : 4,"), text);
    assertTrue(text.contains("\"onlySecond\" : [ \"k6\" ]"), text);
    assertTrue(text.contains("\"entanglement\" : 0.0,") && !text.contains("common"), text);
    String html = Files.readString(Path.of(page));
    assertTrue(html.contains("&#39;s gamma: 0.4379"), html);
    assertTrue(html.contains("Tanglegram of 6 leaves: 0 crossings, entanglement 0.000"), html);
    assertEquals(2, html.split(">k5</text>", -1).length - 1);
  }

  @Test
  void jsonCanTakeThePlaceOfTheLines() throws IOException {
    String one = at("complete").toString();
    assertEquals(0, run("compare", one, one, "--json", "-"), err);
    assertTrue(out.startsWith("{\n"), out);
    assertTrue(out.endsWith("}\n"), out);
    assertTrue(out.contains("\"bakersGamma\" : 1.0,"), out);
    assertFalse(Files.exists(Path.of("-")));
  }

  private void refused(String message, String... args) {
    assertEquals(2, run(args));
    assertTrue(err.contains(message), err);
    assertEquals("", out);
  }

  @Test
  void whatIsNoTreeIsNamed() throws IOException {
    String tree = at("complete").toString();
    refused("Missing required parameter: 'TREE'", "compare", tree);
    refused("none does not exist", "compare", tree, at("none").toString());
    refused("tiers.csv is no tree", "compare", tree, at("single").resolve("tiers.csv").toString());
    String empty = Files.writeString(at("empty.json"), "{}").toString();
    refused("empty.json is no tree: it lacks genres", "compare", tree, empty);
    String broken =
        Files.writeString(
                at("broken.json"),
                "{\"genres\": [\"k0\", \"k1\"], \"tiers\": [2], \"merges\": [[0, 1, 1.5]]}")
            .toString();
    refused("broken.json: a merge has four numbers", "compare", tree, broken);
    tree("known", false, "--hierarchy", "above");
    refused("has no merges", "compare", tree, at("known").toString());
    String other =
        Files.writeString(
                at("other.json"),
                "{\"genres\": [\"k0\", \"z\"], \"tiers\": [2], \"merges\": [[0, 1, 1.5, 2]]}")
            .toString();
    refused("The trees have 1 genres in common", "compare", tree, other);
  }
}
