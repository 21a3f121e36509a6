package ihct.models.gaussian;

import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.special.Gamma;

/**
 * How densely the songs of each class lie at a place: a multivariate t distribution for each, whose
 * location and scale are drawn towards those of all classes, the more so the fewer songs a class
 * has.
 *
 * <p>W is the covariance within classes, pooled, its off-diagonals × {@value #KEPT}. In coordinates
 * z = Bᵀ(x − x̄) in which W is the identity and the covariance of the class means is diagonal, with
 * b_j what it is beyond chance, a class of weighted count n, mean z̄ and scatter S has the location
 * μ_j = m_j + b_j/(b_j + 1/n)·(z̄_j − m_j), the scale (s·I + S)/(s + n + 1) + diag(b_j/(1 + n·b_j))
 * and s + n + 1 degrees of freedom: the posterior predictive density when the class's mean is drawn
 * from N(m, diag(b)) and its covariance lies around W as if s songs had been seen before.
 *
 * <p>The squared distance (x − μ)ᵀP(x − μ) is linear in x's {@link Block products}, so that all
 * classes and songs at once are one product of matrices.
 *
 * @see <a href="https://doi.org/10.1198/016214502760047131">Fraley and Raftery (2002), Model-based
 *     clustering, discriminant analysis, and density estimation</a>
 */
final class ClassDensities {

  /** What is kept of the covariances of different features within classes. */
  static final double KEPT = 0.98;

  /** Least variance within classes, of a feature with variance 1: as {@code WithinCovariance}'s. */
  private static final double RIDGE = 1e-6;

  /** Least variance of the classes' means, of songs with variance 1 around them. */
  private static final double LEAST_SPREAD = 0.02;

  private final int classes;
  private final int d;

  /** By class, what a song's products are multiplied by to be its squared distance. */
  private final double[] factors;

  /** By class; 0 for one without songs, whose density is 0 everywhere. */
  private final double[] freedom;

  /** By class, the logarithm of what the density is at its location. */
  private final double[] peak;

  /** Those with songs, ascending. */
  private final int[] seen;

  private ClassDensities(
      int classes, int d, double[] factors, double[] freedom, double[] peak, int[] seen) {
    this.classes = classes;
    this.d = d;
    this.factors = factors;
    this.seen = seen;
    this.freedom = freedom;
    this.peak = peak;
  }

  /** How many numbers describe so many classes. */
  static double numbers(int classes, int d) {
    return classes * (Block.columns(d) + 2.0);
  }

  /**
   * Fits them.
   *
   * @param moments of the classes
   * @param prior s, as how many songs the pooled covariance counts in each class, above 0
   * @throws IllegalArgumentException if no class has two songs, so that nothing is known of W
   */
  static ClassDensities fit(ClassMoments moments, double prior) {
    Frame frame = Frame.of(moments);
    int classes = moments.classes();
    int d = moments.dimension();
    ClassDensities densities =
        new ClassDensities(
            classes,
            d,
            new double[Math.multiplyExact(Block.columns(d), classes)],
            new double[classes],
            new double[classes],
            IntStream.range(0, classes).filter(c -> moments.count(c) > 0).toArray());
    for (int c : densities.seen) {
      Stop.check("fitting densities");
      densities.fit(c, moments, frame, prior);
    }
    return densities;
  }

  private void fit(int c, ClassMoments moments, Frame frame, double prior) {
    double n = moments.count(c);
    double nu = prior + n + 1;
    RealMatrix turned =
        frame.to.multiply(matrix(moments.scatter(c))).multiply(frame.to.transpose());
    RealMatrix scale =
        turned.add(turned.transpose()).scalarMultiply(0.5 / nu); // symmetric, exactly
    double[] mean = frame.at(moments.mean(c));
    double[] location = new double[d];
    for (int j = 0; j < d; j++) {
      double b = frame.spread[j];
      location[j] = frame.centre[j] + b / (b + 1 / n) * (mean[j] - frame.centre[j]);
      scale.addToEntry(j, j, prior / nu + b / (1 + n * b));
    }
    CholeskyDecomposition root = new CholeskyDecomposition(scale);
    RealMatrix precision =
        frame.to.transpose().multiply(root.getSolver().getInverse()).multiply(frame.to);
    double[] x = frame.from.operate(location);
    for (int j = 0; j < d; j++) {
      x[j] += frame.origin[j];
    }
    fill(c, precision, x);
    freedom[c] = nu;
    double logRoot = 0;
    for (int j = 0; j < d; j++) {
      logRoot += StrictMath.log(root.getL().getEntry(j, j));
    }
    peak[c] =
        Gamma.logGamma((nu + d) / 2)
            - Gamma.logGamma(nu / 2)
            - d / 2.0 * StrictMath.log(nu * Math.PI)
            - logRoot;
  }

  /** Writes (x − at)ᵀP(x − at) as what x's products, x and 1 are multiplied by. */
  private void fill(int c, RealMatrix precision, double[] at) {
    int to = c * Block.columns(d);
    for (int j = 0; j < d; j++) {
      for (int k = j; k < d; k++) {
        double both = (precision.getEntry(j, k) + precision.getEntry(k, j)) / 2;
        factors[to++] = j == k ? both : 2 * both;
      }
    }
    double[] product = precision.operate(at);
    double constant = 0;
    for (int j = 0; j < d; j++) {
      factors[to++] = -2 * product[j];
      constant += product[j] * at[j];
    }
    factors[to] = constant;
  }

  private static RealMatrix matrix(double[][] rows) {
    return new Array2DRowRealMatrix(rows, false);
  }

  int classes() {
    return classes;
  }

  int dimension() {
    return d;
  }

