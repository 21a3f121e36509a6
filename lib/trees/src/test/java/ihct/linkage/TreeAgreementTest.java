package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeAgreementTest {

  private static Dendrogram tree(Random random, int n) {
    double[][] points = new double[n][2];
    for (double[] point : points) {
      point[0] = random.nextInt(20); // with ties
      point[1] = random.nextGaussian();
    }
    LinkageRule rule = LinkageRule.values()[random.nextInt(LinkageRule.values().length)];
    return Agglomerative.cluster(CondensedDistances.between(points, Metric.EUCLIDEAN), rule);
  }

  private static double pearson(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** Mean ranks, by comparing each with all. */
  private static double[] ranks(double[] values) {
    return Arrays.stream(values)
        .map(
            value ->
                Arrays.stream(values).filter(other -> other < value).count()
                    + (1 + Arrays.stream(values).filter(other -> other == value).count()) / 2.0)
        .toArray();
  }

  /** The number of the merge at which each pair meets. */
  private static double[] meetings(Dendrogram tree) {
    List<Merge> numbered = new ArrayList<>();
    for (Merge merge : tree.merges()) {
      numbered.add(new Merge(merge.left(), merge.right(), numbered.size(), merge.size()));
    }
    return Cophenetic.distances(Dendrogram.of(numbered));
  }

  private static Set<Set<Integer>> clusters(Dendrogram tree) {
    List<Set<Integer>> all = new ArrayList<>();
    IntStream.range(0, tree.leaves()).forEach(leaf -> all.add(Set.of(leaf)));
    for (Merge merge : tree.merges()) {
      Set<Integer> both = new TreeSet<>(all.get(merge.left()));
      both.addAll(all.get(merge.right()));
      all.add(both);
    }
    return new HashSet<>(all);
  }

  @Property(tries = 100)
  void figuresAreThoseOfAllPairs(long seed) {
    Random random = new Random(seed);
    int n = 3 + random.nextInt(25);
    Dendrogram a = tree(random, n);
    Dendrogram b = tree(random, n);
    double expected = pearson(Cophenetic.distances(a), Cophenetic.distances(b));
    assertEquals(expected, a.copheneticCorrelation(b), 1e-9);
    assertEquals(expected, b.copheneticCorrelation(a), 1e-9);
    assertEquals(
        pearson(ranks(meetings(a)), ranks(meetings(b))), TreeAgreement.bakersGamma(a, b), 1e-9);
    Set<Set<Integer>> onlyA = clusters(a);
    onlyA.removeAll(clusters(b));
    Set<Set<Integer>> onlyB = clusters(b);
    onlyB.removeAll(clusters(a));
    assertEquals(onlyA.size() + onlyB.size(), TreeAgreement.robinsonFoulds(a, b));
    assertEquals(onlyA.size() + onlyB.size(), TreeAgreement.robinsonFoulds(b, a));
  }

  @Property(tries = 50)
  void treeAgreesWithItself(long seed) {
    Dendrogram tree = tree(new Random(seed), 3 + new Random(seed).nextInt(30));
    assertEquals(1, TreeAgreement.bakersGamma(tree, tree), 1e-12);
    assertEquals(0, TreeAgreement.robinsonFoulds(tree, tree));
    for (int k = 1; k <= tree.leaves(); k++) {
      assertEquals(1, TreeAgreement.adjustedRand(tree.cut(k), tree.cut(k)));
    }
  }

  /** By scipy.stats 1.10 of scipy.cluster.hierarchy.cophenet, and by hand. */
  @Test
  void figuresOfSixPointsAreThoseOfScipy() {
    double[][] points = Points.onALine(0, 3, 4, 8, 14, 21);
    CondensedDistances distances = CondensedDistances.between(points, Metric.EUCLIDEAN);
    Dendrogram complete = Agglomerative.cluster(distances, LinkageRule.COMPLETE);
    Dendrogram single = Agglomerative.cluster(distances, LinkageRule.SINGLE);
    assertEquals(0.5703318884943791, complete.copheneticCorrelation(single), 1e-12);
    assertEquals(0.4379278729628981, TreeAgreement.bakersGamma(complete, single), 1e-12);
    // {3, 4} and {3, 4, 5} against {0, 1, 2, 3} and {0, ..., 4}.
    assertEquals(4, TreeAgreement.robinsonFoulds(complete, single));
  }

  @Test
  void adjustedRandIndexIsThatOfTheExamplesOfOthers() {
    // scikit-learn's documentation of adjusted_rand_score
    assertEquals(4 / 7.0, rand(new int[] {0, 0, 1, 2}, new int[] {0, 0, 1, 1}), 1e-15);
    assertEquals(1, rand(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0}));
    assertEquals(0, rand(new int[] {0, 0, 0, 0}, new int[] {0, 1, 2, 3}));
    assertEquals(-0.5, rand(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}), 1e-15);
  }

  private static double rand(int[] a, int[] b) {
    assertEquals(TreeAgreement.adjustedRand(b, a), TreeAgreement.adjustedRand(a, b));
    return TreeAgreement.adjustedRand(a, b);
  }

  @Property(tries = 100)
  void treeOfSomeLeavesKeepsTheirHeights(long seed) {
    Random random = new Random(seed);
    Dendrogram tree = tree(random, 1 + random.nextInt(30));
    List<Integer> all = new ArrayList<>(IntStream.range(0, tree.leaves()).boxed().toList());
    java.util.Collections.shuffle(all, random);
    int[] some =
        all.subList(0, 1 + random.nextInt(all.size())).stream().mapToInt(leaf -> leaf).toArray();
    Dendrogram few = tree.restrictedTo(some);
    assertEquals(some.length, few.leaves());
    for (int a = 0; a < some.length; a++) {
      for (int b = 0; b < some.length; b++) {
        assertEquals(tree.cophenetic(some[a], some[b]), few.cophenetic(a, b));
      }
    }
    assertArrayEquals(
        meetings(few), meetings(few.restrictedTo(IntStream.range(0, some.length).toArray())));
  }

  @Test
  void otherLeavesAreRefused() {
    Dendrogram three = tree(new Random(1), 3);
    Dendrogram four = tree(new Random(1), 4);
    for (Runnable call :
        List.<Runnable>of(
            () -> three.copheneticCorrelation(four),
            () -> TreeAgreement.bakersGamma(three, four),
            () -> TreeAgreement.robinsonFoulds(three, four),
            () -> TreeAgreement.adjustedRand(three.cut(2), four.cut(2)),
            () -> four.restrictedTo(new int[] {1, 1}))) {
      assertThrows(IllegalArgumentException.class, call::run);
    }
    assertThrows(IndexOutOfBoundsException.class, () -> three.restrictedTo(new int[] {3}));
    assertTrue(
        Double.isNaN(TreeAgreement.bakersGamma(tree(new Random(1), 2), tree(new Random(2), 2))));
  }
}
