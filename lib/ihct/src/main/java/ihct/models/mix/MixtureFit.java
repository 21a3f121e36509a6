package ihct.models.mix;

import ihct.models.BatchShape;
import ihct.models.GenreClassifier;
import ihct.models.train.Batches;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the guessing shares and the weights of a log-linear {@link ClassifierMixture}.
 *
 * <p>First each member is taken alone: for each of {@link #SHARES} the weight (an inverse
 * temperature) is found by which it does best, and the share of the highest mean ln p is kept. With
 * these shares the weights of all are found together. Every weight is climbed to by {@link
 * WeightAscent}; all climbs that do not wait for others share the passes over the songs.
 */
final class MixtureFit {

  /** Guessing shares that are tried, ascending. */
  static final double[] SHARES = {0.001, 0.01, 0.03, 0.1, 0.2, 0.4};

  static final int MOST_ROWS = 5_000;

  private static final String DOING = "fitting the weights of a mixture";

  /** Means of ln p this close count as equal; climbs end within {@link WeightAscent#GAIN}. */
  private static final double TIE = 10 * WeightAscent.GAIN;

  private static final int ROWS_AT_ONCE = 512;

  /** Most answers that are kept from pass to pass, rows times genres times members: 256 MiB. */
  private static final long MOST_KEPT = 1 << 26;

  private static final int ROWS_OF_A_BLOCK = 16;

  private final List<GenreClassifier> members;
  private final Songs songs;
  private final Team team;
  private final int[] rows;
  private final int classes;

  /** By member and batch; null where it is not asked yet, or not kept. */
  private final float[][][] kept;

  private final boolean keeps;

