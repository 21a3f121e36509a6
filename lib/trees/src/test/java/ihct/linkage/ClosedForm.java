package ihct.linkage;

import java.util.ArrayList;
import java.util.List;

/**
 * The linkage rules by their definitions over all pairs of members, with no recurrence. A member's
 * weight is 2^−depth in its cluster's tree, which makes WPGMA a weighted mean over pairs.
 */
final class ClosedForm {

  record Cluster(List<Integer> members, List<Double> weights) {

    static Cluster leaf(int item) {
      return new Cluster(List.of(item), List.of(1.0));
    }

    Cluster with(Cluster other) {
      List<Integer> allMembers = new ArrayList<>(members);
      allMembers.addAll(other.members);
      List<Double> allWeights = new ArrayList<>();
      weights.forEach(w -> allWeights.add(w / 2));
      other.weights.forEach(w -> allWeights.add(w / 2));
      return new Cluster(allMembers, allWeights);
    }
  }

  private ClosedForm() {}

  static double between(CondensedDistances d, LinkageRule rule, Cluster a, Cluster b) {
    double max = 0;
    double min = Double.POSITIVE_INFINITY;
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < a.members().size(); i++) {
      for (int j = 0; j < b.members().size(); j++) {
        double distance = d.get(a.members().get(i), b.members().get(j));
        max = Math.max(max, distance);
        min = Math.min(min, distance);
        sum += distance;
        weighted += a.weights().get(i) * b.weights().get(j) * distance;
      }
    }
    return switch (rule) {
      case COMPLETE -> max;
      case SINGLE -> min;
      case UPGMA -> sum / a.members().size() / b.members().size();
      case WPGMA -> weighted;
      case WARD -> ward(d, a.members(), b.members());
    };
  }

  /** The squared distance of two means is what the pairs say of both less what they say of each. */
  private static double ward(CondensedDistances d, List<Integer> a, List<Integer> b) {
    double means = meanSquare(d, a, b) - meanSquare(d, a, a) / 2 - meanSquare(d, b, b) / 2;
    return Math.sqrt(Math.max(0, 2.0 * a.size() * b.size() / (a.size() + b.size()) * means));
  }

  private static double meanSquare(CondensedDistances d, List<Integer> a, List<Integer> b) {
    double sum = 0;
    for (int i : a) {
      for (int j : b) {
        sum += i == j ? 0 : d.get(i, j) * d.get(i, j);
      }
    }
    return sum / a.size() / b.size();
  }

  /** The plain algorithm: look at every pair of clusters, join the closest, begin again. */
  static Dendrogram cluster(CondensedDistances d, LinkageRule rule) {
    int n = d.items();
    List<Cluster> clusters = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      clusters.add(Cluster.leaf(i));
      numbers.add(i);
    }
    List<Merge> merges = new ArrayList<>();
    while (clusters.size() > 1) {
      int[] pair = {0, 1};
      double height = Double.POSITIVE_INFINITY;
      for (int i = 0; i < clusters.size(); i++) {
        for (int j = i + 1; j < clusters.size(); j++) {
          double distance = between(d, rule, clusters.get(i), clusters.get(j));
          if (distance < height) {
            pair = new int[] {i, j};
            height = distance;
          }
        }
      }
      Cluster right = clusters.remove(pair[1]);
      Cluster joined = clusters.remove(pair[0]).with(right);
      int b = numbers.remove(pair[1]);
      int a = numbers.remove(pair[0]);
      merges.add(new Merge(Math.min(a, b), Math.max(a, b), height, joined.members().size()));
      clusters.add(joined);
      numbers.add(n + merges.size() - 1);
    }
    return Dendrogram.of(merges);
  }
}
