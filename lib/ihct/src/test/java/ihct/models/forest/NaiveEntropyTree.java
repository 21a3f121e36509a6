package ihct.models.forest;

import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The entropy tree as its definition reads: every split of every node is counted anew, O(N·n) per
 * node and feature. An oracle for {@link EntropyTree} and the trees of {@link GenreForest} and
 * {@link ExtraTrees}.
 */
final class NaiveEntropyTree {

  /** Sums of weighted songs, which are equal there, may differ here by the order of their terms. */
  private static final double ROUNDING = 1e-9;

  private final int classes;
  private final double[] shares;
  private int feature = -1;
  private double threshold;
  private NaiveEntropyTree left;
  private NaiveEntropyTree right;

  private NaiveEntropyTree(Songs songs, int[] rows, double[] weights) {
    classes = songs.genres().size();
    shares = shares(songs, rows, weights);
  }

  /**
   * What a tree must keep to, and how it draws features.
   *
   * @param features how many features a node chooses from
   * @param random draws them; null where all are meant
   * @param cuts draws one cut of each feature; null where all thresholds are tried
   * @param weights what a song of each class counts; null for plain counts
   */
  record Rules(
      int depth,
      int leastSongs,
      int features,
      RandomGenerator random,
      RandomGenerator cuts,
      double[] weights) {}

  static NaiveEntropyTree grow(Songs songs, int depth) {
    return grow(songs, depth, null);
  }

  /** Grows a tree of songs that count by their classes. */
  static NaiveEntropyTree grow(Songs songs, int depth, double[] weights) {
    int[] rows = IntStream.range(0, songs.size()).toArray();
    return grow(songs, rows, new Rules(depth, 1, songs.dimension(), null, null, weights), depth);
  }

  /** Grows a tree on some rows, which may come several times. */
  static NaiveEntropyTree grow(Songs songs, int[] rows, Rules rules) {
    return grow(songs, rows, rules, rules.depth);
  }

  private static NaiveEntropyTree grow(Songs songs, int[] rows, Rules rules, int depth) {
    NaiveEntropyTree node = new NaiveEntropyTree(songs, rows, rules.weights);
    boolean fewToCut = rules.cuts != null && rows.length < 2 * rules.leastSongs;
    if (depth == 0 || fewToCut || Arrays.stream(node.shares).anyMatch(share -> share == 1)) {
      return node;
    }
    double best = Double.POSITIVE_INFINITY;
    List<Integer> urn = new ArrayList<>(IntStream.range(0, songs.dimension()).boxed().toList());
    for (int k = 0; k < urn.size() && (k < rules.features || node.feature < 0); k++) {
      int other = rules.random == null ? k : k + rules.random.nextInt(urn.size() - k);
      Collections.swap(urn, k, other);
      if (rules.cuts != null) {
        best = node.cut(songs, rows, rules, urn.get(k), best);
      } else if (k + 1 >= rules.features) {
        node.ask(songs, rows, rules, urn.stream().limit(k + 1).sorted().toList());
      }
    }
    if (node.feature >= 0) {
      int[] left = side(songs, rows, node.feature, node.threshold, true);
      int[] right = side(songs, rows, node.feature, node.threshold, false);
      node.left = grow(songs, left, rules, depth - 1);
      node.right = grow(songs, right, rules, depth - 1);
    }
    return node;
  }

  /** Takes the best question about some features, if there is one. */
  private void ask(Songs songs, int[] rows, Rules rules, List<Integer> features) {
    int leastSongs = rules.leastSongs;
    double best = Double.POSITIVE_INFINITY;
    for (int f : features) {
      double[] values =
          Arrays.stream(rows).mapToDouble(row -> (float) songs.feature(row, f)).sorted().toArray();
      for (int i = leastSongs; i <= values.length - leastSongs; i++) {
        if (values[i - 1] < values[i]) {
          double middle = (values[i - 1] + values[i]) / 2;
          double entropy = entropyAfter(songs, rows, f, middle, rules.weights);
          if (entropy < best) {
            best = entropy;
            feature = f;
            threshold = middle;
          }
        }
      }
    }
  }

