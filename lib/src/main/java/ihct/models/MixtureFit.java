package ihct.models;

import ihct.loading.Songs;
import ihct.models.layers.Blocks;
import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the weights of a log-linear {@link Mixture} by Newton's method.
 *
 * <p>With l(c) the vector of the members' ln p of class c, the mixture's ln p(c) is w·l(c) − ln Σ
 * e^(w·l). Its gradient by w is l(c) less the mean of l under the mixture, its curvature minus the
 * covariance of l there; so the mean over songs is concave. Weights stay at 0 while their gradient
 * points below it (projected Newton steps; Bertsekas 1982), and steps that lose are halved.
 */
final class MixtureFit {

  static final int MOST_ROWS = 10_000;

  private static final String DOING = "fitting the weights of a mixture";
  private static final int MOST_PASSES = 40;
  private static final double CLOSE = 1e-5;
  private static final int ROWS_AT_ONCE = 512;
  private static final int ROWS_OF_A_BLOCK = 16;

  /** Of the mean curvature; members that always agree leave a direction without any. */
  private static final double RIDGE = 1e-6;

  private final List<GenreClassifier> members;
  private final Songs songs;
  private final int[] rows;
  private final int classes;

  private MixtureFit(List<GenreClassifier> members, Songs songs) {
    this.members = members;
    this.songs = songs;
    this.classes = members.get(0).classes();
    int count = Math.min(songs.size(), MOST_ROWS);
    rows = IntStream.range(0, count).map(i -> (int) ((long) i * songs.size() / count)).toArray();
  }

  /** See {@link Mixture#fit}. */
  static double[] weights(List<GenreClassifier> members, Songs validation) {
    if (validation.size() == 0) {
      throw new IllegalArgumentException(
          "There is no validation song to fit the weights of a mixture to; mix by the mean.");
    }
    if (validation.genres().size() != members.get(0).classes()) {
      throw new IllegalArgumentException(
          "The models know %d genres and the validation songs %d; they must be the same."
              .formatted(members.get(0).classes(), validation.genres().size()));
    }
    return new MixtureFit(members, validation).weights();
  }

  private double[] weights() {
    double[] best = new double[members.size()];
    Arrays.fill(best, 1.0 / best.length);
    Moments at = moments(best);
    double[] step = step(best, at);
    double share = 1;
    for (int pass = 1; pass < MOST_PASSES; pass++) {
      double[] next = moved(best, step, share);
      if (distance(best, next) < CLOSE) {
        return best;
      }
      if (Arrays.stream(next).sum() == 0) { // no mixture; a shorter step leaves some weight
        share /= 2;
        continue;
      }
      Moments there = moments(next);
      if (there.mean >= at.mean) {
        best = next;
        at = there;
        step = step(best, at);
        share = 1;
      } else {
        share /= 2;
      }
    }
    return best;
  }

  /** Goes along a step, no weight below 0. */
  private static double[] moved(double[] from, double[] step, double share) {
    double[] to = new double[from.length];
    Arrays.setAll(to, i -> Math.max(0, from[i] + share * step[i]));
    return to;
  }

