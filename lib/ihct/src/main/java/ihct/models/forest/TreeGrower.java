package ihct.models.forest;

import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Grows a {@link EntropyTree} from the root downwards.
 *
 * <p>A node is the same range of places in all d {@link SongOrders orders}; a split divides the
 * range of each order stably, so that both parts stay sorted. Every depth therefore costs O(n·d),
 * and the whole tree O(n·d·depth), independent of N. A node is finished before its right sibling is
 * begun: from a few thousand songs downwards, all that is read lies in the processor's cache.
 *
 * <p><b>Threads.</b> Large nodes are searched and divided feature by feature, side by side; then
 * the subtrees below them are grown side by side and joined in preorder. The tree is the same for
 * every number of threads.
 *
 * <p><b>Memory.</b> Besides the orders, which are used up, 9·n bytes per thread.
 */
final class TreeGrower {

  /** What a stopped thread says it was doing. */
  static final String DOING = "growing trees";

  private static final int ROOT = -1;

  /** Of fewer songs, waiting for other threads would cost more than they help. */
  static final int FEWEST_SHARED = 8192;

  /** Every thread needs memory of its own. */
  private static final int MOST_THREADS = 8;

  /** Subtrees of about this share of the songs keep all threads busy to the end. */
  private static final int SUBTREES_PER_THREAD = 8;

  private final SongOrders songs;
  private final int maxDepth;
  private final FeatureDraw draw;
  private final SplitSearch[] searches;
  private final long[][] setAside;
  private final byte[] goesLeft;
  private final Team team;

  /**
   * A node that waits to be grown.
   *
   * @param from first place of its entries
   * @param to place after the last
   * @param depth splits above it
   * @param sortedBy a feature whose order is divided as far as this node
   * @param rightOf the node whose right child it is, or {@link #ROOT}
   */
  private record Task(int from, int to, int depth, int sortedBy, int rightOf) {

    int entries() {
      return to - from;
    }

    Task alone() {
      return new Task(from, to, depth, sortedBy, ROOT);
    }
  }

  /**
   * What a tree must keep to.
   *
   * @param maxDepth most questions asked of a song, at least 1
   * @param leastSongs fewest songs in a leaf, at least 1
   */
  record Limits(int maxDepth, int leastSongs) {}

  private TreeGrower(SongOrders songs, Limits limits, long[] cLogC, FeatureDraw draw, Team team) {
    this.songs = songs;
    this.draw = draw;
    this.team = team;
    maxDepth = limits.maxDepth;
    searches = new SplitSearch[team.threads()];
    Arrays.setAll(
        searches,
        t ->
            new SplitSearch(
                songs.bits(), songs.classes(), cLogC, limits.leastSongs, songs.weightTable()));
    setAside = new long[searches.length][songs.entries()];
    goesLeft = new byte[songs.rows()];
  }

