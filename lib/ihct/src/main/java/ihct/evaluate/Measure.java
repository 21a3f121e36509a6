package ihct.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * What is noted of the answer to each test song, and the names under which plans ask for it.
 *
 * <ul>
 *   <li>{@code top1}, {@code top5}, {@code top10}: the true genre is among the most probable, 1 or
 *       0; {@code anyGenre}: the answer is any genre that the track carries; {@code confidence}:
 *       the probability of the answer after temperature scaling, 0 for none.
 *   <li>{@code TREE.distance@K}: how many tiers above the leaves the K most probable genres meet
 *       the truth in that tree, on average; K is 1, 5 or 20.
 *   <li>{@code TREE.argmax@C}: the most probable genre lies in the right one of the C clusters of a
 *       tier; {@code TREE.sum@C}: the cluster of the largest summed probability is right.
 *   <li>{@code TREE.cost.top1}, {@code TREE.cost.distance.JUDGE}: the genre of least expected cost
 *       by that tree is right; how many tiers up it meets the truth in the tree of a judge, or in
 *       that tree itself without a judge.
 *   <li>{@code TREE.hedged.right}, {@code TREE.hedged.bits}: the most specific node of that tree
 *       that is probable enough holds the truth; how many bits it says.
 *   <li>{@code unseen.sum}, {@code unseen.argmax}: of songs of genres that were left out, the
 *       parent in the known tree has the largest summed probability of its tier; the most probable
 *       genre lies below the parent.
 * </ul>
 */
public final class Measure {

  public static final String TOP1 = "top1";
  static final String TOP5 = "top5";
  static final String TOP10 = "top10";
  static final String ANY_GENRE = "anyGenre";
  public static final String CONFIDENCE = "confidence";
  public static final String UNSEEN_SUM = "unseen.sum";
  public static final String UNSEEN_ARGMAX = "unseen.argmax";

  /** Of songs of genres that no model saw, which have no other measures. */
  public static final List<String> UNSEEN = List.of(UNSEEN_SUM, UNSEEN_ARGMAX);

  public static final List<String> PLAIN = List.of(TOP1, TOP5, TOP10, ANY_GENRE, CONFIDENCE);

  /** How many answers a distance is averaged over. */
  public static final int[] ANSWERS = {1, 5, 20};

  private static final String DISTANCE = "distance@";
  private static final String COST_DISTANCE = "cost.distance.";
  private static final String HEDGED_BITS = "hedged.bits";
  private static final String POINTS = "points";

  private Measure() {}

  public static String distance(String tree, int answers) {
    return tree + "." + DISTANCE + answers;
  }

  public static String argmax(String tree, int clusters) {
    return tree + ".argmax@" + clusters;
  }

  static String sum(String tree, int clusters) {
    return tree + ".sum@" + clusters;
  }

  public static String costTop1(String tree) {
    return tree + ".cost.top1";
  }

  public static String costDistance(String tree, String judge) {
    return tree + "." + COST_DISTANCE + judge;
  }

  public static String hedgedRight(String tree) {
    return tree + ".hedged.right";
  }

  public static String hedgedBits(String tree) {
    return tree + "." + HEDGED_BITS;
  }

  /**
   * All measures of answers that are read by a tree.
   *
   * @param judges trees in which the genre of least expected cost is judged, at least one
   */
  public static List<String> of(String tree, List<Integer> clusters, List<String> judges) {
    List<String> names = new ArrayList<>();
    for (int answers : ANSWERS) {
      names.add(distance(tree, answers));
    }
    for (int size : clusters) {
      names.add(argmax(tree, size));
      names.add(sum(tree, size));
    }
    names.add(costTop1(tree));
    judges.forEach(judge -> names.add(costDistance(tree, judge)));
    names.addAll(List.of(hedgedRight(tree), hedgedBits(tree)));
    return names;
  }

  /** Whether it is a share of songs, or a mean probability, which is told in percent. */
  public static boolean isShare(String measure) {
    return unit(measure).equals(POINTS);
  }

  /** Whether it is 1 or 0 for each song, as McNemar's test needs it. */
  public static boolean isRightOrWrong(String measure) {
    return isShare(measure) && !measure.equals(CONFIDENCE);
  }

  public static String unit(String measure) {
    String kind = measure.substring(measure.indexOf('.') + 1); // no point in a tree's name
    if (kind.equals(HEDGED_BITS)) {
      return "bits";
    }
    return kind.startsWith(DISTANCE) || kind.startsWith(COST_DISTANCE) ? "tiers" : POINTS;
  }
}
