package ihct.hierarchy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Which cuts of a dendrogram become tiers: the number of clusters of each tier, from coarse to
 * fine.
 *
 * <p>The last tier always has one class per leaf, so its number of clusters is the number of
 * classes N.
 *
 * @param clusters strictly increasing, each at least 1; the last is N
 */
public record TierSchedule(List<Integer> clusters) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no tier, or if the numbers do not increase from 1
   *     or more; the message names the value
   */
  public TierSchedule {
    clusters = List.copyOf(clusters);
    if (clusters.isEmpty()) {
      throw new IllegalArgumentException("A tier schedule needs at least one tier.");
    }
    checkIncreasing(clusters, clusters.get(clusters.size() - 1));
  }

  /**
   * The paper's subset S1: powers of two, k = min(2^i, N) for i = 1 … ⌈log₂ N⌉.
   *
   * <p>Five classes have the tiers 2, 4, 5. A single class has one tier of one cluster.
   *
   * @param n the number of classes N, at least 1
   * @return ⌈log₂ N⌉ tiers, 13 for the paper's 5238 classes
   * @throws IllegalArgumentException if n is below 1
   */
  public static TierSchedule powersOfTwo(int n) {
    int last = ceilLog2(n);
    return n == 1 ? single() : tiers(last, i -> (int) Math.min(1L << i, n));
  }

  /**
   * The paper's subset S2: N halved again and again, k = ⌈N · (1/2)^(L−i)⌉ for i = 1 … L with L =
   * ⌈log₂ N⌉.
   *
   * <p>Five classes have the tiers 2, 3, 5. A single class has one tier of one cluster.
   *
   * @param n the number of classes N, at least 1
   * @return ⌈log₂ N⌉ tiers, 13 for the paper's 5238 classes
   * @throws IllegalArgumentException if n is below 1
   */
  public static TierSchedule halving(int n) {
    int last = ceilLog2(n);
    // In integers: a rounded-up floating-point quotient could be one too many.
    return n == 1 ? single() : tiers(last, i -> (int) ((n + (1L << (last - i)) - 1) >> (last - i)));
  }

  /**
   * Every cut below the root: 2, 3, 4 … N clusters. A single class has one tier of one cluster.
   *
   * @param n the number of classes N, at least 1
   * @return N−1 tiers
   * @throws IllegalArgumentException if n is below 1
   */
  public static TierSchedule all(int n) {
    checkClasses(n);
    return n == 1 ? single() : tiers(n - 1, i -> i + 1);
  }

  /**
   * One to three tiers that cost a tree softmax least time if all clusters of a tier are of one
   * size: k = N^(i/I), rounded, with the I of least I·(N^(1/I) + {@value FastestTiers#OVERHEAD}).
   *
   * <p>20 classes have one tier, 300 have the tiers 17 and 300, 5238 have 17, 302 and 5238.
   *
   * @param n the number of classes N, at least 1
   * @return three tiers from 350 classes or so on, and fewer of fewer
   * @throws IllegalArgumentException if n is below 1
   * @see FastestTiers
   */
  public static TierSchedule fastest(int n) {
    checkClasses(n);
    return new TierSchedule(FastestTiers.balanced(n));
  }

  /**
   * Any increasing list; N is appended where it is missing.
   *
   * @param clusters clusters per tier, strictly increasing, each 1…N; may be empty
   * @param n the number of classes N, at least 1
   * @return these tiers, and at the end the tier of one class per leaf
   * @throws IllegalArgumentException if a number is out of range or does not increase; the message
   *     names it
   */
  public static TierSchedule of(List<Integer> clusters, int n) {
    checkClasses(n);
    checkIncreasing(clusters, n);
    List<Integer> withLeaves = new ArrayList<>(clusters);
    if (clusters.isEmpty() || clusters.get(clusters.size() - 1) < n) {
      withLeaves.add(n);
    }
    return new TierSchedule(withLeaves);
  }

  /**
   * Reads a schedule as a user writes it.
   *
   * @param text {@code powers-of-two}, {@code halving}, {@code all}, {@code fastest}, or an
   *     increasing list such as {@code 3,6,9,12}
   * @param n the number of classes N, at least 1
   * @return the schedule for N classes
   * @throws IllegalArgumentException if the text is none of these or a number is not allowed
   */
  public static TierSchedule parse(String text, int n) {
    return switch (text.strip()) {
      case "powers-of-two" -> powersOfTwo(n);
      case "halving" -> halving(n);
      case "all" -> all(n);
      case "fastest" -> fastest(n);
      default -> of(numbers(text, n), n);
    };
  }

  /** Number of classes N, the clusters of the last tier. */
  public int classes() {
    return clusters.get(clusters.size() - 1);
  }

  private static TierSchedule single() {
    return new TierSchedule(List.of(1));
  }

  private static TierSchedule tiers(int last, IntUnaryOperator clusters) {
    return new TierSchedule(IntStream.rangeClosed(1, last).map(clusters).boxed().toList());
  }

  private static int ceilLog2(int n) {
    checkClasses(n);
    return Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
  }

  private static void checkClasses(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "A hierarchy of %d classes was asked for; there must be at least 1.".formatted(n));
    }
  }

  private static void checkIncreasing(List<Integer> clusters, int n) {
    int before = 0;
    for (int k : clusters) {
      if (k < 1 || k > n) {
        throw new IllegalArgumentException(
            "A tier of %d clusters was asked for; with %d classes it must be between 1 and %d."
                .formatted(k, n, n));
      }
      if (k <= before) {
        throw new IllegalArgumentException(
            "A tier of %d clusters was asked for after a tier of %d; tiers must increase strictly from coarse to fine."
                .formatted(k, before));
      }
      before = k;
    }
  }

  private static List<Integer> numbers(String text, int n) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String number = part.strip();
      if (!number.matches("[+-]?\\d+")) {
        throw new IllegalArgumentException(
            "Tiers \"%s\" are not known; give powers-of-two, halving, all, fastest, or an increasing list of cluster counts between 1 and %d such as 3,6,9,12."
                .formatted(text, n));
      }
      try {
        numbers.add(Integer.valueOf(number));
      } catch (NumberFormatException tooLarge) {
        throw new IllegalArgumentException(
            "A tier of %s clusters was asked for; with %d classes it must be between 1 and %d."
                .formatted(number, n, n),
            tooLarge);
      }
    }
    return numbers;
  }
}