  /**
   * A team that uses the machine's processors, up to {@value #MOST_THREADS}.
   *
   * @param songs how many songs there are to go through; few are left to the calling thread
   */
  static Team team(long songs) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Team(songs < FEWEST_SHARED ? 1 : Math.min(MOST_THREADS, processors));
  }

  /**
   * Grows a tree that asks every feature at every node.
   *
   * @param songs at least one, each counting once but for its class; used up
   * @param limits what the tree must keep to
   * @param team grows it together
   */
  static EntropyTree grow(SongOrders songs, Limits limits, Team team) {
    long[] cLogC = EntropyTable.upTo(songs.rows(), team);
    TreeGrower top = new TreeGrower(songs, limits, cLogC, FeatureDraw.all(songs.dimension()), team);
    int parts = SUBTREES_PER_THREAD * team.threads();
    int shared = team.threads() == 1 ? 0 : Math.max(FEWEST_SHARED, songs.entries() / parts);
    List<Task> subtrees = new ArrayList<>();
    TreeNodes nodes = new TreeNodes();
    top.grow(top.root(), nodes, shared, subtrees);
    TreeNodes[] grown = new TreeNodes[subtrees.size()];
    TreeGrower[] growers = new TreeGrower[team.threads()];
    team.each(
        DOING,
        grown.length,
        (k, thread) -> {
          if (growers[thread] == null) {
            FeatureDraw draw = FeatureDraw.all(songs.dimension());
            growers[thread] = new TreeGrower(songs, limits, cLogC, draw, new Team(1));
          }
          grown[k] = new TreeNodes();
          growers[thread].grow(subtrees.get(k), grown[k], 0, null);
        });
    return tree(nodes.with(Arrays.asList(grown)), songs);
  }

  /**
   * Grows a tree on the calling thread.
   *
   * @param songs at least one; used up
   * @param limits what the tree must keep to
   * @param cLogC {@link EntropyTable} up to the sum of the songs' weights
   * @param draw which features each node asks about
   */
  static EntropyTree grow(SongOrders songs, Limits limits, long[] cLogC, FeatureDraw draw) {
    TreeNodes nodes = new TreeNodes();
    TreeGrower grower = new TreeGrower(songs, limits, cLogC, draw, new Team(1));
    grower.grow(grower.root(), nodes, 0, null);
    return tree(nodes, songs);
  }

  private static EntropyTree tree(TreeNodes nodes, SongOrders songs) {
    return nodes.tree(songs.dimension(), songs.classes(), songs.classWeights());
  }

  private Task root() {
    return new Task(0, songs.entries(), 0, 0, ROOT);
  }

  /**
   * Grows a node and all below it, but leaves nodes of fewer entries than {@code shared} to others.
   */
  private void grow(Task first, TreeNodes nodes, int shared, List<Task> others) {
    Deque<Task> waiting = new ArrayDeque<>();
    waiting.push(first);
    while (!waiting.isEmpty()) {
      Task task = waiting.pop();
      int node = nodes.size();
      if (task.rightOf != ROOT) {
        nodes.nextIsRightOf(task.rightOf);
      }
      if (task.entries() < shared) {
        nodes.addPlace(others.size());
        others.add(task.alone());
      } else if (!split(task)) {
        searches[0].addLeaf(nodes);
      } else {
        int feature = searches[0].feature();
        int middle = searches[0].at() + 1;
        nodes.addSplit(feature, threshold(feature, middle));
        int below = task.depth + 1;
        if (below < maxDepth) {
          divide(task.from, middle, task.to, feature);
        }
        // The left child is popped next, so it stands right behind its parent.
        waiting.push(new Task(middle, task.to, below, feature, node));
        waiting.push(new Task(task.from, middle, below, feature, ROOT));
      }
    }
  }

  /** Finds the best split of a node, unless it has to be a leaf. */
  private boolean split(Task task) {
    Stop.check(DOING);
    searches[0].start(songs.order(task.sortedBy), task.from, task.to);
    if (task.depth == maxDepth || searches[0].distinct() == 1) {
      return false;
    }
    draw.restart();
    int[] asked = new int[draw.meant()];
    Arrays.setAll(asked, k -> draw.next());
    team.each(DOING, searches.length, (part, thread) -> search(task, asked, part));
    for (int part = 1; part < searches.length; part++) {
      searches[0].join(searches[part]);
    }
    while (!searches[0].found() && draw.hasNext()) {
      search(task, draw.next(), searches[0]);
    }
    return searches[0].found();
  }

  /** Searches one part of the features. */
  private void search(Task task, int[] asked, int part) {
    if (part > 0) {
      searches[part].start(songs.order(task.sortedBy), task.from, task.to);
    }
    for (int k = part; k < asked.length; k += searches.length) {
      search(task, asked[k], searches[part]);
    }
  }

  private void search(Task task, int feature, SplitSearch search) {
    Stop.check(DOING);
    search.search(feature, songs.order(feature), task.from, task.to);
  }

  /** Half-way between the last value on the left and the first on the right. */
  private float threshold(int feature, int middle) {
    long[] order = songs.order(feature);
    return midpoint(songs.value(feature, order[middle - 1]), songs.value(feature, order[middle]));
  }

  /** The largest float not above the exact middle: x ≤ it for the same floats x. */
  static float midpoint(float low, float high) {
    double middle = ((double) low + high) / 2;
    float rounded = (float) middle;
    return rounded > middle ? Math.nextDown(rounded) : rounded;
  }

  /** Divides the orders of all features but the split one, which is divided already. */
  private void divide(int from, int middle, int to, int splitFeature) {
    EntryBits bits = songs.bits();
    long[] divided = songs.order(splitFeature);
    for (int i = from; i < to; i++) {
      goesLeft[bits.row(divided[i])] = (byte) (i < middle ? 1 : 0);
    }
    team.each(
        DOING,
        setAside.length,
        (part, thread) -> {
          for (int j = part; j < songs.dimension(); j += setAside.length) {
            if (j != splitFeature) {
              divide(songs.order(j), from, to, setAside[part]);
            }
          }
        });
  }

  /** Writes every entry to both sides and moves on by its side: nothing has to be foreseen. */
  private void divide(long[] order, int from, int to, long[] aside) {
    EntryBits bits = songs.bits();
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      long entry = order[i];
      int isLeft = goesLeft[bits.row(entry)];
      order[left] = entry;
      aside[right] = entry;
      left += isLeft;
      right += 1 - isLeft;
    }
    System.arraycopy(aside, 0, order, left, right);
  }
}
