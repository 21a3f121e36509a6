package ihct.linkage;

import java.util.stream.IntStream;

/** Where the leaves of a tree meet, one pair at a time. */
final class Cophenetic {

  private Cophenetic() {}

  /** The heights of all pairs, as {@link CondensedDistances} has them. */
  static double[] distances(Dendrogram tree) {
    int n = tree.leaves();
    return IntStream.range(0, n)
        .boxed()
        .flatMapToDouble(a -> IntStream.range(a + 1, n).mapToDouble(b -> tree.cophenetic(a, b)))
        .toArray();
  }
}