  private MixtureFit(List<GenreClassifier> members, Songs songs, Team team, long mostKept) {
    this.members = members;
    this.songs = songs;
    this.team = team;
    this.classes = members.get(0).classes();
    int count = Math.min(songs.size(), MOST_ROWS);
    rows = BatchShape.evenly(songs.size(), MOST_ROWS);
    kept = new float[members.size()][(count + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE][];
    keeps = (long) count * classes * members.size() <= mostKept;
  }

  /** See {@link ClassifierMixture#fit}; the members are of one number of genres. */
  static ClassifierMixture fit(List<GenreClassifier> members, Songs validation, Team team) {
    return fit(members, validation, team, MOST_KEPT);
  }

  static ClassifierMixture fit(
      List<GenreClassifier> members, Songs validation, Team team, long mostKept) {
    if (validation.size() == 0) {
      throw new IllegalArgumentException(
          "There is no validation song to fit the weights of a mixture to; mix by the mean.");
    }
    if (validation.genres().size() != members.get(0).classes()) {
      throw new IllegalArgumentException(
          "The models know %d genres and the validation songs %d; they must be the same."
              .formatted(members.get(0).classes(), validation.genres().size()));
    }
    MixtureFit fit = new MixtureFit(members, validation, team, mostKept);
    double[] shares = fit.shares();
    return ClassifierMixture.logLinear(members, fit.weights(shares), shares);
  }

  /**
   * A climb, and whose weights it seeks.
   *
   * @param of numbers of members, ascending
   * @param shares how much of a guess each of these is mixed with
   * @param ascent to their weights
   */
  private record Climb(int[] of, double[] shares, WeightAscent ascent) {}

  /** For each member the share with which it does best alone. */
  private double[] shares() {
    Climb[][] tried = new Climb[members.size()][SHARES.length];
    for (int i = 0; i < tried.length; i++) {
      for (int j = 0; j < SHARES.length; j++) {
        double[] asIs = {1};
        // a member may turn out to be worth nothing, with any share
        WeightAscent ascent = new WeightAscent(asIs, true);
        tried[i][j] = new Climb(new int[] {i}, new double[] {SHARES[j]}, ascent);
      }
    }
    climb(Arrays.stream(tried).flatMap(Arrays::stream).toList());
    return Arrays.stream(tried).mapToDouble(MixtureFit::bestShare).toArray();
  }

  /** The smallest of the best. */
  private static double bestShare(Climb[] tried) {
    double best =
        Arrays.stream(tried).mapToDouble(climb -> climb.ascent.bestMean()).max().orElseThrow();
    return Arrays.stream(tried)
        .filter(climb -> climb.ascent.bestMean() >= best - TIE)
        .mapToDouble(climb -> climb.shares[0])
        .findFirst()
        .orElseThrow();
  }

  /** The weights of all members together. */
  private double[] weights(double[] shares) {
    double[] equal = new double[members.size()];
    Arrays.fill(equal, 1.0 / equal.length);
    int[] all = IntStream.range(0, equal.length).toArray();
    Climb climb = new Climb(all, shares, new WeightAscent(equal, false));
    climb(List.of(climb));
    return climb.ascent.best();
  }

  /** Takes all climbs to their ends. */
  private void climb(List<Climb> climbs) {
    List<Climb> left = new ArrayList<>(climbs);
    while (!left.isEmpty()) {
      LogLinearMoments[] measured = pass(left);
      for (int i = 0; i < measured.length; i++) {
        left.get(i).ascent.tell(measured[i]);
      }
      left.removeIf(climb -> climb.ascent.done());
    }
  }

  /** Takes all songs through the members whose weights are sought; the moments of each climb. */
  private LogLinearMoments[] pass(List<Climb> climbs) {
    int[] asked =
        climbs.stream().flatMapToInt(climb -> Arrays.stream(climb.of)).distinct().toArray();
    float[][] answers = new float[members.size()][];
    double[][][] work = new double[team.threads()][members.size() + 1][classes];
    LogLinearMoments[] all = zero(climbs);
    for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      Stop.check(DOING);
      int count = Math.min(rows.length - from, ROWS_AT_ONCE);
      for (int i : asked) {
        answers[i] = answers(i, from, count);
      }
      LogLinearMoments[][] blocks =
          new LogLinearMoments[(count + ROWS_OF_A_BLOCK - 1) / ROWS_OF_A_BLOCK][];
      int first = from;
      team.each(
          DOING,
          blocks.length,
          (block, thread) -> {
            blocks[block] = zero(climbs);
            int end = Math.min(count, (block + 1) * ROWS_OF_A_BLOCK);
            for (int row = block * ROWS_OF_A_BLOCK; row < end; row++) {
              int genre = songs.genre(rows[first + row]);
              for (int i = 0; i < blocks[block].length; i++) {
                add(blocks[block][i], climbs.get(i), answers, row * classes, genre, work[thread]);
              }
            }
          });
      for (LogLinearMoments[] block : blocks) { // in their order: sums do not depend on threads
        for (int i = 0; i < all.length; i++) {
          all[i].add(block[i], 1.0 / rows.length);
        }
      }
    }
    return all;
  }

  /** What a member says of a batch of rows. */
  private float[] answers(int member, int from, int count) {
    int batch = from / ROWS_AT_ONCE;
    if (kept[member][batch] != null) {
      return kept[member][batch];
    }
    float[] answers = new float[count * classes];
    float[] features = Batches.features(songs, rows, from, from + count);
    members.get(member).probabilities(features, count, answers);
    if (keeps) {
      kept[member][batch] = answers;
    }
    return answers;
  }

  private static LogLinearMoments[] zero(List<Climb> climbs) {
    return climbs.stream()
        .map(climb -> new LogLinearMoments(climb.of.length))
        .toArray(LogLinearMoments[]::new);
  }

  /** Adds one song. */
  private void add(
      LogLinearMoments sums, Climb climb, float[][] answers, int at, int genre, double[][] work) {
    for (int i = 0; i < climb.of.length; i++) {
      logarithms(answers[climb.of[i]], at, genre, climb.shares[i], work[i]);
    }
    sums.addSong(climb.ascent.next(), work, work[members.size()]);
  }

  /** Relative to the truth; all 0 where a member has no answer, which then says nothing. */
  private void logarithms(float[] answers, int at, int genre, double share, double[] logs) {
    if (!ClassifierMixture.answers(answers, at, classes)) {
      Arrays.fill(logs, 0);
      return;
    }
    double truth = ClassifierMixture.logarithm(answers[at + genre], share, classes);
    for (int c = 0; c < classes; c++) {
      logs[c] = ClassifierMixture.logarithm(answers[at + c], share, classes) - truth;
    }
  }
}
