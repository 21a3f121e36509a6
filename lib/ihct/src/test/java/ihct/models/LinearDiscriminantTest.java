package ihct.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.baseline.LinearDiscriminant;
import ihct.models.baseline.NearestCentroid;
import ihct.songs.GenreMeans;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.math.matrix.Matrix;
import smile.stat.distribution.MultivariateGaussianDistribution;

class LinearDiscriminantTest {

  private static final TrainingOptions PLAIN =
      TrainingOptions.paper().with(LinearDiscriminant.SHRINKAGE, 0.0);

  /** Genres of different sizes, whose features go together. */
  private static Songs songs(long seed, int rows, int classes) {
    Random random = new Random(seed);
    double[][] x = new double[rows][4];
    String[] labels = new String[rows];
    for (int i = 0; i < rows; i++) {
      int c = (int) (classes * Math.pow(random.nextDouble(), 1.5));
      double common = random.nextGaussian();
      for (int j = 0; j < 4; j++) {
        x[i][j] = Math.sin(3.0 * c + j) + 0.4 * random.nextGaussian() + 0.8 * common;
      }
      labels[i] = "g" + c;
    }
    return Songs.of(x, List.of(labels));
  }

  private static double right(GenreClassifier model, Songs songs) {
    float[] p = SongClouds.probabilities(model, songs);
    int n = songs.genres().size();
    return IntStream.range(0, songs.size())
        .mapToDouble(
            row -> {
              int best =
                  IntStream.range(0, n)
                      .reduce((a, b) -> p[row * n + b] > p[row * n + a] ? b : a)
                      .getAsInt();
              return best == songs.genre(row) ? 1 : 0;
            })
        .average()
        .getAsDouble();
  }

  /** Bayes' rule with Smile's Gaussian densities. (Its own LDA pools around one mean.) */
  @Test
  void probabilitiesAreThoseOfTheDensities() {
    Songs songs = songs(1, 500, 6);
    float[] ours = SongClouds.probabilities(LinearDiscriminant.fit(songs, PLAIN), songs);
    double[][] x = songs.x();
    int[] y = songs.y();
    int n = songs.genres().size();
    double[][] means = GenreMeans.of(songs);
    double[][] within = new double[4][4];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < 4; k++) {
          within[j][k] += (x[i][j] - means[y[i]][j]) * (x[i][k] - means[y[i]][k]) / (x.length - n);
        }
      }
    }
    int[] rows = songs.rowsPerGenre();
    for (int row = 0; row < x.length; row++) {
      double[] p = new double[n];
      for (int c = 0; c < n; c++) {
        p[c] =
            rows[c] * new MultivariateGaussianDistribution(means[c], new Matrix(within)).p(x[row]);
      }
      double sum = Arrays.stream(p).sum();
      for (int c = 0; c < n; c++) {
        assertEquals(p[c] / sum, ours[row * n + c], 1e-4);
      }
    }
  }

  @Test
  void directionsThatAllGenresShareAreDiscounted() {
    Songs songs = songs(2, 2000, 6);
    double centroid = right(NearestCentroid.fit(songs), songs);
    double lda = right(LinearDiscriminant.fit(songs, PLAIN), songs);
    assertTrue(lda > centroid + 0.1, lda + " after " + centroid);
  }

  @Test
  void wholeShrinkageLooksAtEachFeatureAlone() {
    Songs songs = songs(3, 500, 3);
    TrainingOptions all = PLAIN.with(LinearDiscriminant.SHRINKAGE, 1.0);
    double[][] x = songs.x();
    int n = songs.genres().size();
    int[] y = songs.y();
    double[][] mean = new double[n][4];
    int[] rows = songs.rowsPerGenre();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < 4; j++) {
        mean[y[i]][j] += x[i][j] / rows[y[i]];
      }
    }
    double[] variance = new double[4];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < 4; j++) {
        variance[j] += Math.pow(x[i][j] - mean[y[i]][j], 2) / (x.length - n);
      }
    }
    double[] p = new double[n];
    for (int c = 0; c < n; c++) {
      double square = 0;
      for (int j = 0; j < 4; j++) {
        square += Math.pow(x[7][j] - mean[c][j], 2) / variance[j];
      }
      p[c] = rows[c] * Math.exp(-square / 2);
    }
    double sum = p[0] + p[1] + p[2];
    float[] ours = SongClouds.probabilities(LinearDiscriminant.fit(songs, all), songs);
    for (int c = 0; c < n; c++) {
      assertEquals(p[c] / sum, ours[7 * n + c], 1e-4);
    }
  }

  @Test
  void genreWithoutTrainingSongsHasProbabilityZero() {
    Songs songs = songs(4, 300, 4);
    int[] without = IntStream.range(0, 300).filter(row -> songs.genre(row) != 2).toArray();
    float[] p = SongClouds.probabilities(LinearDiscriminant.fit(songs.rows(without), PLAIN), songs);
    assertEquals(0, p[2]);
    assertEquals(1, p[0] + p[1] + p[3], 1e-6);
  }
}
