package ihct.linkage;

/** Pearson's correlation between two sets of distances over the same pairs. */
final class Correlation {

  private Correlation() {}

  /** In two passes: means first, so that large means cost no digits. NaN where undefined. */
  static double pearson(CondensedDistances x, CondensedDistances y) {
    if (isConstant(x) || isConstant(y)) {
      return Double.NaN;
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int pair = 0; pair < x.pairs(); pair++) {
      double dx = x.at(pair) - meanX;
      double dy = y.at(pair) - meanY;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    // Rounding can leave the range by a last digit.
    return Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
  }

  private static double mean(CondensedDistances distances) {
    double sum = 0;
    for (int pair = 0; pair < distances.pairs(); pair++) {
      sum += distances.at(pair);
    }
    return sum / distances.pairs();
  }

  private static boolean isConstant(CondensedDistances distances) {
    for (int pair = 1; pair < distances.pairs(); pair++) {
      if (distances.at(pair) != distances.at(0)) {
        return false;
      }
    }
    return true;
  }
}
