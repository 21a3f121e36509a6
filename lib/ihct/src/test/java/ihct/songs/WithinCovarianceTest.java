package ihct.songs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WithinCovarianceTest {

  private static Songs songs(double[] values, int... genre) {
    return new Songs(
        List.of("x", "y"),
        List.of("a", "b"),
        values,
        genre,
        IntStream.range(0, genre.length).asLongStream().toArray(),
        null,
        IntStream.of(genre).mapToObj(g -> new int[] {g}).toArray(int[][]::new));
  }

  @Test
  void songsVaryAroundTheirOwnMeans() {
    // a at (0, 0) and (2, 2): mean (1, 1); b at (10, 5) and (10, 9): mean (10, 7)
    Songs songs = songs(new double[] {0, 0, 2, 2, 10, 5, 10, 9}, 0, 0, 1, 1);
    assertArrayEquals(
        new double[] {0.5 + 1e-6, 0.5, 0.5, 2.5 + 1e-6},
        WithinCovariance.of(songs, GenreMeans.of(songs)),
        1e-15);
  }

  @Test
  void deviationsAreTheRootsOfTheDiagonal() {
    Songs songs = songs(new double[] {0, 0, 2, 2, 10, 5, 10, 9}, 0, 0, 1, 1);
    assertArrayEquals(
        new double[] {Math.sqrt(0.5 + 1e-6), Math.sqrt(2.5 + 1e-6)},
        WithinCovariance.deviations(songs, GenreMeans.of(songs)),
        1e-15);
  }

  @Test
  void oneSongOfEachGenreLeavesTheRidge() {
    Songs songs = songs(new double[] {0, 3, 5, 1}, 0, 1);
    assertArrayEquals(
        new double[] {1e-6, 0, 0, 1e-6}, WithinCovariance.of(songs, GenreMeans.of(songs)));
    assertEquals(1e-6, WithinCovariance.RIDGE);
  }
}
