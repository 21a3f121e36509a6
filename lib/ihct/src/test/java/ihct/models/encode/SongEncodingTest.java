package ihct.models.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.FeatureEncoding;
import ihct.models.SongClouds;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SongEncodingTest {

  private static final int D = 3;

  /** One feature per column, for some rows. */
  private static Songs column(double... values) {
    return SongClouds.of(
        1,
        new int[values.length],
        Arrays.stream(values).mapToObj(v -> new double[] {v}).toArray(double[][]::new));
  }

  /** Some with many equal features, some with none. */
  private static Songs songs(int rows, long seed) {
    return SongClouds.rounded(SongClouds.gaussian(2, rows, D, 1, seed), seed);
  }

  private static float[] encoded(SongEncoding encoding, float... song) {
    float[] inputs = new float[encoding.inputs()];
    encoding.encode(song, 0, inputs, 0);
    return inputs;
  }

  @Property(tries = 100)
  void quantileInputsFollowTheirDefinition(
      @Range(min = 1, max = 60) int rows,
      @Range(min = 2, max = 20) int bins,
      @Range(min = 0, max = 1000) long seed) {
    Songs songs = songs(rows, seed);
    SongEncoding encoding = QuantileEncoding.fit(songs, bins);
    Random random = new Random(seed);
    float[] song = new float[D];
    for (int j = 0; j < D; j++) {
      song[j] = (float) (3 * random.nextGaussian());
    }
    int at = 0;
    float[] inputs = encoded(encoding, song);
    for (int j = 0; j < D; j++) {
      float[] edges = edges(songs, j, bins);
      for (int b = 0; b + 1 < edges.length; b++) {
        double share = ((double) song[j] - edges[b]) / ((double) edges[b + 1] - edges[b]);
        double least = b == 0 ? -QuantileEncoding.REACH : 0;
        double most = b + 2 == edges.length ? 1 + QuantileEncoding.REACH : 1;
        assertEquals(Math.max(least, Math.min(most, share)), inputs[at++], 1e-5);
      }
    }
    assertEquals(at, inputs.length);
  }

  /** Edges by the definition of the quantile: linear between the songs next to it. */
  private static float[] edges(Songs songs, int feature, int bins) {
    double[] sorted = new double[songs.size()];
    Arrays.setAll(sorted, row -> (float) songs.feature(row, feature));
    Arrays.sort(sorted);
    float[] edges = new float[bins + 1];
    for (int b = 0; b <= bins; b++) {
      double place = (double) b / bins * (sorted.length - 1);
      place = Math.abs(place - Math.rint(place)) < 1e-9 ? Math.rint(place) : place;
      int below = (int) Math.min(Math.floor(place), sorted.length - 1);
      int above = Math.min(below + 1, sorted.length - 1);
      edges[b] = (float) (sorted[below] + (place - below) * (sorted[above] - sorted[below]));
    }
    double[] distinct = new double[bins + 1];
    int count = 0;
    for (float edge : edges) {
      if (count == 0 || edge > distinct[count - 1]) {
        distinct[count++] = edge;
      }
    }
    if (count == 1) {
      return new float[] {edges[0], edges[0] + 1};
    }
    float[] kept = new float[count];
    for (int i = 0; i < count; i++) {
      kept[i] = (float) distinct[i];
    }
    return kept;
  }

  @Test
  void quantileBinsFillFromTheLeft() {
    SongEncoding encoding = QuantileEncoding.fit(column(0, 1, 3, 7, 8), 4);
    assertArrayEquals(new float[] {1, 1, 0.5f, 0}, encoded(encoding, 5));
    assertArrayEquals(new float[] {0.25f, 0, 0, 0}, encoded(encoding, 0.25f));
    assertArrayEquals(new float[] {-2, 0, 0, 0}, encoded(encoding, -2));
    assertArrayEquals(new float[] {1, 1, 1, 3}, encoded(encoding, 10));
  }

  @Test
  void equalQuantilesMakeOneEdge() {
    SongEncoding encoding = QuantileEncoding.fit(column(0, 0, 0, 0, 0, 0, 0, 2, 4), 4);
    assertArrayEquals(new float[] {0.5f}, encoded(encoding, 2));
    SongEncoding switched = QuantileEncoding.fit(column(0, 0, 0, 1, 1, 1, 1, 1, 1), 4);
    assertArrayEquals(new float[] {1}, encoded(switched, 1));
    assertArrayEquals(new float[] {0}, encoded(switched, 0));
  }

  @ParameterizedTest
  @EnumSource(names = {"QUANTILES", "RANK_GAUSS"})
  void outliersAndConstantFeaturesStayFinite(FeatureEncoding which) {
    float huge = Float.MAX_VALUE;
    for (Songs train :
        new Songs[] {
          column(5),
          column(0, 0, 0),
          column(1e300, -1e300, 0),
          column(1e300, 1e300),
          column(-1e300, -1e300),
          column(Float.MIN_VALUE, 0, 0, 1e-40)
        }) {
      SongEncoding encoding = SongEncoding.fit(train, network(which, 4));
      for (float value : new float[] {0, 1, -huge, huge, -1e-40f, Float.POSITIVE_INFINITY}) {
        for (float input : encoded(encoding, value)) {
          assertTrue(Math.abs(input) <= 1 + QuantileEncoding.REACH, value + " became " + input);
        }
      }
    }
  }

  @Test
  void encodingNeedsASong() {
    Songs none = column(1).rows(new int[0]);
    for (FeatureEncoding which :
        new FeatureEncoding[] {FeatureEncoding.QUANTILES, FeatureEncoding.RANK_GAUSS}) {
      assertThrows(IllegalArgumentException.class, () -> SongEncoding.fit(none, network(which, 4)));
    }
  }

  @Property(tries = 50)
  void rankGaussGivesEachTrainingSongTheQuantileOfItsMiddleRank(
      @Range(min = 1, max = 80) int rows, @Range(min = 0, max = 1000) long seed) {
    Songs songs = songs(rows, seed);
    SongEncoding encoding = RankGaussEncoding.fit(songs);
    float[] batch = SongClouds.batch(songs);
    for (int row = 0; row < rows; row++) {
      float[] inputs = new float[D + 1];
      encoding.encode(batch, row * D, inputs, 1);
      for (int j = 0; j < D; j++) {
        double rank = 0;
        for (int other = 0; other < rows; other++) {
          rank += 0.5 + 0.5 * Math.signum(batch[row * D + j] - batch[other * D + j]);
        }
        assertEquals(NormalQuantile.of(rank / rows), inputs[1 + j], 1e-6);
      }
    }
  }

  @Test
  void rankGaussMakesAnyDistributionNormal() {
    int rows = 20_000;
    Random random = new Random(4);
    double[] skewed = new double[rows];
    Arrays.setAll(skewed, row -> Math.exp(3 * random.nextGaussian()));
    SongEncoding encoding = RankGaussEncoding.fit(column(skewed));
    double sum = 0;
    double squares = 0;
    double worst = 0;
    for (double value : skewed) {
      float input = encoded(encoding, (float) value)[0];
      sum += input;
      squares += input * input;
      worst = Math.max(worst, Math.abs(input - Math.log(value) / 3));
    }
    assertEquals(0, sum / rows, 1e-3);
    assertEquals(1, squares / rows, 1e-2);
    assertTrue(worst < 1, "an input is off by " + worst);
  }

  @Test
  void rankGaussAscendsAndEndsAtTheTrainingSongs() {
    SongEncoding encoding = RankGaussEncoding.fit(column(3, 1, 2, 9));
    float last = Float.NEGATIVE_INFINITY;
    for (float value = 1; value <= 9; value += 0.125f) {
      float input = encoded(encoding, value)[0];
      assertTrue(input > last, "at " + value);
      last = input;
    }
    assertArrayEquals(encoded(encoding, 9), encoded(encoding, 1e30f));
    assertArrayEquals(encoded(encoding, 1), encoded(encoding, -1e30f));
    assertEquals(1.1503494, encoded(encoding, 9)[0], 1e-6); // of 7/8
  }

  /** Of a table of the normal distribution. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.8413447460685429, 1",
    "0.975, 1.959963984540054",
    "0.0013498980316300946, -3",
    "2.866515718791939e-7, -5",
    "6.220960574271784e-16, -8",
    "1e-20, -9.262340089798408"
  })
  void normalQuantiles(double p, double expected) {
    assertEquals(expected, NormalQuantile.of(p), 1e-12);
  }

  private static TrainingOptions network(FeatureEncoding encoding, int bins) {
    return TrainingOptions.paper()
        .with(SongEncoding.ENCODING, encoding)
        .with(SongEncoding.BINS, bins);
  }
}
