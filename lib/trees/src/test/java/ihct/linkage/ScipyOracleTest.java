package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares with what make_golden.py, beside the golden files, got from SciPy 1.10.1. */
class ScipyOracleTest {

  private static final List<String> PAPER_FEATURES =
      List.of(
          "duration_ms",
          "popularity",
          "acousticness",
          "danceability",
          "energy",
          "instrumentalness",
          "liveness",
          "loudness",
          "speechiness",
          "tempo",
          "valence");

  @Test
  void agreesWithScipyMergesAndCopheneticDistances() throws IOException {
    Iterator<String> lines = golden("scipy-linkage.txt").iterator();
    double[][] points = rows(lines, Integer.parseInt(lines.next().split(" ")[1]));
    int combinations = 0;
    while (lines.hasNext()) {
      String[] head = lines.next().split(" ");
      Dendrogram scipy = scipyTree(rows(lines, points.length - 1));
      CondensedDistances d = CondensedDistances.between(points, Metric.valueOf(head[2]));
      Dendrogram tree =
          Agglomerative.cluster(points, Metric.valueOf(head[2]), LinkageRule.valueOf(head[1]));
      for (int i = 0; i < scipy.merges().size(); i++) {
        Merge expected = scipy.merges().get(i);
        Merge merge = tree.merges().get(i);
        assertEquals(expected.left(), merge.left(), () -> String.join(" ", head));
        assertEquals(expected.right(), merge.right());
        assertEquals(expected.size(), merge.size());
      }
      // Both round; cosine distances reach 2, so 1e-14 is some ten last digits.
      assertArrayEquals(Cophenetic.distances(scipy), Cophenetic.distances(tree), 1e-14);
      assertEquals(Double.parseDouble(head[3]), tree.copheneticCorrelation(d), 1e-12);
      combinations++;
    }
    assertEquals(LinkageRule.values().length * Metric.values().length, combinations);
  }

  @Test
  void genreMeansGiveScipysCopheneticCorrelations() throws IOException {
    String data = System.getenv("IHCT_DATA");
    assumeTrue(data != null, "IHCT_DATA names no folder of real data");
    Path file = Path.of(data, "genre-means", "data_by_genres.csv");
    assumeTrue(Files.exists(file), () -> file + " is missing");
    double[][] means = zScored(features(file));
    for (String line : golden("genre-means-cophenetic.txt")) {
      String[] figure = line.split(" ");
      CondensedDistances d = CondensedDistances.between(means, Metric.valueOf(figure[1]));
      Dendrogram tree = Agglomerative.cluster(d, LinkageRule.valueOf(figure[0]));
      assertEquals(Double.parseDouble(figure[2]), tree.copheneticCorrelation(d), 1e-6, () -> line);
    }
  }

  private static List<String> golden(String name) throws IOException {
    try (InputStream stream = ScipyOracleTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static double[][] rows(Iterator<String> lines, int count) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.stream(lines.next().split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
    return rows;
  }

  /** Merges keep the smaller number on the left, whatever the version of SciPy does. */
  private static Dendrogram scipyTree(double[][] rows) {
    List<Merge> merges = new ArrayList<>();
    for (double[] row : rows) {
      int a = (int) row[0];
      int b = (int) row[1];
      merges.add(new Merge(Math.min(a, b), Math.max(a, b), row[2], (int) row[3]));
    }
    return Dendrogram.of(merges);
  }

  private static double[][] features(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    List<String> header = fields(lines.get(0));
    int[] columns = PAPER_FEATURES.stream().mapToInt(header::indexOf).toArray();
    return lines.stream()
        .skip(1)
        .map(ScipyOracleTest::fields)
        .map(f -> Arrays.stream(columns).mapToDouble(c -> Double.parseDouble(f.get(c))).toArray())
        .toArray(double[][]::new);
  }

  /** Splits at the commas outside double quotes; names are all that is quoted here. */
  private static List<String> fields(String line) {
    return List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1));
  }

  /**
   * Sums row after row, as NumPy does down a column. The means of these genres have many equal
   * distances, and by complete linkage another last digit decides ties otherwise: that tree is as
   * right, but has another correlation.
   */
  private static double[][] zScored(double[][] rows) {
    double[][] scaled = new double[rows.length][rows[0].length];
    for (int j = 0; j < rows[0].length; j++) {
      double sum = 0;
      for (double[] row : rows) {
        sum += row[j];
      }
      double mean = sum / rows.length;
      double squares = 0;
      for (double[] row : rows) {
        squares += (row[j] - mean) * (row[j] - mean);
      }
      for (int i = 0; i < rows.length; i++) {
        scaled[i][j] = (rows[i][j] - mean) / Math.sqrt(squares / rows.length);
      }
    }
    return scaled;
  }
}
