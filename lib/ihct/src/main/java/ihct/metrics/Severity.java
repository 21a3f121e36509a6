package ihct.metrics;

import ihct.hierarchy.ClassTree;

/**
 * How bad mistakes are, by a tree: an answer is as far from the truth as the height at which both
 * meet. On the tree that a model was trained with this flatters it; take another tree to judge.
 *
 * <p>Precision, recall and F1 count nodes of the tree, from below the root down to the answer and
 * to the truth. Paths may differ in length: each has its own nodes ({@link ClassTree#depth}).
 *
 * @see "Kiritchenko, Matwin and Famili (2005), Functional annotation of genes using hierarchical
 *     text categorization"
 * @see <a href="https://arxiv.org/abs/1912.09393">Bertinetto et al. (2020), Making better
 *     mistakes</a>
 */
public final class Severity {

  private final ClassTree tree;
  private long rows;
  private long wrong;
  private double distance;
  private double mistakes;
  private long shared;
  private long answered;
  private long asked;

  /**
   * Starts without rows.
   *
   * @param tree over the classes
   */
  public Severity(ClassTree tree) {
    this.tree = tree;
  }

  /**
   * Adds an answer.
   *
   * @param answer a class, or any node of the tree
   * @param truth the true class
   */
  public void add(int answer, int truth) {
    int meet = tree.meet(answer, truth);
    double height = tree.height(meet);
    rows++;
    distance += height;
    // An answer that holds the truth is right, if not always specific.
    if (meet != answer) {
      wrong++;
      mistakes += height;
    }
    shared += tree.depth(meet);
    answered += tree.depth(answer);
    asked += tree.depth(truth);
  }

  /**
   * Adds a row without an answer: a mistake as bad as any can be.
   *
   * @param truth the true class
   */
  public void addUnanswered(int truth) {
    double height = tree.height(tree.root());
    rows++;
    wrong++;
    distance += height;
    mistakes += height;
    asked += tree.depth(truth);
  }

  /**
   * The mean height at which answer and truth meet, right answers included.
   *
   * @return in the unit of the tree's heights; NaN without rows
   */
  public double hierarchicalDistance() {
    return distance / rows;
  }

  /** The same of wrong answers alone: in the unit of the tree's heights; NaN without a mistake. */
  public double mistakeSeverity() {
    return mistakes / wrong;
  }

  /**
   * Of the nodes that answers name on the way down, the share that also hold the truth.
   *
   * @return 0…1; NaN if every answer is the root
   */
  public double precision() {
    return (double) shared / answered;
  }

  /** Of the nodes that hold the truth, the share that answers name: 0…1; NaN without rows. */
  public double recall() {
    return (double) shared / asked;
  }

  /** The harmonic mean of precision and recall: 0…1; NaN if either is. */
  public double f1() {
    return 2.0 * shared / (answered + asked);
  }
}