  private static double distance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }

  /** Newton's step for the weights that are free to move. */
  private static double[] step(double[] weights, Moments at) {
    int[] free =
        IntStream.range(0, weights.length)
            .filter(i -> weights[i] > 0 || at.gradient[i] > 0)
            .toArray();
    double trace = Arrays.stream(free).mapToDouble(i -> at.curvature[i][i]).sum();
    double ridge = Math.max(RIDGE * trace / Math.max(1, free.length), Double.MIN_NORMAL);
    double[][] system = new double[free.length][free.length + 1];
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j < free.length; j++) {
        system[i][j] = at.curvature[free[i]][free[j]] + (i == j ? ridge : 0);
      }
      system[i][free.length] = at.gradient[free[i]];
    }
    solve(system);
    double[] step = new double[weights.length];
    for (int i = 0; i < free.length; i++) {
      step[free[i]] = system[i][free.length];
    }
    return step;
  }

  /** Gauss–Jordan for a positive definite matrix, which needs no exchange of rows. */
  private static void solve(double[][] system) {
    int n = system.length;
    for (int i = 0; i < n; i++) {
      for (int j = n; j >= i; j--) {
        system[i][j] /= system[i][i];
      }
      for (int row = 0; row < n; row++) {
        double factor = system[row][i];
        for (int j = i; row != i && j <= n; j++) {
          system[row][j] -= factor * system[i][j];
        }
      }
    }
  }

  /** The mean of ln p over songs, its gradient, and the negative of its curvature. */
  private static final class Moments {
    double mean;
    final double[] gradient;
    final double[][] curvature;

    Moments(int members) {
      gradient = new double[members];
      curvature = new double[members][members];
    }

    void add(Moments other, double share) {
      mean += share * other.mean;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += share * other.gradient[i];
        for (int j = 0; j < gradient.length; j++) {
          curvature[i][j] += share * other.curvature[i][j];
        }
      }
    }
  }

  /** Takes all songs through all members. */
  private Moments moments(double[] weights) {
    Blocks threads = Blocks.onAllProcessors();
    float[][] answers = new float[members.size()][Math.min(rows.length, ROWS_AT_ONCE) * classes];
    double[][][] logs = new double[threads.threads()][members.size() + 1][classes];
    Moments all = new Moments(members.size());
    for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      Stop.check(DOING);
      int count = Math.min(rows.length - from, ROWS_AT_ONCE);
      float[] features = Batches.features(songs, rows, from, from + count);
      for (int i = 0; i < answers.length; i++) {
        members.get(i).probabilities(features, count, answers[i]);
      }
      Moments[] blocks = new Moments[(count + ROWS_OF_A_BLOCK - 1) / ROWS_OF_A_BLOCK];
      int first = from;
      threads.run(
          DOING,
          blocks.length,
          (block, thread) -> {
            blocks[block] = new Moments(answers.length);
            int end = Math.min(count, (block + 1) * ROWS_OF_A_BLOCK);
            for (int i = block * ROWS_OF_A_BLOCK; i < end; i++) {
              int genre = songs.genre(rows[first + i]);
              add(blocks[block], weights, answers, i * classes, genre, logs[thread]);
            }
          });
      for (Moments block : blocks) { // in their order: sums do not depend on threads
        all.add(block, 1.0 / rows.length);
      }
    }
    return all;
  }

  /** Adds one song. */
  private void add(
      Moments sums, double[] weights, float[][] answers, int at, int genre, double[][] logs) {
    int count = weights.length;
    double[] p = logs[count];
    Arrays.fill(p, 0);
    for (int i = 0; i < count; i++) {
      logarithms(answers[i], at, logs[i]);
      for (int c = 0; c < classes; c++) {
        p[c] += weights[i] * logs[i][c];
      }
    }
    sums.mean += p[genre] - normalise(p);
    double[] means = new double[count];
    for (int i = 0; i < count; i++) {
      means[i] = mean(p, logs[i], null);
      sums.gradient[i] += logs[i][genre] - means[i];
    }
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double covariance = mean(p, logs[i], logs[j]) - means[i] * means[j];
        sums.curvature[i][j] += covariance;
        sums.curvature[j][i] += i == j ? 0 : covariance;
      }
    }
  }

  /** Of a member's probabilities; all 0 where it has no answer, which then says nothing. */
  private void logarithms(float[] answers, int at, double[] logs) {
    float floor = Mixture.floor(classes);
    boolean answer = Mixture.answers(answers, at, classes);
    for (int c = 0; c < classes; c++) {
      logs[c] = answer ? Math.log(Math.max(answers[at + c], floor)) : 0;
    }
  }

  /** Turns logarithms into probabilities; returns the logarithm of their sum before. */
  private static double normalise(double[] logs) {
    double largest = Arrays.stream(logs).max().orElse(0);
    double sum = 0;
    for (int c = 0; c < logs.length; c++) {
      logs[c] = Math.exp(logs[c] - largest);
      sum += logs[c];
    }
    for (int c = 0; c < logs.length; c++) {
      logs[c] /= sum;
    }
    return largest + Math.log(sum);
  }

  /** The mean of a product under p. */
  private static double mean(double[] p, double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      sum += p[c] * a[c] * (b == null ? 1 : b[c]);
    }
    return sum;
  }
}