  /** The classes with songs, ascending; others have the density 0 everywhere. */
  int[] seen() {
    return seen.clone();
  }

  /**
   * Computes ln p(x | c) + addend(c) for some classes with songs and all songs of a block.
   *
   * @param addends by class
   */
  void logDensities(Block block, int[] some, double[] addends) {
    for (int c : some) {
      block.multiply(c, factors);
      block.toLogs(c, peak[c] + addends[c], (freedom[c] + d) / 2, freedom[c]);
    }
  }

  void write(ModelWriter out) throws IOException {
    out.doubles("distances", factors);
    out.doubles("freedom", freedom);
    out.doubles("peaks", peak);
  }

  static ClassDensities read(ModelReader in, int classes, int d) throws IOException {
    double[] factors = in.doubles("distances", Math.multiplyExact(Block.columns(d), classes));
    double[] freedom = in.doubles("freedom", classes);
    double[] peak = in.doubles("peaks", classes);
    int[] seen = IntStream.range(0, classes).filter(c -> freedom[c] > 0).toArray();
    return new ClassDensities(classes, d, factors, freedom, peak, seen);
  }

  /**
   * Coordinates in which classes differ along the axes, and songs of a class lie round.
   *
   * @param origin x̄
   * @param to Bᵀ
   * @param from its inverse
   * @param spread b
   * @param centre m
   */
  private record Frame(
      double[] origin, RealMatrix to, RealMatrix from, double[] spread, double[] centre) {

    static Frame of(ClassMoments moments) {
      int d = moments.dimension();
      double[] origin = new double[d];
      RealMatrix within = new Array2DRowRealMatrix(d, d);
      double songs = 0;
      int seen = 0;
      double chance = 0;
      for (int c = 0; c < moments.classes(); c++) {
        double n = moments.count(c);
        if (n > 0) {
          songs += n;
          seen++;
          chance += 1 / n;
          within = within.add(matrix(moments.scatter(c)));
          double[] mean = moments.mean(c);
          for (int j = 0; j < d; j++) {
            origin[j] += n * mean[j];
          }
        }
      }
      if (!(songs > seen)) {
        throw new IllegalArgumentException(
            "Every genre has a single song, so nothing is known of how songs of one genre differ,"
                + " which the model gaussian needs. Give more songs, or train other models.");
      }
      for (int j = 0; j < d; j++) {
        origin[j] /= songs;
        for (int k = 0; k < d; k++) {
          within.multiplyEntry(j, k, (j == k ? 1 : KEPT) / (songs - seen));
        }
        within.addToEntry(j, j, RIDGE);
      }
      EigenDecomposition axes = new EigenDecomposition(within);
      RealMatrix white = axes.getVT(); // to be Λ^(−½)Vᵀ
      RealMatrix back = axes.getV(); // to be VΛ^½
      for (int i = 0; i < d; i++) {
        double deviation = Math.sqrt(Math.max(RIDGE, axes.getRealEigenvalue(i)));
        for (int j = 0; j < d; j++) {
          white.multiplyEntry(i, j, 1 / deviation);
          back.multiplyEntry(j, i, deviation);
        }
      }
      Frame round = new Frame(origin, white, back, new double[d], new double[d]);
      return round.turned(moments, chance / seen);
    }

    /** Turned so that the classes' means differ along the axes, each by what chance leaves. */
    private Frame turned(ClassMoments moments, double chance) {
      int d = origin.length;
      double[][] means = means(moments);
      double[] middle = new double[d];
      for (double[] mean : means) {
        for (int j = 0; j < d; j++) {
          middle[j] += mean[j] / means.length;
        }
      }
      RealMatrix between = new Array2DRowRealMatrix(d, d);
      for (double[] mean : means) {
        for (int j = 0; j < d; j++) {
          for (int k = 0; k < d; k++) {
            between.addToEntry(
                j,
                k,
                (mean[j] - middle[j]) * (mean[k] - middle[k]) / Math.max(1, means.length - 1));
          }
        }
      }
      for (int j = 0; j < d; j++) {
        between.addToEntry(j, j, -chance);
      }
      EigenDecomposition axes = new EigenDecomposition(between);
      double[] beyond = axes.getRealEigenvalues();
      for (int j = 0; j < d; j++) {
        beyond[j] = Math.max(LEAST_SPREAD, beyond[j]);
      }
      RealMatrix there = axes.getVT().multiply(to);
      Frame turned = new Frame(origin, there, from.multiply(axes.getV()), beyond, new double[d]);
      turned.findCentre(moments);
      return turned;
    }

    /** The mean of the classes' means, each as certain as it is. */
    private void findCentre(ClassMoments moments) {
      double[] weights = new double[centre.length];
      for (int c = 0; c < moments.classes(); c++) {
        if (moments.count(c) > 0) {
          double[] mean = at(moments.mean(c));
          for (int j = 0; j < centre.length; j++) {
            double weight = 1 / (spread[j] + 1 / moments.count(c));
            weights[j] += weight;
            centre[j] += weight * mean[j];
          }
        }
      }
      for (int j = 0; j < centre.length; j++) {
        centre[j] /= weights[j];
      }
    }

    /** The means of the classes with songs. */
    private double[][] means(ClassMoments moments) {
      return IntStream.range(0, moments.classes())
          .filter(c -> moments.count(c) > 0)
          .mapToObj(c -> at(moments.mean(c)))
          .toArray(double[][]::new);
    }

    /** A place in these coordinates. */
    private double[] at(double[] x) {
      double[] shifted = new double[x.length];
      for (int j = 0; j < x.length; j++) {
        shifted[j] = x[j] - origin[j];
      }
      return to.operate(shifted);
    }
  }
}
