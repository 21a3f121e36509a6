package ihct.models.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.GenreClassifier;
import ihct.models.TrainingOptions;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import smile.math.matrix.Matrix;
import smile.math.special.Gamma;

class GaussianTest {

  private static final TrainingOptions OPTIONS = TrainingOptions.paper();
  private static final int D = 3;

  /** Six genres in three families: those of a family are near each other. */
  private static double[] song(int genre, Random random) {
    double common = random.nextGaussian();
    double[] x = new double[D];
    for (int j = 0; j < D; j++) {
      x[j] =
          3 * Math.sin(genre / 2 * 2.0 + j)
              + 1.2 * Math.cos(genre * 5.0 + j)
              + 0.5 * random.nextGaussian()
              + 0.5 * common;
    }
    return x;
  }

  private static String label(int genre, boolean coarse) {
    return coarse ? "family " + genre / 2 : "genre " + genre;
  }

  private static Songs songs(long seed, int perGenre, boolean coarse) {
    Random random = new Random(seed);
    int[] genres = IntStream.range(0, 6 * perGenre).map(i -> i % 6).toArray();
    return Songs.of(
        IntStream.of(genres).mapToObj(g -> song(g, random)).toArray(double[][]::new),
        IntStream.of(genres).mapToObj(g -> label(g, coarse)).toList());
  }

