package ihct.models.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.SiblingTree;
import ihct.models.networks.PathSearch.Found;
import ihct.nn.gru.PathNetwork;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Searches against the list of all paths. */
class PathSearchTest {

  /** A song with random probabilities, that counts what it is asked. */
  private static final class Song implements PathNetwork.Walk {
    private final float[][] logs;
    private final SiblingTree tree;
    private final Set<Integer> asked = new HashSet<>();

    Song(SiblingTree tree, Random random) {
      this.tree = tree;
      logs = new float[tree.decisions()][];
      for (int g = 0; g < logs.length; g++) {
        logs[g] = new float[tree.first(g + 1) - tree.first(g)];
        double sum = 0;
        for (int i = 0; i < logs[g].length; i++) {
          logs[g][i] = (float) Math.exp(2 * random.nextGaussian());
          sum += logs[g][i];
        }
        for (int i = 0; i < logs[g].length; i++) {
          logs[g][i] = (float) Math.log(logs[g][i] / sum);
        }
      }
    }

    @Override
    public float[] logProbabilities(int decision) {
      assertTrue(asked.add(decision), "Decision " + decision + " was asked twice.");
      return logs[decision];
    }

    double logProbability(int leaf) {
      double sum = 0;
      for (int unit : tree.path(leaf)) {
        int g = tree.decision(unit);
        sum += logs[g][unit - tree.first(g)];
      }
      return sum;
    }

    List<Found> sorted() {
      List<Found> all = new ArrayList<>();
      for (int leaf = 0; leaf < tree.classes(); leaf++) {
        all.add(new Found(leaf, logProbability(leaf)));
      }
      all.sort(Comparator.comparingDouble(found -> -found.logProbability()));
      return all;
    }

    Song again() {
      asked.clear();
      return this;
    }
  }

  private static void assertSame(List<Found> expected, List<Found> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).leaf(), found.get(i).leaf());
      assertEquals(expected.get(i).logProbability(), found.get(i).logProbability(), 1e-9);
    }
  }

  @Property(tries = 200)
  void theExactSearchGivesTheFirstOfAllLeavesSorted(
      @Range(min = 1, max = 60) int classes,
      @Range(min = 1, max = 5) int tiers,
      @Range(min = 1, max = 70) int count,
      long seed) {
    Random random = new Random(seed);
    SiblingTree tree = SiblingTree.of(random(classes, tiers, random));
    Song song = new Song(tree, random);
    List<Found> expected = song.sorted().subList(0, Math.min(count, classes));
    assertSame(expected, new PathSearch(tree).top(song, count));
    // no decision is asked that is less probable than the last class that was found
    double last = expected.get(expected.size() - 1).logProbability();
    for (int g : song.asked) {
      double way = 0;
      for (int unit = above(tree, g); unit >= 0; unit = above(tree, tree.decision(unit))) {
        int h = tree.decision(unit);
        way += song.logs[h][unit - tree.first(h)];
      }
      assertTrue(way >= last - 1e-6, "decision " + g);
    }
  }

  private static int above(SiblingTree tree, int decision) {
    for (int unit = 0; unit < tree.units(); unit++) {
      if (tree.next(unit) == decision) {
        return unit;
      }
    }
    return -1;
  }

  @Property(tries = 200)
  void aBeamAsWideAsTheTreeIsExact(
      @Range(min = 1, max = 60) int classes, @Range(min = 1, max = 5) int tiers, long seed) {
    Random random = new Random(seed);
    SiblingTree tree = SiblingTree.of(random(classes, tiers, random));
    Song song = new Song(tree, random);
    assertSame(song.sorted(), new PathSearch(tree).beam(song, classes));
  }

  @Property(tries = 200)
  void theGreedySearchTakesTheLikeliestChild(
      @Range(min = 1, max = 60) int classes, @Range(min = 1, max = 5) int tiers, long seed) {
    Random random = new Random(seed);
    SiblingTree tree = SiblingTree.of(random(classes, tiers, random));
    Song song = new Song(tree, random);
    int g = tree.decisions() == 0 ? -1 : 0;
    int leaf = 0;
    while (g >= 0) {
      int best = 0;
      for (int i = 1; i < song.logs[g].length; i++) {
        if (song.logs[g][i] > song.logs[g][best]) {
          best = i;
        }
      }
      int unit = tree.first(g) + best;
      leaf = tree.leaf(unit);
      g = tree.next(unit);
    }
    PathSearch search = new PathSearch(tree);
    Found greedy = search.greedy(song);
    assertEquals(leaf, greedy.leaf());
    assertEquals(song.logProbability(leaf), greedy.logProbability(), 1e-9);
    assertTrue(song.asked.size() <= tree.tiers());
    assertEquals(List.of(greedy), search.beam(song.again(), 1));
  }

  @Test
  void greedyMayMissTheLikeliestLeaf() {
    SiblingTree tree = SiblingTree.of(Ihct.ofTiers(new int[][] {{0, 0, 0, 1}, {0, 1, 2, 3}}));
    PathSearch search = new PathSearch(tree);
    PathNetwork.Walk song =
        decision ->
            decision == 0
                ? new float[] {(float) Math.log(0.6), (float) Math.log(0.4)}
                : new float[] {(float) Math.log(0.4), (float) Math.log(0.3), (float) Math.log(0.3)};
    assertEquals(0, search.greedy(song).leaf());
    assertEquals(3, search.top(song, 1).get(0).leaf());
    assertEquals(3, search.beam(song, 2).get(0).leaf());
  }

  @Test
  void whatIsImpossibleComesLast() {
    SiblingTree tree = SiblingTree.of(Ihct.ofTiers(new int[][] {{0, 1, 2}}));
    float never = Float.NEGATIVE_INFINITY;
    List<Found> found = new PathSearch(tree).top(decision -> new float[] {never, 0, never}, 3);
    assertEquals(List.of(1, 0, 2), found.stream().map(Found::leaf).toList());
    assertEquals(Double.NEGATIVE_INFINITY, found.get(2).logProbability());
  }

  @Test
  void nothingIsNoAnswerToAskFor() {
    PathSearch search = new PathSearch(SiblingTree.of(Ihct.ofTiers(new int[][] {{0, 1}})));
    PathNetwork.Walk song = decision -> new float[] {-1, -1};
    assertThrows(IllegalArgumentException.class, () -> search.beam(song, 0));
    var refusal = assertThrows(IllegalArgumentException.class, () -> search.top(song, 0));
    assertEquals("count = 0; it must be at least 1.", refusal.getMessage());
  }

  /** Each tier splits the clusters of the one before at random. */
  private static Ihct random(int classes, int tiers, Random random) {
    int[][] clusters = new int[tiers][classes];
    for (int tier = 1; tier < tiers; tier++) {
      for (int leaf = 0; leaf < classes; leaf++) {
        clusters[tier][leaf] = clusters[tier - 1][leaf] * 3 + random.nextInt(3);
      }
    }
    return Ihct.ofTiers(clusters);
  }
}
