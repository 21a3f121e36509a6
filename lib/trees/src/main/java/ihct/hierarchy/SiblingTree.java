package ihct.hierarchy;

import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The decisions on the way from the root of an {@link Ihct} to a class: one for each cluster with
 * at least two children, between those children. A cluster that a tier leaves whole needs none.
 *
 * <p><b>Numbering.</b> Decisions 0…G−1 are in the order of their clusters, tier by tier and within
 * a tier by number, so that a decision comes after the one above it and the first is the first
 * place where the tree branches. The children of all decisions are <i>units</i> 0…U−1, those of
 * decision 0 first; the units of a tier lie together. A unit leads to a class, or on to another
 * decision. One class needs no decision: G = U = 0.
 *
 * <p>U &lt; 2N, and a path has at most as many decisions as there are tiers. O(N·I) time and
 * memory; the tree never changes.
 */
public final class SiblingTree {

  private static final int NONE = -1;

  private final int classes;

  /** Where the units of each decision begin, and the end. */
  private final int[] first;

  /** The number of units at tiers 1…t, at t. */
  private final int[] unitsUpTo;

  /** Of each unit. */
  private final int[] decision;

  /** Of each unit: the decision that it leads to, or {@link #NONE}. */
  private final int[] next;

  /** Of each unit: the class that it leads to, or {@link #NONE}. */
  private final int[] leaf;

  /** Of each class and tier 1…I: the unit of its cluster, or {@link #NONE} for an only child. */
  private final int[][] units;

  private SiblingTree(Ihct tree) {
    classes = tree.classes();
    int tiers = tree.tiers();
    unitsUpTo = new int[tiers + 1];
    List<Integer> starts = new ArrayList<>(List.of(0));
    int[][] unitOf = new int[tiers + 1][];
    for (int tier = 1; tier <= tiers; tier++) {
      Stop.check("finding the decisions of a tree");
      unitOf[tier] = new int[tree.clusters(tier)];
      Arrays.fill(unitOf[tier], NONE);
      number(tree, tier, unitOf[tier], starts);
      unitsUpTo[tier] = starts.get(starts.size() - 1);
    }
    first = starts.stream().mapToInt(Integer::intValue).toArray();
    int all = unitsUpTo[tiers];
    decision = new int[all];
    for (int g = 0; g + 1 < first.length; g++) {
      Arrays.fill(decision, first[g], first[g + 1], g);
    }
    next = new int[all];
    leaf = new int[all];
    Arrays.fill(next, NONE);
    Arrays.fill(leaf, NONE);
    units = new int[classes][tiers];
    for (int c = 0; c < classes; c++) {
      connect(tree, c, unitOf);
    }
  }

  /** Gives the children of the tier's branching parents their numbers. */
  private static void number(Ihct tree, int tier, int[] unitOf, List<Integer> starts) {
    for (int above = 0; above < tree.clusters(tier - 1); above++) {
      int children = tree.children(tier - 1, above);
      if (children > 1) {
        int start = starts.get(starts.size() - 1);
        for (int i = 0; i < children; i++) {
          unitOf[tree.child(tier - 1, above, i).orElseThrow()] = start + i;
        }
        starts.add(start + children);
      }
    }
  }

  /** Follows a class from the root. */
  private void connect(Ihct tree, int c, int[][] unitOf) {
    int last = NONE;
    for (int tier = 1; tier <= tree.tiers(); tier++) {
      int unit = unitOf[tier][tree.cluster(tier, c)];
      units[c][tier - 1] = unit;
      if (unit != NONE) {
        if (last != NONE) {
          next[last] = decision[unit];
        }
        last = unit;
      }
    }
    if (last != NONE) {
      leaf[last] = c;
    }
  }

  /**
   * Finds the decisions of a tree.
   *
   * @param tree any
   */
  public static SiblingTree of(Ihct tree) {
    return new SiblingTree(tree);
  }

  /** Number of classes, N. */
  public int classes() {
    return classes;
  }

  /** Number of tiers, I. */
  public int tiers() {
    return unitsUpTo.length - 1;
  }

  /** Number of decisions G, at most N − 1. */
  public int decisions() {
    return first.length - 1;
  }

  /** Number of units U of all decisions, 0 for one class. */
  public int units() {
    return first[first.length - 1];
  }

  /**
   * Finds where the units of a decision begin.
   *
   * @param g a decision, or G for the end of all
   */
  public int first(int g) {
    return first[g];
  }

  /**
   * Counts the units of a decision.
   *
   * @param g a decision
   * @return at least 2
   */
  public int size(int g) {
    return first[g + 1] - first[g];
  }

  /**
   * Finds where the units of a tier begin.
   *
   * @param tier 1…I, or I + 1 for the end of all
   * @return its first unit; that of the next tier if it has none
   */
  public int firstOfTier(int tier) {
    return unitsUpTo[tier - 1];
  }

  /**
   * Finds where a unit stands for choice.
   *
   * @param unit any
   */
  public int decision(int unit) {
    return decision[unit];
  }

  /**
   * Finds what is to be decided below a unit.
   *
   * @param unit any
   * @return a decision; −1 if the unit leads to a class
   */
  public int next(int unit) {
    return next[unit];
  }

  /**
   * Finds the class of a unit.
   *
   * @param unit any
   * @return the one class below it; −1 if there are several
   */
  public int leaf(int unit) {
    return leaf[unit];
  }

  /**
   * Finds the unit of a class at a tier.
   *
   * @param tier 1…I
   * @return a unit; −1 if the cluster of the class is its parent's only child
   */
  public int unit(int c, int tier) {
    return units[c][tier - 1];
  }

  /**
   * Gives the way from the root to a class.
   *
   * @return its units, one for each decision on the way
   */
  public int[] path(int c) {
    return Arrays.stream(units[c]).filter(unit -> unit != NONE).toArray();
  }
}
