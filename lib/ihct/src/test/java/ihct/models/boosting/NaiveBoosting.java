package ihct.models.boosting;

import ihct.songs.Songs;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Boosting as its definition reads: every gain is added up anew from the songs, in doubles. An
 * oracle for {@link BoostedTrees} where no feature has more values than there are bins.
 */
final class NaiveBoosting {

  private static final int LEAST_SONGS = 20;
  private static final double PENALTY = 1;

  private final Songs train;
  private final Songs test;
  private final double rate;
  private final double[][] logits;
  private final double[][] testLogits;

  private NaiveBoosting(Songs train, Songs test, double rate) {
    this.train = train;
    this.test = test;
    this.rate = rate;
    logits = first(train.size());
    testLogits = first(test.size());
  }

  private double[][] first(int songs) {
    double[] shares = Arrays.stream(train.rowsPerGenre()).asDoubleStream().toArray();
    double[] first =
        Arrays.stream(shares).map(n -> Math.log(Math.max(n, 0.5) / train.size())).toArray();
    return IntStream.range(0, songs).mapToObj(i -> first.clone()).toArray(double[][]::new);
  }

  /** The probabilities of test songs. */
  static double[][] probabilities(Songs train, Songs test, int rounds, int depth, double rate) {
    NaiveBoosting all = new NaiveBoosting(train, test, rate);
    for (int round = 0; round < rounds; round++) {
      double[][] p = Arrays.stream(all.logits).map(NaiveBoosting::softmax).toArray(double[][]::new);
      int[] rows = IntStream.range(0, train.size()).toArray();
      int[] testRows = IntStream.range(0, test.size()).toArray();
      all.grow(rows, testRows, depth, p);
    }
    return Arrays.stream(all.testLogits).map(NaiveBoosting::softmax).toArray(double[][]::new);
  }

  private void grow(int[] rows, int[] testRows, int depth, double[][] p) {
    int feature = -1;
    double threshold = 0;
    double best = 1e-6; // no gain but for rounding
    for (int j = 0; depth > 0 && j < train.dimension(); j++) {
      int f = j;
      double[] values =
          Arrays.stream(rows).mapToDouble(r -> (float) train.feature(r, f)).sorted().toArray();
      for (int i = LEAST_SONGS; i <= values.length - LEAST_SONGS; i++) {
        double middle = (values[i - 1] + nextAbove(values[i - 1], f)) / 2;
        double gain = values[i - 1] == values[i] ? 0 : gain(rows, f, middle, p);
        if (gain > best) {
          best = gain;
          feature = f;
          threshold = middle;
        }
      }
    }
    if (feature < 0) {
      step(rows, testRows, p);
      return;
    }
    for (boolean left : new boolean[] {true, false}) {
      grow(
          side(train, rows, feature, threshold, left),
          side(test, testRows, feature, threshold, left),
          depth - 1,
          p);
    }
  }

  /** Bins lie between neighbours among all songs, not among those of the node. */
  private double nextAbove(double value, int feature) {
    return IntStream.range(0, train.size())
        .mapToDouble(row -> (float) train.feature(row, feature))
        .filter(other -> other > value)
        .min()
        .orElse(value);
  }

  private double gain(int[] rows, int feature, double threshold, double[][] p) {
    return power(side(train, rows, feature, threshold, true), p)
        + power(side(train, rows, feature, threshold, false), p)
        - power(rows, p);
  }

  private double power(int[] rows, double[][] p) {
    double sum = 0;
    for (int c = 0; c < p[0].length; c++) {
      double gradient = gradient(rows, c, p);
      sum += gradient * gradient;
    }
    return sum / (rows.length + PENALTY);
  }

  private double gradient(int[] rows, int c, double[][] p) {
    return Arrays.stream(rows).mapToDouble(r -> p[r][c] - (train.genre(r) == c ? 1 : 0)).sum();
  }

  private void step(int[] rows, int[] testRows, double[][] p) {
    for (int c = 0; c < p[0].length; c++) {
      int k = c;
      double curvature = Arrays.stream(rows).mapToDouble(r -> p[r][k] * (1 - p[r][k])).sum();
      double step = -rate * gradient(rows, c, p) / (curvature + PENALTY);
      Arrays.stream(rows).forEach(r -> logits[r][k] += step);
      Arrays.stream(testRows).forEach(r -> testLogits[r][k] += step);
    }
  }

  private static int[] side(Songs songs, int[] rows, int feature, double threshold, boolean left) {
    return Arrays.stream(rows)
        .filter(row -> (float) songs.feature(row, feature) <= threshold == left)
        .toArray();
  }

  private static double[] softmax(double[] logits) {
    double[] weights = Arrays.stream(logits).map(Math::exp).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }
}
