package ihct.nn;

import java.util.Arrays;
import java.util.List;

/**
 * How the units of an output layer are read. They lie in consecutive segments, each a softmax of
 * its own, and a class has a target unit in some of them. The loss of a row is the sum of the
 * cross-entropies of the segments in which its class has a target; the others learn nothing from
 * it.
 *
 * <ul>
 *   <li>{@link #softmax}: one segment with a unit for each class.
 *   <li>{@link #heads}: every segment is a classification of its own; the last tells the class.
 *   <li>{@link #tree}: a segment holds the siblings below a node; the probability of a class is the
 *       product of those of the units on its path.
 * </ul>
 *
 * <p>A row of which no class is known may have a {@link SharedLabel} instead, numbered behind the
 * classes. It has the targets that all its classes share: in a tree the path down to where they
 * part, with heads those of the groups that they have in common. In a softmax there are none, and
 * its loss is −ln of the sum of its classes' probabilities.
 */
public final class Segments {

  /** Stands for the root, which has no unit. */
  public static final int ROOT = -1;

  /** Segment s has the units first[s]…first[s + 1] − 1. */
  private final int[] first;

  /** The segment of each unit. */
  private final int[] segmentOf;

  /** By how much the loss of each segment counts. */
  private final float[] weights;

  private final int classes;

  /**
   * Label c, a class or behind them a shared one, has targets firstTarget[c]…firstTarget[c + 1] −
   * 1.
   */
  private final int[] firstTarget;

  private final int[] targets;

  /** The unit below which the siblings of each segment stand; null unless this is a tree. */
  private final int[] above;

  /** The last target of each class, together in memory; null unless this is a tree. */
  private final int[] leafOfClass;

  private final List<SharedLabel> shared;

  private Segments(Segments other, int[][] targetsOfLabel, List<SharedLabel> shared) {
    this.first = other.first;
    this.segmentOf = other.segmentOf;
    this.weights = other.weights;
    this.above = other.above;
    this.leafOfClass = other.leafOfClass;
    this.classes = other.classes;
    this.shared = List.copyOf(shared);
    this.firstTarget = firstTarget(targetsOfLabel);
    this.targets = Arrays.stream(targetsOfLabel).flatMapToInt(Arrays::stream).toArray();
  }

  private Segments(
      int[] sizes,
      float[] weights,
      int[] firstTarget,
      int[] targets,
      int[] above,
      int[] leafOfClass) {
    this.first = new int[sizes.length + 1];
    for (int s = 0; s < sizes.length; s++) {
      first[s + 1] = Math.addExact(first[s], sizes[s]);
    }
    this.segmentOf = new int[first[sizes.length]];
    for (int s = 0; s < sizes.length; s++) {
      Arrays.fill(segmentOf, first[s], first[s + 1], s);
    }
    this.weights = weights;
    this.classes = firstTarget.length - 1;
    this.firstTarget = firstTarget;
    this.targets = targets;
    this.above = above;
    this.leafOfClass = leafOfClass;
    this.shared = List.of();
  }

  private static Segments of(
      int[] sizes, float[] weights, int[][] targetsOfClass, int[] above, int[] leafOfClass) {
    int[] targets = Arrays.stream(targetsOfClass).flatMapToInt(Arrays::stream).toArray();
    return new Segments(sizes, weights, firstTarget(targetsOfClass), targets, above, leafOfClass);
  }

