package ihct.models.networks;

import ihct.hierarchy.SiblingTree;
import ihct.nn.gru.PathNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds probable classes in a tree whose decisions are asked one by one, as a model with a state
 * along the path gives them: greedily, with a beam, or exactly.
 *
 * <p>The cost of a path is −ln of its probability, and it only grows on the way down. So a
 * uniform-cost search, which always goes on at the cheapest path so far, meets the classes in the
 * order of their probability, and asks no decision that is less probable than the last class it
 * gives. Of equally probable paths the one whose unit has the smaller number comes first.
 *
 * @see <a href="https://doi.org/10.1007/BF01386390">Dijkstra (1959)</a>
 */
public final class PathSearch {

  /**
   * A class that was found.
   *
   * @param logProbability the natural logarithm of the probability of its path
   */
  public record Found(int leaf, double logProbability) {}

  /** A path so far: where it ends, and what it costs. */
  private record Path(int unit, double cost) {}

  private static final Comparator<Path> CHEAPEST =
      Comparator.comparingDouble(Path::cost).thenComparingInt(Path::unit);

  private final SiblingTree tree;

  /**
   * A search in a tree.
   *
   * @param tree its decisions
   */
  public PathSearch(SiblingTree tree) {
    this.tree = tree;
  }

  /**
   * The likeliest unit at every decision: I decisions at most. The class need not be the likeliest.
   *
   * @param song one on its way down, each of whose decisions is asked at most once
   * @return the class at the end
   */
  public Found greedy(PathNetwork.Walk song) {
    return beam(song, 1).get(0);
  }

  /**
   * Keeps the most probable paths at every decision down the tree: at most width·I decisions.
   *
   * @param song one on its way down, each of whose decisions is asked at most once
   * @param width how many paths are kept, at least 1; 1 is the greedy decoding, and as many as
   *     there are classes gives all of them
   * @return the classes at their ends, the most probable first; at least 1, at most width
   */
  public List<Found> beam(PathNetwork.Walk song, int width) {
    atLeastOne("width", width);
    if (tree.decisions() == 0) {
      return List.of(new Found(0, 0));
    }
    List<Path> kept = children(song, 0, 0);
    while (true) {
      kept.sort(CHEAPEST);
      kept = kept.subList(0, Math.min(width, kept.size()));
      List<Path> below = new ArrayList<>();
      for (Path path : kept) {
        if (tree.next(path.unit) < 0) {
          below.add(path);
        } else {
          below.addAll(children(song, tree.next(path.unit), path.cost));
        }
      }
      if (kept.stream().allMatch(path -> tree.next(path.unit) < 0)) {
        return kept.stream().map(this::found).toList();
      }
      kept = below;
    }
  }

  /**
   * The most probable classes of all, exactly.
   *
   * @param song one on its way down, each of whose decisions is asked at most once
   * @param count how many, at least 1
   * @return the classes, the most probable first; all of them if there are not so many
   */
  public List<Found> top(PathNetwork.Walk song, int count) {
    atLeastOne("count", count);
    if (tree.decisions() == 0) {
      return List.of(new Found(0, 0));
    }
    List<Found> found = new ArrayList<>();
    PriorityQueue<Path> open = new PriorityQueue<>(CHEAPEST);
    open.addAll(children(song, 0, 0));
    while (found.size() < count && !open.isEmpty()) {
      Path path = open.poll();
      if (tree.next(path.unit) < 0) {
        found.add(found(path));
      } else {
        open.addAll(children(song, tree.next(path.unit), path.cost));
      }
    }
    return found;
  }

  private List<Path> children(PathNetwork.Walk song, int decision, double cost) {
    float[] logs = song.logProbabilities(decision);
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < logs.length; i++) {
      paths.add(new Path(tree.first(decision) + i, cost - logs[i]));
    }
    return paths;
  }

  private Found found(Path path) {
    return new Found(tree.leaf(path.unit), -path.cost);
  }

  private static void atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " = " + value + "; it must be at least 1.");
    }
  }
}
