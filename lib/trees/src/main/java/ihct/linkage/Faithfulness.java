package ihct.linkage;

import ihct.threads.Team;

/**
 * Pearson's correlation between the distances of all pairs of leaves and the heights at which they
 * meet, in O(n) memory: each pair is measured once and forgotten.
 *
 * <p>Leaves are taken in the tree's order. There every merge lies at the gap between two
 * neighbouring leaves, and two leaves meet at the last made of the merges between them. A row is a
 * leaf with all those behind it; it is centred on its own means, and rows are joined in their
 * order, so that neither large means nor the number of threads cost or change a digit.
 *
 * @see <a href="https://doi.org/10.1080/00031305.1983.10483115">Chan, Golub and LeVeque (1983),
 *     joining moments of parts</a>
 */
final class Faithfulness {

  /** The distances of a row. */
  interface Rows {
    /** Puts the distances from the leaf at a place to those at later places, each at its place. */
    void measure(int place, double[] row);
  }

  /** Of fewer leaves, waking other threads would cost more than they help. */
  private static final int FEWEST_SHARED = 1_024;

  /** Every thread needs memory for two rows. */
  private static final int MOST_THREADS = 4;

  private final int leaves;
  private final Rows distances;

  /** Of each place: the merge at the gap behind it. */
  private final int[] gap;

  /** Of each merge. */
  private final double[] height;

  private final Row[] rows;

  /** Sums over pairs of a distance x and a height y, as deviations from their means. */
  private record Row(
      double pairs,
      double meanX,
      double meanY,
      double xx,
      double yy,
      double xy,
      double least,
      double most) {

    Row join(Row other) {
      double all = pairs + other.pairs;
      double share = other.pairs / all;
      double dx = other.meanX - meanX;
      double dy = other.meanY - meanY;
      double weight = pairs * share;
      return new Row(
          all,
          meanX + dx * share,
          meanY + dy * share,
          xx + other.xx + dx * dx * weight,
          yy + other.yy + dy * dy * weight,
          xy + other.xy + dx * dy * weight,
          Math.min(least, other.least),
          Math.max(most, other.most));
    }
  }

  Faithfulness(int[] gap, double[] height, Rows distances) {
    this.leaves = gap.length + 1;
    this.gap = gap;
    this.height = height;
    this.distances = distances;
    this.rows = new Row[gap.length];
  }

  /** The correlation; NaN where it is undefined. */
  double pearson() {
    if (leaves < 3 || isConstant(height)) {
      return Double.NaN;
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return pearson(new Team(leaves < FEWEST_SHARED ? 1 : Math.min(MOST_THREADS, processors)));
  }

  double pearson(Team team) {
    double[][] x = new double[team.threads()][leaves];
    double[][] y = new double[team.threads()][leaves];
    team.each(
        "measuring cophenetic distances",
        (rows.length + 1) / 2, // a long row and a short one
        (turn, thread) -> {
          rows[turn] = row(turn, x[thread], y[thread]);
          rows[rows.length - 1 - turn] = row(rows.length - 1 - turn, x[thread], y[thread]);
        });
    Row all = rows[0];
    for (int place = 1; place < rows.length; place++) {
      all = all.join(rows[place]);
    }
    if (all.least() == all.most()) {
      return Double.NaN;
    }
    // Rounding can leave the range by a last digit.
    return Math.max(-1, Math.min(1, all.xy() / Math.sqrt(all.xx()) / Math.sqrt(all.yy())));
  }

  private Row row(int place, double[] x, double[] y) {
    distances.measure(place, x);
    int last = -1;
    double sumX = 0;
    double sumY = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int other = place + 1; other < leaves; other++) {
      last = Math.max(last, gap[other - 1]);
      y[other] = height[last];
      sumX += x[other];
      sumY += y[other];
      least = Math.min(least, x[other]);
      most = Math.max(most, x[other]);
    }
    int pairs = leaves - 1 - place;
    double meanX = sumX / pairs;
    double meanY = sumY / pairs;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int other = place + 1; other < leaves; other++) {
      double dx = x[other] - meanX;
      double dy = y[other] - meanY;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    return new Row(pairs, meanX, meanY, xx, yy, xy, least, most);
  }

  private static boolean isConstant(double[] numbers) {
    for (double number : numbers) {
      if (number != numbers[0]) {
        return false;
      }
    }
    return true;
  }
}
