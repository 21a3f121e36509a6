package ihct.models;

import ihct.loading.Songs;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The entropy tree as its definition reads: every split of every node is counted anew, O(N·n) per
 * node and feature. An oracle for {@link DecisionTree}.
 */
final class NaiveEntropyTree {

  private final int classes;
  private final double[] shares;
  private int feature = -1;
  private double threshold;
  private NaiveEntropyTree left;
  private NaiveEntropyTree right;

  private NaiveEntropyTree(Songs songs, int[] rows) {
    classes = songs.genres().size();
    shares = shares(songs, rows);
  }

  static NaiveEntropyTree grow(Songs songs, int depth) {
    return grow(songs, IntStream.range(0, songs.size()).toArray(), depth);
  }

  private static NaiveEntropyTree grow(Songs songs, int[] rows, int depth) {
    NaiveEntropyTree node = new NaiveEntropyTree(songs, rows);
    if (depth == 0 || Arrays.stream(node.shares).anyMatch(share -> share == 1)) {
      return node;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int j = 0; j < songs.dimension(); j++) {
      int f = j;
      double[] values =
          Arrays.stream(rows).mapToDouble(row -> (float) songs.feature(row, f)).sorted().toArray();
      for (int i = 1; i < values.length; i++) {
        if (values[i - 1] < values[i]) {
          double middle = (values[i - 1] + values[i]) / 2;
          double entropy = entropyAfter(songs, rows, j, middle);
          // Rounding makes equal gains differ by about 1e-14.
          if (entropy < best - 1e-11) {
            best = entropy;
            node.feature = j;
            node.threshold = middle;
          }
        }
      }
    }
    if (node.feature >= 0) {
      node.left = grow(songs, side(songs, rows, node.feature, node.threshold, true), depth - 1);
      node.right = grow(songs, side(songs, rows, node.feature, node.threshold, false), depth - 1);
    }
    return node;
  }

  private static double entropyAfter(Songs songs, int[] rows, int feature, double threshold) {
    return weightedEntropy(songs, side(songs, rows, feature, threshold, true))
        + weightedEntropy(songs, side(songs, rows, feature, threshold, false));
  }

  private static double weightedEntropy(Songs songs, int[] rows) {
    double entropy = 0;
    for (double share : shares(songs, rows)) {
      entropy -= share == 0 ? 0 : share * Math.log(share) / Math.log(2);
    }
    return rows.length * entropy;
  }

  private static int[] side(Songs songs, int[] rows, int feature, double threshold, boolean left) {
    return Arrays.stream(rows)
        .filter(row -> (float) songs.feature(row, feature) <= threshold == left)
        .toArray();
  }

  private static double[] shares(Songs songs, int[] rows) {
    double[] shares = new double[songs.genres().size()];
    for (int row : rows) {
      shares[songs.genre(row)]++;
    }
    return Arrays.stream(shares).map(count -> count / rows.length).toArray();
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
