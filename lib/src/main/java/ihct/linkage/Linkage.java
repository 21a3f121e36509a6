package ihct.linkage;

/**
 * How far a merged cluster A ∪ B is from another cluster C, given d(A, C) and d(B, C).
 *
 * <p>Each constant is one case of the recurrence of Lance and Williams. All four are
 * <em>reducible</em>: d(A ∪ B, C) is never less than the smaller of d(A, C) and d(B, C), so heights
 * never decrease. The averages are kept between the two distances even where rounding would leave
 * them by a last digit; that makes the promise exact and not only true up to rounding.
 *
 * @see <a href="https://doi.org/10.1093/comjnl/9.4.373">Lance and Williams (1967), update
 *     formula</a>
 */
public enum Linkage {
  /** Farthest members: max(d(A, C), d(B, C)). A merge height bounds the cluster's diameter. */
  COMPLETE {
    @Override
    double merged(double toA, double toB, int sizeA, int sizeB) {
      return Math.max(toA, toB);
    }

    @Override
    void mergeRows(double[] toA, double[] toB, int from, int to, int sizeA, int sizeB) {
      for (int k = from; k < to; k++) {
        toB[k] = merged(toA[k], toB[k], sizeA, sizeB);
      }
    }
  },

  /** Weighted average, McQuitty's: (d(A, C) + d(B, C)) ⁄ 2, whatever the sizes of A and B. */
  WPGMA {
    @Override
    double merged(double toA, double toB, int sizeA, int sizeB) {
      return average(toA, toB, 0.5);
    }

    @Override
    void mergeRows(double[] toA, double[] toB, int from, int to, int sizeA, int sizeB) {
      for (int k = from; k < to; k++) {
        toB[k] = merged(toA[k], toB[k], sizeA, sizeB);
      }
    }
  },

  /**
   * Average over all pairs of members: (|A| d(A, C) + |B| d(B, C)) ⁄ (|A| + |B|). SciPy calls it
   * {@code average}.
   */
  UPGMA {
    @Override
    double merged(double toA, double toB, int sizeA, int sizeB) {
      return average(toA, toB, (double) sizeB / (sizeA + sizeB));
    }

    @Override
    void mergeRows(double[] toA, double[] toB, int from, int to, int sizeA, int sizeB) {
      for (int k = from; k < to; k++) {
        toB[k] = merged(toA[k], toB[k], sizeA, sizeB);
      }
    }
  },

  /** Nearest members: min(d(A, C), d(B, C)). */
  SINGLE {
    @Override
    double merged(double toA, double toB, int sizeA, int sizeB) {
      return Math.min(toA, toB);
    }

    @Override
    void mergeRows(double[] toA, double[] toB, int from, int to, int sizeA, int sizeB) {
      for (int k = from; k < to; k++) {
        toB[k] = merged(toA[k], toB[k], sizeA, sizeB);
      }
    }
  };

  /**
   * Gives the distance between the union of A and B and a third cluster C.
   *
   * @param toA d(A, C), finite and not negative
   * @param toB d(B, C), finite and not negative
   * @param sizeA items in A, at least 1
   * @param sizeB items in B, at least 1
   * @return d(A ∪ B, C), between the two distances
   */
  abstract double merged(double toA, double toB, int sizeA, int sizeB);

  /**
   * Puts d(A ∪ B, C) in the place of d(B, C), for a range of clusters C. Each constant has its own
   * loop, alike as they are: a loop over one rule's arithmetic can be vectorised, a loop that asks
   * for the rule at every step cannot.
   */
  abstract void mergeRows(double[] toA, double[] toB, int from, int to, int sizeA, int sizeB);

  /** A point between two distances that rounding cannot push outside them. */
  private static double average(double toA, double toB, double weightOfB) {
    double between = toA + (toB - toA) * weightOfB;
    return Math.max(Math.min(toA, toB), Math.min(between, Math.max(toA, toB)));
  }
}
