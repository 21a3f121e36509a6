package ihct.models.gaussian;

import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Chooses the weight of coarse songs, the strength of the pooled covariance and the temperature by
 * songs with genres that are left out in turn: the least mean of −ln P(genre | song) over {@value
 * #FOLDS} folds, of equal ones the lighter weight. Weight 0 is among them, so that coarse names
 * that mislead are refused.
 *
 * <p>Of few songs a covariance is so uncertain that the densities promise far too much, the more so
 * the heavier coarse songs weigh. Without a temperature the least promising weight would win; with
 * it the one that ranks genres best.
 *
 * @see <a href="https://proceedings.mlr.press/v70/guo17a.html">Guo, Pleiss, Sun and Weinberger
 *     (2017), On calibration of modern neural networks</a>
 */
final class Tuning {

  static final List<Double> WEIGHTS = List.of(0.0, 0.1, 0.3, 1.0);
  static final List<Double> PRIORS = List.of(8.0, 20.0, 50.0, 120.0);

  /** By what logarithms are divided. */
  private static final double[] TEMPERATURES = {1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16};

  static final int FOLDS = 3;

  /** Coarse songs that are heard in the choice; each weighs as much more as there are more. */
  static final int COARSE = 4096;

  /**
   * What was chosen.
   *
   * @param weight of a coarse song beside one with a genre
   * @param prior s of {@link ClassDensities#fit}
   */
  record Choice(double weight, double prior, double temperature) {}

  private final Points fine;
  private final Points coarse;
  private final double heavier;
  private final CoarseLinks known;
  private final Team team;
  private final int[] fold;

  /**
   * Prepares.
   *
   * @param all songs with coarse names, sorted by these
   * @param known the links, or null to infer them from each fold's songs
   */
  Tuning(Points fine, Points all, CoarseLinks known, Team team) {
    this.fine = fine;
    this.coarse = all.thinned(COARSE);
    this.heavier = coarse.size() == 0 ? 1 : all.size() / (double) coarse.size();
    this.known = known;
    this.team = team;
    this.fold = new int[fine.size()];
    int[] byGenre =
        IntStream.range(0, fine.size())
            .boxed()
            .sorted(Comparator.comparingInt(fine::label))
            .mapToInt(row -> row)
            .toArray();
    for (int i = 0; i < byGenre.length; i++) {
      fold[byGenre[i]] = i % FOLDS;
    }
  }

  /** Tries all combinations. */
  Choice choose(List<Double> weights, List<Double> priors) {
    double[][][] losses = new double[weights.size()][priors.size()][TEMPERATURES.length];
    for (int held = 0; held < FOLDS; held++) {
      int out = held;
      Points train =
          fine.rows(IntStream.range(0, fold.length).filter(i -> fold[i] != out).toArray());
      Points test =
          fine.rows(IntStream.range(0, fold.length).filter(i -> fold[i] == out).toArray());
      if (hasSpread(train)) {
        addLosses(train, test, weights, priors, losses);
      }
    }
    Choice best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int w = 0; w < weights.size(); w++) {
      for (int p = 0; p < priors.size(); p++) {
        for (int t = 0; t < TEMPERATURES.length; t++) {
          if (losses[w][p][t] < least) {
            least = losses[w][p][t];
            best = new Choice(weights.get(w), priors.get(p), TEMPERATURES[t]);
          }
        }
      }
    }
    return best;
  }

  private void addLosses(
      Points train, Points test, List<Double> weights, List<Double> priors, double[][][] losses) {
    CoarseLinks links =
        known != null || coarse.size() == 0 ? known : CoarseLinks.inferred(coarse, train);
    Expectation expectation = new Expectation(train, coarse, links, team);
    double[] shares = Logs.ofShares(train.counts());
    for (int w = 0; w < weights.size(); w++) {
      for (int p = 0; p < priors.size(); p++) {
        ClassMoments moments = expectation.moments(heavier * weights.get(w), priors.get(p));
        addLosses(ClassDensities.fit(moments, priors.get(p)), shares, test, losses[w][p]);
      }
    }
  }

  /** Whether some class has two songs. */
  private static boolean hasSpread(Points points) {
    return IntStream.of(points.counts()).anyMatch(count -> count > 1);
  }

  /** Adds, by temperature, −ln P(genre | song) of all songs whose genre has a density. */
  private static void addLosses(
      ClassDensities densities, double[] shares, Points test, double[] losses) {
    int[] genres = densities.seen();
    Block block = new Block(densities.classes(), test.dimension());
    double[] logs = new double[genres.length];
    for (int first = 0; first < test.size(); first += Block.ROWS) {
      Stop.check("choosing how coarse songs weigh");
      block.fill(test.values(), first, Math.min(Block.ROWS, test.size() - first));
      densities.logDensities(block, genres, shares);
      for (int row = 0; row < block.rows(); row++) {
        int genre = test.label(first + row);
        for (int i = 0; i < genres.length; i++) {
          logs[i] = block.log(genres[i], row);
        }
        for (int t = 0; t < losses.length && shares[genre] > Double.NEGATIVE_INFINITY; t++) {
          double temperature = TEMPERATURES[t];
          losses[t] +=
              Logs.sum(DoubleStream.of(logs).map(log -> log / temperature).toArray())
                  - block.log(genre, row) / temperature;
        }
      }
    }
  }
}