  private static Points points(long seed, int rows, int classes) {
    Random random = new Random(seed);
    float[] values = new float[rows * D];
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] =
          row < 2 * classes ? row % classes : (int) (classes * Math.pow(random.nextDouble(), 2));
      double common = random.nextGaussian();
      for (int j = 0; j < D; j++) {
        values[row * D + j] =
            (float) (Math.sin(2.0 * labels[row] + j) + 0.3 * random.nextGaussian() + 0.4 * common);
      }
    }
    return new Points(values, labels, D, classes);
  }

  private static float[] probabilities(GenreClassifier model, Songs songs) {
    float[] x = new float[songs.size() * songs.dimension()];
    for (int row = 0; row < songs.size(); row++) {
      songs.copyFeatures(row, x, row * songs.dimension());
    }
    float[] p = new float[songs.size() * model.classes()];
    model.probabilities(x, songs.size(), p);
    return p;
  }

  private static double accuracy(GenreClassifier model, Songs songs) {
    float[] p = probabilities(model, songs);
    int n = model.classes();
    return IntStream.range(0, songs.size())
            .filter(
                row ->
                    IntStream.range(0, n)
                        .allMatch(c -> p[row * n + c] <= p[row * n + songs.genre(row)]))
            .count()
        / (double) songs.size();
  }

  private static Gaussian fit(Songs fine, CoarseSongs coarse) {
    return Gaussian.fit(fine, Optional.ofNullable(coarse), OPTIONS);
  }

  /** ln p(x | c), by the formulas, with Smile's eigenvalues, inverses and determinants. */
  private static double[] naive(Points points, double s, double[] x) {
    int n = points.classes();
    double[] count = new double[n];
    double[][] mean = new double[n][D];
    double[][][] scatter = new double[n][D][D];
    double[] middle = new double[D];
    for (int row = 0; row < points.size(); row++) {
      count[points.label(row)]++;
      for (int j = 0; j < D; j++) {
        mean[points.label(row)][j] += points.values()[row * D + j];
        middle[j] += points.values()[row * D + j] / points.size();
      }
    }
    double[][] within = new double[D][D];
    for (int c = 0; c < n; c++) {
      for (int j = 0; j < D; j++) {
        mean[c][j] /= count[c];
      }
    }
    for (int row = 0; row < points.size(); row++) {
      int c = points.label(row);
      for (int j = 0; j < D; j++) {
        for (int k = 0; k < D; k++) {
          double product =
              (points.values()[row * D + j] - mean[c][j])
                  * (points.values()[row * D + k] - mean[c][k]);
          scatter[c][j][k] += product;
          within[j][k] += (j == k ? 1 : 0.98) * product / (points.size() - n);
        }
      }
    }
    for (int j = 0; j < D; j++) {
      within[j][j] += 1e-6;
    }
    Matrix white = roots(within);
    double[][] turned = new double[n][];
    double chance = 0;
    double[] all = new double[D];
    for (int c = 0; c < n; c++) {
      turned[c] = white.tv(minus(mean[c], middle));
      chance += 1 / count[c] / n;
      for (int j = 0; j < D; j++) {
        all[j] += turned[c][j] / n;
      }
    }
    double[][] between = new double[D][D];
    for (int j = 0; j < D; j++) {
      for (int k = 0; k < D; k++) {
        for (int c = 0; c < n; c++) {
          between[j][k] += (turned[c][j] - all[j]) * (turned[c][k] - all[k]) / (n - 1);
        }
      }
      between[j][j] -= chance;
    }
    Matrix.EVD evd = symmetric(between).eigen(false, true, false).sort();
    double[] b = Arrays.stream(evd.wr).map(value -> Math.max(0.02, value)).toArray();
    Matrix to = white.mm(evd.Vr);
    double[] m = new double[D];
    double[] weights = new double[D];
    for (int c = 0; c < n; c++) {
      double[] z = to.tv(minus(mean[c], middle));
      for (int j = 0; j < D; j++) {
        m[j] += z[j] / (b[j] + 1 / count[c]);
        weights[j] += 1 / (b[j] + 1 / count[c]);
      }
    }
    double[] z = to.tv(minus(x, middle));
    double[] logs = new double[n];
    // z = Bᵀx, so a density of x is that of z times |det B|, the same for all classes.
    for (int c = 0; c < n; c++) {
      double nu = s + count[c] + 1;
      double[] own = to.tv(minus(mean[c], middle));
      double[] deviation = new double[D];
      Matrix scale = to.tm(new Matrix(scatter[c])).mm(to);
      for (int j = 0; j < D; j++) {
        double centre = m[j] / weights[j];
        deviation[j] = z[j] - centre - b[j] / (b[j] + 1 / count[c]) * (own[j] - centre);
        for (int k = 0; k < D; k++) {
          scale.set(j, k, (scale.get(j, k) + (j == k ? s : 0)) / nu);
        }
        scale.add(j, j, b[j] / (1 + count[c] * b[j]));
      }
      double distance = scale.inverse().xAx(deviation);
      logs[c] =
          Gamma.lgamma((nu + D) / 2)
              - Gamma.lgamma(nu / 2)
              - D / 2.0 * Math.log(nu * Math.PI)
              - Math.log(scale.lu().det()) / 2
              - (nu + D) / 2 * Math.log(1 + distance / nu);
    }
    return logs;
  }

  private static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> a[j] - b[j]).toArray();
  }

  private static Matrix symmetric(double[][] rows) {
    Matrix matrix = new Matrix(rows);
    matrix.uplo(smile.math.blas.UPLO.LOWER);
    return matrix;
  }

  /** VΛ^(−½). */
  private static Matrix roots(double[][] covariance) {
    Matrix.EVD evd = symmetric(covariance).eigen(false, true, false).sort();
    Matrix roots = evd.Vr.clone();
    for (int j = 0; j < D; j++) {
      for (int i = 0; i < D; i++) {
        roots.set(i, j, roots.get(i, j) / Math.sqrt(evd.wr[j]));
      }
    }
    return roots;
  }

  private static double[] densities(ClassDensities densities, Points points, int row) {
    Block block = new Block(points.classes(), D);
    block.fill(points.values(), row, 1);
    densities.logDensities(block, densities.seen(), new double[points.classes()]);
    return IntStream.range(0, points.classes()).mapToDouble(c -> block.log(c, 0)).toArray();
  }

  @Test
  void densitiesAreThoseOfTheFormulas() {
    Points points = points(1, 200, 5);
    for (double s : new double[] {8, 50}) {
      ClassDensities ours = ClassDensities.fit(ClassMoments.of(points), s);
      for (int row : new int[] {0, 17, 199}) {
        double[] x = new double[D];
        for (int j = 0; j < D; j++) {
          x[j] = points.values()[row * D + j];
        }
        assertArrayEquals(naive(points, s, x), densities(ours, points, row), 1e-8);
      }
    }
  }

  /** Two songs of a genre and 300 of its family tell more than the two. */
  @Test
  void coarseSongsHelpWhetherTheirPlaceIsKnownOrNot() {
    Songs fine = songs(1, 3, false);
    Songs test = songs(2, 100, false);
    Songs coarse = songs(3, 100, true);
    CoarseSongs placed =
        new CoarseSongs(coarse, List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5)));
    double without = accuracy(fit(fine, null), test);
    Gaussian known = fit(fine, placed);
    Gaussian inferred = fit(fine, CoarseSongs.unplaced(coarse));
    assertTrue(known.coarseWeight() > 0);
    assertTrue(accuracy(known, test) > without + 0.02, accuracy(known, test) + " " + without);
    assertTrue(accuracy(inferred, test) > without + 0.02, accuracy(inferred, test) + " " + without);
  }

  @Test
  void namesThatMisleadAreRefused() {
    Songs fine = songs(1, 8, false);
    CoarseSongs wrong =
        new CoarseSongs(songs(3, 100, true), List.of(List.of(2, 5), List.of(0, 4), List.of(1, 3)));
    assertEquals(0, fit(fine, wrong).coarseWeight());
    assertArrayEquals(probabilities(fit(fine, null), fine), probabilities(fit(fine, wrong), fine));
  }

  /** Without their names, other songs are worth less than with them. */
  @Test
  void namesThatAreNotReadTellLess() {
    Songs fine = songs(1, 3, false);
    Songs test = songs(2, 100, false);
    CoarseSongs placed =
        new CoarseSongs(songs(3, 100, true), List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5)));
    CoarseSongs wrong =
        new CoarseSongs(songs(3, 100, true), List.of(List.of(2, 5), List.of(0, 4), List.of(1, 3)));
    TrainingOptions unread = OPTIONS.with(CoarseLinks.PLACES, CoarseLinks.Places.UNREAD);
    Gaussian without = Gaussian.fit(fine, Optional.of(placed), unread);
    assertTrue(accuracy(fit(fine, placed), test) > accuracy(without, test));
    assertArrayEquals(
        probabilities(without, test),
        probabilities(Gaussian.fit(fine, Optional.of(wrong), unread), test));
  }

  @Test
  void linksFollowTheFamilies() {
    Points fine = points(songs(1, 5, false));
    Points coarse = points(songs(3, 100, true));
    double[][] links = CoarseLinks.inferred(coarse, fine).logs();
    for (int genre = 0; genre < 6; genre++) {
      for (int family = 0; family < 3; family++) {
        assertTrue(links[genre / 2][genre] >= links[family][genre]);
        assertTrue(links[family][genre] >= CoarseLinks.FLOOR);
      }
    }
  }

  private static Points points(Songs songs) {
    float[] values = new float[songs.size() * D];
    IntStream.range(0, songs.size()).forEach(row -> songs.copyFeatures(row, values, row * D));
    return new Points(values, songs.y(), D, songs.genres().size());
  }

  /** Expectation maximisation by its definition, song after song. */
  @Test
  void aRoundCountsSongsByTheirShares() {
    Points fine = points(songs(1, 4, false));
    Points coarse = points(songs(3, 30, true)).byLabel();
    double[][] links = new double[3][6];
    Random random = new Random(1);
    Arrays.stream(links).forEach(row -> Arrays.setAll(row, i -> -2 * random.nextDouble()));
    ClassMoments moments = ClassMoments.of(fine);
    for (int round = 0; round < Expectation.ROUNDS; round++) {
      ClassDensities densities = ClassDensities.fit(moments, 20);
      moments = ClassMoments.of(fine);
      for (int row = 0; row < coarse.size(); row++) {
        double[] logs = densities(densities, widened(coarse), row);
        double[] shares = new double[6];
        for (int c = 0; c < 6; c++) {
          shares[c] = Math.exp(logs[c] + links[coarse.label(row)][c]);
        }
        double sum = Arrays.stream(shares).sum();
        double[] products = new double[Block.columns(D)];
        Block.products(coarse.values(), row * D, D, products, 0);
        for (int c = 0; c < 6; c++) {
          moments.add(c, 0.3 * shares[c] / sum, products, 0);
        }
      }
    }
    ClassMoments ours =
        new Expectation(fine, coarse, new CoarseLinks(links), new Team(2)).moments(0.3, 20);
    for (int c = 0; c < 6; c++) {
      assertEquals(moments.count(c), ours.count(c), 1e-5);
      assertArrayEquals(moments.mean(c), ours.mean(c), 1e-5);
      assertArrayEquals(moments.scatter(c)[1], ours.scatter(c)[1], 1e-4);
    }
  }

  private static Points widened(Points coarse) {
    return new Points(coarse.values(), coarse.labels(), D, 6);
  }

  /**
   * Of few songs that have nothing to do with their genre, it promises hardly more than guessing.
   */
  @Test
  void fewSongsPromiseLittle() {
    Random random = new Random(6);
    List<String> labels = IntStream.range(0, 240).mapToObj(i -> "genre " + i % 6).toList();
    Songs noise =
        Songs.of(
            labels.stream().map(label -> random.doubles(8).toArray()).toArray(double[][]::new),
            labels);
    int[] few = IntStream.range(0, 24).toArray();
    Songs test = noise.rows(IntStream.range(24, 240).toArray());
    Gaussian model = fit(noise.rows(few), null);
    float[] p = probabilities(model, test);
    double loss =
        IntStream.range(0, test.size())
            .mapToDouble(row -> -Math.log(p[row * 6 + test.genre(row)]))
            .average()
            .getAsDouble();
    assertTrue(model.temperature() > 1);
    assertTrue(loss < 1.1 * Math.log(6), loss + "");
  }

  @Test
  void numberOfThreadsDoesNotShow() {
    Points fine = points(songs(1, 4, false));
    Points coarse = points(songs(3, 200, true)).byLabel();
    CoarseLinks links = CoarseLinks.inferred(coarse, fine);
    List<double[]> means =
        Stream.of(1, 3)
            .map(
                threads ->
                    new Expectation(fine, coarse, links, new Team(threads)).moments(1, 8).mean(4))
            .toList();
    assertArrayEquals(means.get(0), means.get(1));
  }

  @Test
  void genreWithoutSongsHasProbabilityZero() {
    Songs songs = songs(4, 20, false);
    int[] without = IntStream.range(0, 120).filter(row -> songs.genre(row) != 2).toArray();
    float[] p = probabilities(fit(songs.rows(without), null), songs);
    assertEquals(0, p[2]);
    assertEquals(1, p[0] + p[1] + p[3] + p[4] + p[5], 1e-6);
  }

  @Test
  void oneSongPerGenreIsRefused() {
    Songs songs = songs(5, 1, false);
    Exception refusal = assertThrows(IllegalArgumentException.class, () -> fit(songs, null));
    assertTrue(refusal.getMessage().contains("single song"), refusal.getMessage());
  }

  @Test
  void weightAndPriorCanBeSaid() {
    Songs fine = songs(1, 4, false);
    CoarseSongs coarse = CoarseSongs.unplaced(songs(3, 20, true));
    TrainingOptions options = OPTIONS.with(CoarseLinks.WEIGHT, 0.5).with(Gaussian.PRIOR, 30.0);
    Gaussian model = Gaussian.fit(fine, Optional.of(coarse), options);
    assertEquals(0.5, model.coarseWeight());
    assertEquals(30, model.prior());
  }
}
