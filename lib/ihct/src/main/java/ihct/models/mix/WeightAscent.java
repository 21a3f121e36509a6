package ihct.models.mix;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Climbs to the weights of the highest mean ln p by Newton's method, all weights at least 0.
 *
 * <p>Weights stay at 0 while their gradient points below it (projected Newton steps; Bertsekas
 * 1982), and steps that lose are halved. It is done when a step moves next to nothing, or cannot
 * gain anything to speak of: of a concave function, no step gains more than its gradient promises.
 * The second ends the climb where more weight is better for ever, as of a member that is always
 * right.
 *
 * <p>Whoever climbs asks for {@link #next}, measures there, and tells by {@link #tell}; so many
 * climbs can share one pass over the songs.
 */
final class WeightAscent {

  /** Smallest step, in weight. */
  private static final double CLOSE = 1e-5;

  /** Smallest gain of mean ln p. */
  static final double GAIN = 1e-10;

  private static final int MOST_PASSES = 40;

  /** Of the mean curvature; members that always agree leave a direction without any. */
  private static final double RIDGE = 1e-6;

  /** Where hardly any curvature is left, steps are held to a size that halving can mend. */
  private static final double LEAST_CURVATURE = 1e-12;

  private final boolean mayVanish;
  private double[] best;
  private LogLinearMoments at;
  private double[] step;
  private double share;
  private double[] next;
  private int passes;
  private boolean done;

  /**
   * Begins a climb.
   *
   * @param start the first weights, at least 0
   * @param mayVanish whether all weights may become 0
   */
  WeightAscent(double[] start, boolean mayVanish) {
    this.mayVanish = mayVanish;
    next = start.clone();
  }

  /** The weights to measure; not to be changed. */
  double[] next() {
    return next;
  }

  boolean done() {
    return done;
  }

  /** The best weights so far; not to be changed. */
  double[] best() {
    return best;
  }

  /** Mean ln p there. */
  double bestMean() {
    return at.mean();
  }

  /** Takes what was measured at {@link #next} and finds the next. */
  void tell(LogLinearMoments there) {
    passes++;
    if (at == null || there.mean() >= at.mean()) {
      best = next;
      at = there;
      step = step();
      share = 1;
    } else {
      share /= 2;
    }
    next = moved();
    while (!mayVanish && Arrays.stream(next).sum() == 0 && !isSmall()) {
      share /= 2; // a shorter step leaves some weight
      next = moved();
    }
    done = passes == MOST_PASSES || isSmall();
  }

  private boolean isSmall() {
    double farthest = 0;
    double promised = 0;
    for (int i = 0; i < best.length; i++) {
      double move = next[i] - best[i];
      farthest = Math.max(farthest, Math.abs(move));
      promised += at.gradient(i) * move;
    }
    return farthest < CLOSE || promised < GAIN;
  }

  /** Goes along a share of the step, no weight below 0. */
  private double[] moved() {
    double[] to = new double[best.length];
    Arrays.setAll(to, i -> Math.max(0, best[i] + share * step[i]));
    return to;
  }

  /** Newton's step for the weights that are free to move. */
  private double[] step() {
    int[] free =
        IntStream.range(0, best.length).filter(i -> best[i] > 0 || at.gradient(i) > 0).toArray();
    double trace = Arrays.stream(free).mapToDouble(i -> at.curvature(i, i)).sum();
    double ridge = Math.max(RIDGE * trace / Math.max(1, free.length), LEAST_CURVATURE);
    double[][] system = new double[free.length][free.length + 1];
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j < free.length; j++) {
        system[i][j] = at.curvature(free[i], free[j]) + (i == j ? ridge : 0);
      }
      system[i][free.length] = at.gradient(free[i]);
    }
    solve(system);
    double[] steps = new double[best.length];
    for (int i = 0; i < free.length; i++) {
      steps[free[i]] = system[i][free.length];
    }
    return steps;
  }

  /** Gauss–Jordan for a positive definite matrix, which needs no exchange of rows. */
  private static void solve(double[][] system) {
    int n = system.length;
    for (int i = 0; i < n; i++) {
      for (int j = n; j >= i; j--) {
        system[i][j] /= system[i][i];
      }
      for (int row = 0; row < n; row++) {
        double factor = system[row][i];
        for (int j = i; row != i && j <= n; j++) {
          system[row][j] -= factor * system[i][j];
        }
      }
    }
  }
}
