package ihct.loading.simulate;

import ihct.loading.schema.AudioFeature;
import java.util.Arrays;

/**
 * Where the simulated genres lie and how wide they are, in a space in which every genre is a normal
 * distribution: the features before they get their marginal shape.
 *
 * <p><b>Position.</b> A genre's position is √h · (its traits on the {@link PlantedTree}) + √(1 − h)
 * · (its own peculiarity), each with variance 1 over the genres, h = {@value #KINSHIP}.
 *
 * <p><b>Correlation.</b> Between and within genres energy and loudness go together and against
 * acousticness, and danceability goes with valence, as in real songs: they load on two common
 * factors.
 *
 * <p><b>Share.</b> Feature j has the share clarity^(e_j) of its variance between the genres; tempo
 * and liveness tell less about a genre than popularity, acousticness or energy do.
 *
 * <p><b>Width.</b> A genre's standard deviation is log-normal, with one factor for the genre and
 * one for each of its features. The widths differ much, and have to: among genres of one width a
 * tree falls far behind a net, a seventh of its accuracy at paper size, while the paper found two
 * thirds. A few narrow genres that both find close that gap.
 */
final class GenreModel {

  /** The share of a genre's position that it has inherited. */
  static final double KINSHIP = 0.7;

  /** The share of the variance within a genre that lies between its artists. */
  static final double ARTIST_SHARE = 0.1;

  /** Spread of the logarithm of a genre's width; with the clarity it sets the difficulty. */
  private static final double WIDTH_OF_GENRE = 1.1;

  /** Spread of the logarithm of a genre's width in one feature, beside the former. */
  private static final double WIDTH_OF_FEATURE = 0.1;

  /** Half the logarithm of the mean squared width; taken off, it leaves widths of mean square 1. */
  private static final double LOG_WIDTH =
      WIDTH_OF_GENRE * WIDTH_OF_GENRE + WIDTH_OF_FEATURE * WIDTH_OF_FEATURE;

  private static final int FEATURES = AudioFeature.values().length;
  private static final int FACTORS = 2;

  /** Loadings on the two factors, intensity and mood, in the order of {@link AudioFeature}. */
  private static final double[][] LOADINGS = {
    {0, 0},
    {0, 0},
    {-0.77, 0},
    {0, 0.7},
    {0.95, 0},
    {0, 0},
    {0, 0},
    {0.8, 0},
    {0, 0},
    {0, 0},
    {0, 0.7}
  };

  /** e_j: the share between genres is clarity to this power. */
  private static final double[] OBSCURITY = {1, 0.6, 0.8, 0.9, 0.8, 1, 1.8, 1, 1, 2.2, 1.1};

  private final double[][] means;
  private final double[][] widths;
  private final PlantedTree tree;

  private GenreModel(PlantedTree tree, double[][] means, double[][] widths) {
    this.tree = tree;
    this.means = means;
    this.widths = widths;
  }

  static GenreModel draw(SimulationOptions options) {
    PlantedTree tree =
        PlantedTree.grow(
            options.genres(), FEATURES + FACTORS, SimulatedSongs.Stream.TREE.of(options));
    SimulationRandom random = SimulatedSongs.Stream.GENRES.of(options);
    double[][] inherited = new double[options.genres()][];
    double[][] own = new double[options.genres()][];
    double[][] widths = new double[options.genres()][FEATURES];
    for (int g = 0; g < options.genres(); g++) {
      inherited[g] = correlate(tree.traits(g));
      own[g] = deviation(random);
      double width = WIDTH_OF_GENRE * random.gaussian();
      for (int j = 0; j < FEATURES; j++) {
        widths[g][j] = width + WIDTH_OF_FEATURE * random.gaussian();
      }
    }
    standardize(inherited);
    standardize(own);
    double[][] means = new double[options.genres()][FEATURES];
    for (int j = 0; j < FEATURES; j++) {
      double between = StrictMath.pow(options.clarity(), OBSCURITY[j]);
      for (int g = 0; g < options.genres(); g++) {
        double position =
            StrictMath.sqrt(KINSHIP) * inherited[g][j] + StrictMath.sqrt(1 - KINSHIP) * own[g][j];
        means[g][j] = StrictMath.sqrt(between) * position;
        widths[g][j] = StrictMath.sqrt(1 - between) * StrictMath.exp(widths[g][j] - LOG_WIDTH);
      }
    }
    return new GenreModel(tree, means, widths);
  }

  /** A correlated normal deviation with variance 1 in every feature. */
  static double[] deviation(SimulationRandom random) {
    double[] independent = new double[FEATURES + FACTORS];
    for (int i = 0; i < independent.length; i++) {
      independent[i] = random.gaussian();
    }
    return correlate(independent);
  }

  /** Mixes the common factors, which stand last, into the features. */
  private static double[] correlate(double[] independent) {
    double[] features = new double[FEATURES];
    for (int j = 0; j < FEATURES; j++) {
      double common = 0;
      double explained = 0;
      for (int k = 0; k < FACTORS; k++) {
        common += LOADINGS[j][k] * independent[FEATURES + k];
        explained += LOADINGS[j][k] * LOADINGS[j][k];
      }
      features[j] = common + StrictMath.sqrt(1 - explained) * independent[j];
    }
    return features;
  }

  /** Gives every column mean 0 and mean square 1. */
  private static void standardize(double[][] rows) {
    for (int j = 0; j < FEATURES; j++) {
      int column = j;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).sum() / rows.length;
      double squares = 0;
      for (double[] row : rows) {
        row[j] -= mean;
        squares += row[j] * row[j];
      }
      double deviation = StrictMath.sqrt(squares / rows.length);
      for (double[] row : rows) {
        row[j] /= deviation;
      }
    }
  }

  PlantedTree tree() {
    return tree;
  }

  double mean(int genre, int feature) {
    return means[genre][feature];
  }

  double width(int genre, int feature) {
    return widths[genre][feature];
  }
}
