package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CentralLeavesTest {

  /** A random tree is compared with all sums of cophenetic distances. */
  @Property(tries = 50)
  void leavesAreNearestToTheOthersByDefinition(@Range(min = 1, max = 40) int leaves, long seed) {
    Dendrogram tree = ControlTrees.random(leaves, seed);
    CentralLeaves central = CentralLeaves.of(tree);
    int k = 1 + new SplittableRandom(seed).nextInt(leaves);
    int[] cluster = tree.cut(k);
    for (int c = 0; c < k; c++) {
      int wanted = c;
      List<Integer> members =
          IntStream.range(0, leaves).filter(leaf -> cluster[leaf] == wanted).boxed().toList();
      List<Integer> nearest =
          members.stream()
              .sorted(
                  Comparator.comparingDouble(
                      (Integer leaf) ->
                          members.stream().mapToDouble(o -> tree.cophenetic(leaf, o)).sum()))
              .limit(2)
              .toList();
      assertEquals(nearest, central.of(members.get(members.size() - 1), members.size()));
    }
  }

  /** −2, −1, 0, 1, 2 on a line: not the first of them. */
  @Test
  void middleIsMoreCentralThanTheEnds() {
    double[][] line = {{-2}, {-1}, {0}, {1}, {2}};
    Dendrogram tree =
        Agglomerative.cluster(
            CondensedDistances.between(line, Metric.EUCLIDEAN), LinkageRule.COMPLETE);
    assertEquals(List.of(2, 3), CentralLeaves.of(tree).of(2 * line.length - 2));
  }
}
