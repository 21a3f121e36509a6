package ihct.linkage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * Trees that know nothing of the items, to judge an inferred tree against: what it does no better
 * than these is not due to what it found.
 *
 * @see <a href="https://arxiv.org/abs/2101.11095">del Moral et al. (2021), Pitfalls of assessing
 *     extracted hierarchies</a>
 */
public final class ControlTrees {

  private ControlTrees() {}

  /**
   * The same tree with its leaves in other places: every shape and height stays, and who is near to
   * whom is left to chance.
   *
   * @param seed the same seed gives the same places
   * @return a tree of the same leaves
   */
  public static Dendrogram permuted(Dendrogram tree, long seed) {
    int[] place = places(tree.leaves(), seed);
    List<Merge> merges = new ArrayList<>();
    for (Merge merge : tree.merges()) {
      int left = merge.left() < place.length ? place[merge.left()] : merge.left();
      int right = merge.right() < place.length ? place[merge.right()] : merge.right();
      merges.add(
          new Merge(Math.min(left, right), Math.max(left, right), merge.height(), merge.size()));
    }
    return Dendrogram.of(merges);
  }

  /**
   * Puts the leaves of a tree in a random order, each as likely as any other (Fisher and Yates).
   *
   * @param leaves how many, at least 1
   * @param seed the same seed gives the same places
   * @return the place of each leaf, every one of 0…leaves−1 once
   */
  public static int[] places(int leaves, long seed) {
    int[] place = new int[leaves];
    Arrays.setAll(place, leaf -> leaf);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = place.length - 1; i > 0; i--) {
      swap(place, i, random.nextInt(i + 1));
    }
    return place;
  }

  /**
   * A tree whose merges join any two clusters, each pair as likely as any other, at the heights of
   * a given tree: cuts have as many clusters, but neither the shape nor the neighbours.
   *
   * @param tree gives the leaves and the heights
   * @param seed the same seed gives the same tree
   * @return a tree of the same leaves
   */
  public static Dendrogram random(Dendrogram tree, long seed) {
    return random(tree.leaves(), merge -> tree.merges().get(merge).height(), seed);
  }

  /**
   * The same at the heights 1, 2, 3 and so on.
   *
   * @param leaves how many, at least 1
   * @param seed the same seed gives the same tree
   */
  public static Dendrogram random(int leaves, long seed) {
    return random(leaves, merge -> merge + 1, seed);
  }

  private static Dendrogram random(int n, IntToDoubleFunction heights, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] cluster = new int[n];
    int[] size = new int[n];
    Arrays.setAll(cluster, leaf -> leaf);
    Arrays.fill(size, 1);
    List<Merge> merges = new ArrayList<>();
    for (int left = n; left > 1; left--) {
      moveToEnd(cluster, size, random.nextInt(left), left - 1);
      moveToEnd(cluster, size, random.nextInt(left - 1), left - 2);
      int a = cluster[left - 1];
      int b = cluster[left - 2];
      size[left - 2] += size[left - 1];
      double height = heights.applyAsDouble(merges.size());
      merges.add(new Merge(Math.min(a, b), Math.max(a, b), height, size[left - 2]));
      cluster[left - 2] = n + merges.size() - 1;
    }
    return Dendrogram.of(merges);
  }

  private static void moveToEnd(int[] cluster, int[] size, int from, int end) {
    swap(cluster, from, end);
    swap(size, from, end);
  }

  private static void swap(int[] values, int i, int j) {
    int kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }
}
