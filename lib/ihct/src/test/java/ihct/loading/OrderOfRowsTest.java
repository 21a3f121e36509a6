package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.songs.GenreDistributions;
import ihct.songs.GenreMeans;
import ihct.songs.Songs;
import ihct.songs.WithinCovariance;
import ihct.songs.ZScores;
import ihct.tries.Property;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Whatever trees are made from is the same, bit for bit, in whatever order the rows come. */
class OrderOfRowsTest {

  private static final int GENRES = 4;
  private static final int FEATURES = 3;

  private static Songs songs(Random random) {
    int n = GENRES + random.nextInt(200);
    double[] values = new double[n * FEATURES];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 + random.nextGaussian() * Math.pow(10, random.nextInt(4) - 2);
    }
    int[] genre = IntStream.range(0, n).map(i -> i % GENRES).toArray();
    return new Songs(
        List.of("x", "y", "z"),
        List.of("a", "b", "c", "d"),
        values,
        genre,
        new long[n],
        null,
        IntStream.of(genre).mapToObj(g -> new int[] {g}).toArray(int[][]::new));
  }

  private static int[] shuffled(int n, Random random) {
    int[] rows = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = rows[j];
      rows[j] = rows[i];
      rows[i] = other;
    }
    return rows;
  }

  @Property(tries = 100)
  void momentsMeansAndCovariancesDoNotDependOnIt(long seed) {
    Random random = new Random(seed);
    Songs songs = songs(random);
    Songs others = songs.rows(shuffled(songs.size(), random));
    assertEquals(ZScores.fit(songs), ZScores.fit(others));
    double[][] means = GenreMeans.of(songs);
    assertArrayEquals(means, GenreMeans.of(others));
    assertArrayEquals(WithinCovariance.of(songs, means), WithinCovariance.of(others, means));
    GenreDistributions one = GenreDistributions.of(songs);
    GenreDistributions other = GenreDistributions.of(others);
    assertArrayEquals(one.means(), other.means());
    assertArrayEquals(one.covariances(), other.covariances());
  }

  /** The pooled covariance is that of the distributions' own sums, however they are split. */
  @Property(tries = 100)
  void sumsOfPartsAreTheSumOfAll(long seed) {
    Random random = new Random(seed);
    Songs songs = songs(random);
    double[][] means = GenreMeans.of(songs);
    WithinCovariance.Products[] parts = new WithinCovariance.Products[3];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new WithinCovariance.Products(FEATURES);
    }
    for (int row = 0; row < songs.size(); row++) {
      parts[random.nextInt(parts.length)].add(songs, row, means[songs.genre(row)]);
    }
    WithinCovariance.Products whole = new WithinCovariance.Products(FEATURES);
    for (WithinCovariance.Products part : parts) {
      whole.add(part);
    }
    assertArrayEquals(WithinCovariance.of(songs, means), whole.covariance(songs.size()));
  }
}
