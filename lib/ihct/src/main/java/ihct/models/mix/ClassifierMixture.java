package ihct.models.mix;

import ihct.models.BatchShape;
import ihct.models.GenreClassifier;
import ihct.models.SavableClassifier;
import ihct.songs.Songs;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several trained models that answer together.
 *
 * <p><b>{@link #mean}</b> takes the mean of their probabilities, as an ensemble of networks of
 * several seeds does. <b>{@link #logLinear}</b> takes the weighted geometric mean, p ∝ Π pᵢ^wᵢ
 * (logarithmic opinion pool; Genest and Zidek 1986): a class has to suit every member, and members
 * that are too certain or too timid can be mended by their weight. {@link #fit} finds the weights.
 *
 * <p><b>Zeros.</b> In a log-linear mixture no member can rule a class out: its probabilities are
 * first mixed with guessing, p' = (1 − ε)·p + ε/N with a guessing share ε of its own (Jelinek and
 * Mercer 1980 smooth language models so). A random forest, whose leaves hold few genres, would
 * otherwise decide alone, or lose its weight for a few songs of which it says 0; a network needs
 * next to no share. {@link #fit} finds the shares too.
 *
 * <p><b>No answer.</b> A member that has none for a song (a row of zeros) is not asked about it;
 * the mixture has none if no member has one.
 *
 * <p><b>Cost.</b> That of all members, and one more array of the size of the answers. Mixtures are
 * not written to model files.
 */
public final class ClassifierMixture implements GenreClassifier {

  private static final String DOING = "mixing answers";

  /** Rows that a thread mixes at a time. */
  private static final int ROWS_OF_A_BLOCK = 32;

  private final List<GenreClassifier> members;

  /** Null for the mean of the probabilities. */
  private final double[] weights;

  /** How much of a guess each member is mixed with; null for the mean. */
  private final double[] shares;

  private ClassifierMixture(List<GenreClassifier> members, double[] weights, double[] shares) {
    this.members = List.copyOf(members);
    this.weights = weights;
    this.shares = shares;
    if (members.isEmpty()) {
      throw new IllegalArgumentException("A mixture of no models; name at least one.");
    }
    for (GenreClassifier member : members) {
      if (member.classes() != classes()) {
        throw new IllegalArgumentException(
            "Models of %d and %d genres cannot be mixed; train them on the same genres."
                .formatted(classes(), member.classes()));
      }
    }
  }

  /**
   * Mixes by the mean of the probabilities.
   *
   * @param members at least one model, all of the same genres
   * @throws IllegalArgumentException if there is none, or their genres differ in number
   */
  public static ClassifierMixture mean(List<GenreClassifier> members) {
    return new ClassifierMixture(members, null, null);
  }

  /**
   * Mixes by the weighted geometric mean of the probabilities, each member's first mixed with
   * guessing.
   *
   * @param members at least one model, all of the same genres
   * @param weights the exponent of each, finite and at least 0, one of them above; they need not
   *     sum to 1
   * @param shares the guessing share ε of each, above 0 and below 1
   * @throws IllegalArgumentException if there is no member, their genres differ in number, or the
   *     weights or shares do not suit
   */
  public static ClassifierMixture logLinear(
      List<GenreClassifier> members, double[] weights, double[] shares) {
    boolean suit =
        weights.length == members.size()
            && Arrays.stream(weights).allMatch(w -> w >= 0 && Double.isFinite(w))
            && Arrays.stream(weights).sum() > 0;
    if (!suit) {
      throw new IllegalArgumentException(
          "weights = %s of %d models; give each a finite number of at least 0, and one above 0."
              .formatted(Arrays.toString(weights), members.size()));
    }
    if (shares.length != members.size()
        || !Arrays.stream(shares).allMatch(share -> share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "shares = %s of %d models; give each a number above 0 and below 1."
              .formatted(Arrays.toString(shares), members.size()));
    }
    return new ClassifierMixture(members, weights.clone(), shares.clone());
  }

  /**
   * Mixes log-linearly with what suits songs best which no member was trained on.
   *
   * <p>The guessing share of a member is, of 0.001, 0.01, 0.03, 0.1, 0.2 and 0.4, that with which
   * it has the highest mean ln p of the genre when it is mixed alone, by the weight that is best
   * for this share; the smallest if several are. With these shares, the weights are those of the
   * highest mean ln p of all members together, each at least 0.
   *
   * <p>For given shares that is a concave problem of as many numbers as members, solved by Newton's
   * method. Songs pass by in batches, about ten times for the shares and ten for the weights; every
   * member is asked once, or anew each time where its answers would fill too much memory. Of more
   * than {@value MixtureFit#MOST_ROWS} songs, so many are taken, evenly spread. The same members
   * and songs give the same mixture, bit for bit, on any number of threads.
   *
   * @param members at least one model, all of the same genres
   * @param validation z-scored songs of these genres, at least one
   * @throws IllegalArgumentException if there is no member or no song, or genres differ in number
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static ClassifierMixture fit(List<GenreClassifier> members, Songs validation) {
    ClassifierMixture unweighted = mean(members); // checks the members
    return MixtureFit.fit(unweighted.members, validation, Team.onAllProcessors());
  }

  /**
   * Recalls the weights.
   *
   * @return a copy: the exponents of a log-linear mixture, or the equal shares of a mean
   */
  public double[] weights() {
    if (weights != null) {
      return weights.clone();
    }
    return IntStream.range(0, members.size()).mapToDouble(i -> 1.0 / members.size()).toArray();
  }

  /**
   * Recalls how much of a guess the members are mixed with.
   *
   * @return a copy: the guessing shares of a log-linear mixture, in (0, 1), or zeros of a mean,
   *     which takes probabilities as they are
   */
  public double[] shares() {
    return shares != null ? shares.clone() : new double[members.size()];
  }

  @Override
  public int classes() {
    return members.get(0).classes();
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, 0, probabilities, classes()); // members know how many features
    int length = rows * classes();
    float[] answers = new float[length];
    int[] asked = new int[rows];
    Arrays.fill(probabilities, 0, length, 0);
    for (int i = 0; i < members.size(); i++) {
      members.get(i).probabilities(songs, rows, answers);
      int member = i;
      forRows(rows, row -> asked[row] += add(member, row, answers, probabilities));
    }
    forRows(rows, row -> finish(row, asked[row], probabilities));
  }

  /** Does something for every row. */
  private interface Row {
    void accept(int row);
  }

  private static void forRows(int rows, Row task) {
    Team.onAllProcessors()
        .each(
            DOING,
            (rows + ROWS_OF_A_BLOCK - 1) / ROWS_OF_A_BLOCK,
            (block, thread) -> {
              int end = Math.min(rows, (block + 1) * ROWS_OF_A_BLOCK);
              for (int row = block * ROWS_OF_A_BLOCK; row < end; row++) {
                task.accept(row);
              }
            });
  }

  /** Adds what a member says of a song; returns how many members that is, 0 without an answer. */
  private int add(int member, int row, float[] answers, float[] sums) {
    int from = row * classes();
    if (!answers(answers, from, classes())) {
      return 0;
    }
    for (int at = from; at < from + classes(); at++) {
      sums[at] +=
          weights == null
              ? answers[at]
              : (float) (weights[member] * logarithm(answers[at], shares[member], classes()));
    }
    return 1;
  }

  /** Whether a row holds an answer. */
  static boolean answers(float[] probabilities, int from, int classes) {
    for (int at = from; at < from + classes; at++) {
      if (probabilities[at] > 0) {
        return true;
      }
    }
    return false;
  }

  /** Of a probability that is mixed with a share of guessing. */
  static double logarithm(float probability, double share, int classes) {
    return Math.log((1 - share) * probability + share / classes);
  }

  /** Turns sums into probabilities. */
  private void finish(int row, int asked, float[] sums) {
    int from = row * classes();
    int to = from + classes();
    if (asked == 0) {
      return;
    }
    double whole = asked;
    if (weights != null) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int at = from; at < to; at++) {
        largest = Math.max(largest, sums[at]);
      }
      whole = 0;
      for (int at = from; at < to; at++) {
        sums[at] = (float) Math.exp(sums[at] - largest);
        whole += sums[at];
      }
    }
    for (int at = from; at < to; at++) {
      sums[at] /= (float) whole;
    }
  }

  /**
   * Counts the numbers that training chose: those of all members that tell theirs, the weights and
   * the guessing shares.
   */
  public long parameters() {
    long own = weights == null ? 0 : weights.length + shares.length;
    return own + members.stream().mapToLong(ClassifierMixture::parameters).sum();
  }

  private static long parameters(GenreClassifier member) {
    if (member instanceof ClassifierMixture mixture) {
      return mixture.parameters();
    }
    return member instanceof SavableClassifier savable ? savable.parameters() : 0;
  }
}