  /** Takes a drawn cut of one feature if it is better than the best so far; returns the better. */
  private double cut(Songs songs, int[] rows, Rules rules, int f, double best) {
    double[] all =
        IntStream.range(0, songs.size()).mapToDouble(i -> (float) songs.feature(i, f)).toArray();
    int[] ranks =
        Arrays.stream(rows)
            .map(row -> (int) Arrays.stream(all).filter(value -> value < all[row]).count())
            .sorted()
            .toArray();
    if (ranks[0] == ranks[ranks.length - 1]) {
      return best;
    }
    Arrays.sort(all);
    int drawn = rules.cuts.nextInt(ranks[0], ranks[ranks.length - 1]);
    double above = Arrays.stream(all).filter(value -> value > all[drawn]).min().orElseThrow();
    double where = (all[drawn] + above) / 2;
    int left = side(songs, rows, f, where, true).length;
    double entropy = entropyAfter(songs, rows, f, where, rules.weights);
    if (Math.min(left, rows.length - left) < rules.leastSongs
        || entropy > best + ROUNDING
        || entropy >= best - ROUNDING && f > feature) {
      return best;
    }
    feature = f;
    threshold = where;
    return entropy;
  }

  private static double entropyAfter(
      Songs songs, int[] rows, int feature, double threshold, double[] weights) {
    int[] left = side(songs, rows, feature, threshold, true);
    int[] right = side(songs, rows, feature, threshold, false);
    return weights == null
        ? weightedEntropy(songs, left) + weightedEntropy(songs, right)
        : entropy(songs, left, weights) + entropy(songs, right, weights);
  }

  /** The entropy times the sum of the songs' weights, in bits. */
  private static double entropy(Songs songs, int[] rows, double[] weights) {
    double[] counts = counts(songs, rows, weights);
    double all = Arrays.stream(counts).sum();
    return Arrays.stream(counts)
        .filter(count -> count > 0)
        .map(count -> -count * Math.log(count / all) / Math.log(2))
        .sum();
  }

  /**
   * The entropy times the number of songs, in the units in which splits are compared: each c·log₂ c
   * is rounded to 2⁻³² bits. Without that, splits that are equally good by other counts, as 4·log₂
   * 4 is 8·log₂ 2, would be ties here and differ by a unit there.
   */
  private static long weightedEntropy(Songs songs, int[] rows) {
    int[] counts = new int[songs.genres().size()];
    for (int row : rows) {
      counts[songs.genre(row)]++;
    }
    return units(rows.length) - Arrays.stream(counts).mapToLong(NaiveEntropyTree::units).sum();
  }

  private static long units(int c) {
    return c < 2 ? 0 : StrictMath.round(c * StrictMath.log(c) * (0x1p32 / StrictMath.log(2)));
  }

  private static int[] side(Songs songs, int[] rows, int feature, double threshold, boolean left) {
    return Arrays.stream(rows)
        .filter(row -> (float) songs.feature(row, feature) <= threshold == left)
        .toArray();
  }

  /** The songs of each class, weighted if there are weights. */
  private static double[] counts(Songs songs, int[] rows, double[] weights) {
    double[] counts = new double[songs.genres().size()];
    for (int row : rows) {
      counts[songs.genre(row)]++;
    }
    for (int c = 0; weights != null && c < counts.length; c++) {
      counts[c] *= weights[c];
    }
    return counts;
  }

  private static double[] shares(Songs songs, int[] rows, double[] weights) {
    double[] counts = counts(songs, rows, weights);
    double all = Arrays.stream(counts).sum();
    return Arrays.stream(counts).map(count -> count / all).toArray();
  }

  int leaves() {
    return left == null ? 1 : left.leaves() + right.leaves();
  }

  float[] probabilities(Songs songs) {
    float[] probabilities = new float[songs.size() * classes];
    for (int row = 0; row < songs.size(); row++) {
      NaiveEntropyTree node = this;
      while (node.left != null) {
        node = (float) songs.feature(row, node.feature) <= node.threshold ? node.left : node.right;
      }
      for (int c = 0; c < classes; c++) {
        probabilities[row * classes + c] = (float) node.shares[c];
      }
    }
    return probabilities;
  }
}
