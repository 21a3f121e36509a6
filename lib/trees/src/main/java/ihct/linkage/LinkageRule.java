package ihct.linkage;

/**
 * How far a merged cluster A ∪ B is from another cluster C, given d(A, C) and d(B, C).
 *
 * <p>Each constant is one case of the recurrence of Lance and Williams. All are <em>reducible</em>:
 * where A and B are nearest to each other, d(A ∪ B, C) is never less than the smaller of d(A, C)
 * and d(B, C), so heights never decrease. The averages are kept between the two distances even
 * where rounding would leave them by a last digit, and Ward's distance above the smaller; that
 * makes the promise exact and not only true up to rounding.
 *
 * <p>The paper has four; Ward's is a fifth that others use most.
 *
 * @see <a href="https://doi.org/10.1093/comjnl/9.4.373">Lance and Williams (1967), update
 *     formula</a>
 */
public enum LinkageRule {
  /** Farthest members: max(d(A, C), d(B, C)). A merge height bounds the cluster's diameter. */
  COMPLETE {
    @Override
    double merged(double toA, double toB, double height, int sizeA, int sizeB, int sizeC) {
      return Math.max(toA, toB);
    }

    @Override
    void mergeRows(
        double[] toA, double[] toB, int from, int to, double height, int a, int b, int[] sizes) {
      for (int k = from; k < to; k++) {
        toB[k] = merged(toA[k], toB[k], height, a, b, sizes[k]);
      }
    }
  },

  /** Weighted average, McQuitty's: (d(A, C) + d(B, C)) ⁄ 2, whatever the sizes of A and B. */
  WPGMA {
    @Override
    double merged(double toA, double toB, double height, int sizeA, int sizeB, int sizeC) {
      return average(toA, toB, 0.5);
    }

    @Override
    void mergeRows(
        double[] toA, double[] toB, int from, int to, double height, int a, int b, int[] sizes) {
      for (int k = from; k < to; k++) {
        toB[k] = merged(toA[k], toB[k], height, a, b, sizes[k]);
      }
    }
  },

  /**
   * Average over all pairs of members: (|A| d(A, C) + |B| d(B, C)) ⁄ (|A| + |B|). SciPy calls it
   * {@code average}.
   */
  UPGMA {
    @Override
    double merged(double toA, double toB, double height, int sizeA, int sizeB, int sizeC) {
      return average(toA, toB, (double) sizeB / (sizeA + sizeB));
    }

    @Override
    void mergeRows(
        double[] toA, double[] toB, int from, int to, double height, int a, int b, int[] sizes) {
      for (int k = from; k < to; k++) {
        toB[k] = merged(toA[k], toB[k], height, a, b, sizes[k]);
      }
    }
  },

  /**
   * Ward's: by how much the squared distances of all members to their means grow. For Euclidean
   * distances d(A, B)² = 2|A||B| ⁄ (|A| + |B|) times the squared distance of the means, so that two
   * items are as far apart as they are; of other distances the recurrence makes what it makes.
   *
   * @see <a href="https://doi.org/10.1080/01621459.1963.10500845">Ward (1963)</a>
   */
  WARD {
    @Override
    double merged(double toA, double toB, double height, int sizeA, int sizeB, int sizeC) {
      double a = sizeA + sizeC;
      double b = sizeB + sizeC;
      double squares = a * (toA * toA) + b * (toB * toB) - sizeC * (height * height);
      // Never below the nearer of the two, since A and B are nearest to each other; nor by
      // rounding.
      return Math.max(Math.min(toA, toB), Math.sqrt(squares / (a + sizeB)));
    }

    @Override
    void mergeRows(
        double[] toA, double[] toB, int from, int to, double height, int a, int b, int[] sizes) {
      for (int k = from; k < to; k++) {
        toB[k] = merged(toA[k], toB[k], height, a, b, sizes[k]);
      }
    }
  },

  /** Nearest members: min(d(A, C), d(B, C)). */
  SINGLE {
    @Override
    double merged(double toA, double toB, double height, int sizeA, int sizeB, int sizeC) {
      return Math.min(toA, toB);
    }

    @Override
    void mergeRows(
        double[] toA, double[] toB, int from, int to, double height, int a, int b, int[] sizes) {
      for (int k = from; k < to; k++) {
        toB[k] = merged(toA[k], toB[k], height, a, b, sizes[k]);
      }
    }
  };

  /**
   * Gives the distance between the union of A and B and a third cluster C.
   *
   * @param toA d(A, C), finite and not negative
   * @param toB d(B, C), finite and not negative
   * @param height d(A, B), no more than either
   * @param sizeA items in A, at least 1
   * @param sizeB items in B, at least 1
   * @param sizeC items in C, at least 1
   * @return d(A ∪ B, C), not below the smaller of the two distances
   */
  abstract double merged(double toA, double toB, double height, int sizeA, int sizeB, int sizeC);

  /**
   * Puts d(A ∪ B, C) in the place of d(B, C), for a range of clusters C. Each constant has its own
   * loop, alike as they are: a loop over one rule's arithmetic can be vectorised, a loop that asks
   * for the rule at every step cannot.
   */
  abstract void mergeRows(
      double[] toA, double[] toB, int from, int to, double height, int a, int b, int[] sizes);

  /** A point between two distances that rounding cannot push outside them. */
  private static double average(double toA, double toB, double weightOfB) {
    double between = toA + (toB - toA) * weightOfB;
    return Math.max(Math.min(toA, toB), Math.min(between, Math.max(toA, toB)));
  }
}
