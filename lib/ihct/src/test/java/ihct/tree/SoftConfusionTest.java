package ihct.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoftConfusionTest {

  /** Answers each song with the probabilities that its features are. */
  private record Echo(int classes) implements GenreClassifier {
    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      System.arraycopy(songs, 0, probabilities, 0, rows * classes);
    }
  }

  private static Songs songs(double[] probabilities, int classes, int... genre) {
    List<String> names = new ArrayList<>();
    IntStream.range(0, classes).forEach(c -> names.add("g" + c));
    return new Songs(
        names,
        names,
        probabilities,
        genre,
        IntStream.range(0, genre.length).asLongStream().toArray(),
        null,
        IntStream.of(genre).mapToObj(g -> new int[] {g}).toArray(int[][]::new));
  }

  @Test
  void meanOfBothDirectionsCounts() {
    Songs songs = songs(new double[] {0.5, 0.5, 1, 0, 0.25, 0.75}, 2, 0, 0, 1);
    double forth = (0.5 + 0 + 0.5) / 3;
    double back = (0.25 + 0.5) / 2;
    assertArrayEquals(
        new double[] {1 - (forth + back) / 2},
        SoftConfusion.distances(new Echo(2), songs).toArray(),
        1e-12);
  }

  @Test
  void genreWithoutSongsIsPlacedByTheOthers() {
    // g1 and g2 have no songs; g0 is taken for g1 more often than for g2, and g3 for g2
    Songs songs = songs(new double[] {0.5, 0.4, 0.1, 0, 0, 0, 0.5, 0.5}, 4, 0, 3);
    double[] d = SoftConfusion.distances(new Echo(4), songs).toArray();
    assertEquals(1 - (0.4 + 0.25) / 2, d[0], 1e-7, "g0 g1");
    assertEquals(1 - (0.1 + 0.25) / 2, d[1], 1e-7, "g0 g2");
    assertEquals(1 - (0.25 / 2 + 0.25 / 2) / 2, d[2], 1e-7, "g0 g3");
    assertEquals(1 - 0.25, d[3], 1e-7, "g1 g2: by chance");
    assertEquals(1 - (0 + 0.25) / 2, d[4], 1e-7, "g1 g3");
    assertEquals(1 - (0.5 + 0.25) / 2, d[5], 1e-7, "g2 g3");
  }

  /** Against the whole matrix, made song by song, in batches of the evaluator's own. */
  @Test
  void agreesWithTheWholeMatrix() {
    int n = 12;
    int rows = 3_000;
    Random random = new Random(1);
    double[] values = random.doubles((long) rows * n).toArray();
    int[] genre = random.ints(rows, 0, n - 1).toArray(); // the last genre has none
    double[][] sums = new double[n][n];
    int[] counts = new int[n];
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int c = 0; c < n; c++) {
        sum += values[row * n + c];
      }
      for (int c = 0; c < n; c++) {
        values[row * n + c] /= sum;
        sums[genre[row]][c] += values[row * n + c];
      }
      counts[genre[row]]++;
    }
    double[] distances = SoftConfusion.distances(new Echo(n), songs(values, n, genre)).toArray();
    int pair = 0;
    for (int g = 0; g < n; g++) {
      for (int h = g + 1; h < n; h++) {
        double forth = (sums[g][h] + 1.0 / n) / (counts[g] + 1);
        double back = h == n - 1 ? forth : (sums[h][g] + 1.0 / n) / (counts[h] + 1);
        assertEquals(1 - (forth + back) / 2, distances[pair++], 1e-7);
      }
    }
  }

  @Test
  void noSongsAreRefused() {
    Songs none = songs(new double[0], 2);
    assertThrows(IllegalArgumentException.class, () -> SoftConfusion.distances(new Echo(2), none));
  }
}
