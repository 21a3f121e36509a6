package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParentClusterTest {

  private static final List<List<String>> PATHS =
      List.of(
          List.of("rock", "metal", "thrash"),
          List.of("rock", "indie", "dream pop"),
          List.of("pop", "dance pop"),
          List.of("drone"));

  private static final Ihct TREE = Ihct.ofPaths(PATHS);

  private static Optional<ParentCluster> of(String... path) {
    return ParentCluster.of(TREE, PATHS, List.of(List.of(path))).get(0);
  }

  private static Optional<ParentCluster> at(int tier, int leaf, String name) {
    return Optional.of(new ParentCluster(tier, TREE.cluster(tier, leaf), name));
  }

  @Test
  void placeIsTheLowestNodeThatHoldsClasses() {
    assertEquals(at(2, 0, "metal"), of("rock", "metal", "doom"));
    assertEquals(at(1, 0, "rock"), of("rock", "punk", "hardcore"));
    assertEquals(at(1, 2, "pop"), of("pop", "indie", "dream pop two"));
    assertEquals(at(1, 0, "rock"), of("rock"));
    assertEquals(at(2, 1, "indie"), of("rock", "indie"));
    assertEquals(at(1, 3, "drone"), of("drone", "dark", "darker"));
    assertEquals(Optional.empty(), of("jazz", "metal"));
    assertEquals(Optional.empty(), of());
  }

  @Test
  void pathsOfAnotherTreeAreRefused() {
    List<List<String>> others = new ArrayList<>(PATHS);
    others.set(1, List.of("rock", "metal", "dream pop"));
    assertEquals(
        "The paths give a hierarchy of 4 classes in tiers of [3, 3, 4], and the other is a hierarchy"
            + " of 4 classes in tiers of [3, 4, 4]; give the paths that it was made of.",
        assertThrows(
                IllegalArgumentException.class, () -> ParentCluster.of(TREE, others, List.of()))
            .getMessage());
  }

  /** Comparing prefixes one by one finds the same. */
  @Test
  void agreesWithComparingPrefixes() {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      List<List<String>> paths = paths(random, 20, "class ");
      List<List<String>> others = paths(random, 20, "other ");
      Ihct tree = Ihct.ofPaths(paths);
      List<Optional<ParentCluster>> found = ParentCluster.of(tree, paths, others);
      for (int i = 0; i < others.size(); i++) {
        assertEquals(naive(tree, paths, others.get(i)), found.get(i), others.get(i)::toString);
      }
    }
  }

  private static List<List<String>> paths(Random random, int count, String last) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              List<String> path = new ArrayList<>();
              for (int depth = random.nextInt(5); depth > 0; depth--) {
                path.add("node " + random.nextInt(3));
              }
              path.add(last + i);
              return List.copyOf(path);
            })
        .toList();
  }

  private static Optional<ParentCluster> naive(
      Ihct tree, List<List<String>> paths, List<String> other) {
    for (int tier = other.size(); tier > 0; tier--) {
      List<String> prefix = other.subList(0, tier);
      for (int leaf = 0; leaf < paths.size(); leaf++) {
        List<String> path = paths.get(leaf);
        if (path.size() >= tier && path.subList(0, tier).equals(prefix)) {
          return Optional.of(
              new ParentCluster(tier, tree.cluster(tier, leaf), prefix.get(tier - 1)));
        }
      }
    }
    return Optional.empty();
  }
}
