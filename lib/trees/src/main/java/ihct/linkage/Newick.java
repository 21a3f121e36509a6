package ihct.linkage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes dendrograms in the Newick format, which tree viewers of biology read.
 *
 * <p>Leaves lie at height 0 and every branch is as long as its upper end is above its lower end, so
 * the way from the root to each leaf is as long as the root is high. Heights are the merge
 * distances themselves, as {@link Dendrogram} gives them: two leaves that merge at distance 3 each
 * hang on a branch of length 3. (Programs for phylogenies often halve the distance, so that the way
 * from leaf to leaf is the distance; here it is twice the distance.) Where a tree has inversions,
 * branches are negative.
 *
 * @see <a href="https://phylipweb.github.io/phylip/newicktree.html">The Newick tree format</a>
 */
public final class Newick {

  /** Needs no quotes in any reader: letters and digits of all scripts, and a few signs. */
  private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{M}\\p{N}&+./-]+");

  private Newick() {}

  /**
   * Writes a tree on one line, with branch lengths, ended by a semicolon.
   *
   * <p>Names of letters, digits and the signs {@code & + . / -} stand as they are, all others in
   * single quotes, and a single quote inside is doubled. The two leaves a and b that merge at 1.5
   * are written {@code (a:1.5,b:1.5);}. <b>Cost.</b> O(n); a tree may be as deep as it likes.
   *
   * @param names one name per leaf, in the order of the leaves
   * @return the text, without a line break at its end
   * @throws IllegalArgumentException if the number of names is not the number of leaves
   */
  public static String write(Dendrogram tree, List<String> names) {
    if (names.size() != tree.leaves()) {
      throw new IllegalArgumentException(
          "The dendrogram has %d leaves, but %d names were given; each leaf needs one name."
              .formatted(tree.leaves(), names.size()));
    }
    StringBuilder text = new StringBuilder();
    Deque<Step> todo = new ArrayDeque<>();
    int root = 2 * tree.leaves() - 2;
    todo.push(new Step(root, ""));
    while (!todo.isEmpty()) {
      Step step = todo.pop();
      if (step.node() == TEXT_ONLY) {
        text.append(step.after());
      } else if (step.node() < tree.leaves()) {
        text.append(label(names.get(step.node()))).append(step.after());
      } else {
        text.append('(');
        pushChildren(tree, step, todo);
      }
    }
    return text.append(';').toString();
  }

  private static final int TEXT_ONLY = -1;

  /** A subtree still to be written, and what follows it. */
  private record Step(int node, String after) {}

  private static void pushChildren(Dendrogram tree, Step step, Deque<Step> todo) {
    Merge merge = tree.merges().get(step.node() - tree.leaves());
    todo.push(new Step(TEXT_ONLY, ")" + step.after()));
    todo.push(new Step(merge.right(), branch(tree, merge, merge.right())));
    todo.push(new Step(TEXT_ONLY, ","));
    todo.push(new Step(merge.left(), branch(tree, merge, merge.left())));
  }

  private static String branch(Dendrogram tree, Merge above, int child) {
    int leaves = tree.leaves();
    double height = child < leaves ? 0 : tree.merges().get(child - leaves).height();
    return ":" + (above.height() - height);
  }

  private static String label(String name) {
    return SAFE.matcher(name).matches() ? name : "'" + name.replace("'", "''") + "'";
  }
}