  private static int[] firstTarget(int[][] targets) {
    int[] first = new int[targets.length + 1];
    for (int label = 0; label < targets.length; label++) {
      first[label + 1] = Math.addExact(first[label], targets[label].length);
    }
    return first;
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * The plain softmax.
   *
   * @param classes N, at least 1
   * @return one segment, in which unit c is the target of class c
   */
  public static Segments softmax(int classes) {
    int[] numbers = new int[classes + 1];
    Arrays.setAll(numbers, c -> c);
    return new Segments(new int[] {classes}, ones(1), numbers, numbers, null, null);
  }

  /**
   * Several classifications of the same rows.
   *
   * @param groupOfClass for each segment the group of each class, {@code [segments][N]}, from 0
   *     without a gap; that of the last segment is the class itself
   * @param weight by how much the losses of the segments before the last count, 0 or more
   * @return a segment for each classification, with a unit for each of its groups
   * @throws IllegalArgumentException if the last segment does not tell the classes, or the weight
   *     is negative or not finite
   */
  public static Segments heads(int[][] groupOfClass, double weight) {
    int last = groupOfClass.length - 1;
    int classes = groupOfClass[last].length;
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "weight of heads = " + weight + "; it must be 0 or more, and finite.");
    }
    int[] sizes = new int[last + 1];
    int[][] targets = new int[classes][last + 1];
    int from = 0;
    for (int s = 0; s <= last; s++) {
      for (int c = 0; c < classes; c++) {
        sizes[s] = Math.max(sizes[s], groupOfClass[s][c] + 1);
        targets[c][s] = from + groupOfClass[s][c];
        if (s == last && groupOfClass[s][c] != c) {
          throw new IllegalArgumentException(
              "The last head has group %d for class %d; it must tell the classes."
                  .formatted(groupOfClass[s][c], c));
        }
      }
      from = Math.addExact(from, sizes[s]);
    }
    float[] weights = ones(last + 1);
    Arrays.fill(weights, 0, last, (float) weight);
    return of(sizes, weights, targets, null, null);
  }

  /**
   * Decisions of which each row meets one, or none: what is above and below it are other rows.
   *
   * @param siblings the number of units of each decision, at least 1
   * @return a segment for each, as sparse as a tree; unit u is the target of class u, and one more
   *     class has no target
   */
  public static Segments choices(int[] siblings) {
    int units = Arrays.stream(siblings).sum();
    int[][] targets = new int[units + 1][];
    Arrays.setAll(targets, u -> u < units ? new int[] {u} : new int[0]);
    int[] above = new int[siblings.length];
    Arrays.fill(above, ROOT);
    return of(siblings, ones(siblings.length), targets, above, null);
  }

  /**
   * A tree of decisions among siblings.
   *
   * @param siblings the number of units of each segment, at least 1
   * @param above the unit below which each segment stands, of an earlier segment, or {@link #ROOT}
   * @param leafOfClass the last unit on the path of each class
   * @return the segments, in which a class has the units on its path as targets, from the top
   * @throws IllegalArgumentException if a segment stands below a unit that is not before it
   */
  public static Segments tree(int[] siblings, int[] above, int[] leafOfClass) {
    Segments shape = of(siblings, ones(siblings.length), new int[0][], above.clone(), null);
    for (int s = 0; s < above.length; s++) {
      if (above[s] < ROOT || above[s] >= shape.first[s]) {
        throw new IllegalArgumentException(
            "Segment %d begins with unit %d and stands below unit %d; that must be one before it."
                .formatted(s, shape.first[s], above[s]));
      }
    }
    int[][] paths = new int[leafOfClass.length][];
    Arrays.setAll(paths, c -> shape.path(leafOfClass[c]));
    return of(siblings, shape.weights, paths, shape.above, leafOfClass.clone());
  }

  /** The units from the top down to one. */
  private int[] path(int unit) {
    int depth = 0;
    for (int u = unit; u != ROOT; u = above[segmentOf[u]]) {
      depth++;
    }
    int[] path = new int[depth];
    for (int u = unit; u != ROOT; u = above[segmentOf[u]]) {
      path[--depth] = u;
    }
    return path;
  }

  /**
   * Adds labels that several classes share.
   *
   * @param labels their numbers begin with N
   * @return the same segments, whose labels are the classes and these
   * @throws IllegalArgumentException if a label has a class that is none
   */
  public Segments with(List<SharedLabel> labels) {
    int[][] targetsOfLabel = new int[classes + labels.size()][];
    Arrays.setAll(
        targetsOfLabel,
        label ->
            label < classes ? targetsOf(label) : common(labels.get(label - classes).classes()));
    return new Segments(this, targetsOfLabel, labels);
  }

  /** The targets that all of some classes have. */
  private int[] common(int[] ofClasses) {
    int[] common = targetsOf(ofClasses[0]);
    for (int c : ofClasses) {
      int[] own = targetsOf(c);
      common =
          Arrays.stream(common)
              .filter(unit -> Arrays.stream(own).anyMatch(other -> other == unit))
              .toArray();
    }
    return common;
  }

  private int[] targetsOf(int c) {
    if (c < 0 || c >= classes) {
      throw new IllegalArgumentException(
          "A label shares class %d; there are classes 0 to %d.".formatted(c, classes - 1));
    }
    return Arrays.copyOfRange(targets, firstTarget[c], firstTarget[c + 1]);
  }

  /** The label of several classes that a number stands for; null if it is that of a class. */
  public SharedLabel shared(int label) {
    return label < classes ? null : shared.get(label - classes);
  }

  /** Number of units of all segments. */
  public int units() {
    return segmentOf.length;
  }

  /** Number of classes, N. */
  public int classes() {
    return classes;
  }

  /** Number of classes and of labels that several of them share. */
  public int labels() {
    return firstTarget.length - 1;
  }

  /** Number of segments, at least 1. */
  public int count() {
    return first.length - 1;
  }

  /**
   * Counts the answers that a row is to give.
   *
   * @return the number of heads; 1 for a softmax and for a tree, whose decisions are one answer
   */
  public int answers() {
    return isTree() ? 1 : count();
  }

  /** Whether the segments are the siblings of a tree, of which a row needs those on its path. */
  public boolean isTree() {
    return above != null;
  }

  /** The first unit of a segment. */
  public int first(int segment) {
    return first[segment];
  }

  /** The unit behind the last one of a segment. */
  public int end(int segment) {
    return first[segment + 1];
  }

  /** Number of units of a segment. */
  public int size(int segment) {
    return first[segment + 1] - first[segment];
  }

  /** The unit below which the siblings of a tree's segment stand, or {@link #ROOT}. */
  public int above(int segment) {
    return above[segment];
  }

  /** The segment that a unit belongs to. */
  public int segmentOf(int unit) {
    return segmentOf[unit];
  }

  /** By how much the loss of a segment counts. */
  public float weight(int segment) {
    return weights[segment];
  }

  /** Number of targets of a label. */
  public int targets(int label) {
    return firstTarget[label + 1] - firstTarget[label];
  }

  /** One of the targets of a label, a unit. */
  public int target(int label, int i) {
    return targets[firstTarget[label] + i];
  }

  /** The last unit on the path of a class of a tree. */
  int leaf(int c) {
    return leafOfClass[c];
  }

  /** The most targets of a label. */
  public int mostTargets() {
    int most = 0;
    for (int c = 0; c < labels(); c++) {
      most = Math.max(most, targets(c));
    }
    return most;
  }

  /** The most units in the segments of a label. */
  public int mostUnits() {
    int most = 0;
    for (int c = 0; c < labels(); c++) {
      int units = 0;
      for (int i = 0; i < targets(c); i++) {
        units = Math.addExact(units, size(segmentOf[target(c, i)]));
      }
      most = Math.max(most, units);
    }
    return most;
  }

  /** The label of a row, if it is one. */
  public int check(int[] labels, int row) {
    int label = labels[row];
    if (label < 0 || label >= labels()) {
      throw new IllegalArgumentException(
          "Row %d of the batch has label %d; the softmax has classes 0 to %d."
              .formatted(row, label, labels() - 1));
    }
    return label;
  }
}
