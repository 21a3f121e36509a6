package ihct.models.mix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.FeatureEncoding;
import ihct.models.GenreClassifier;
import ihct.models.ModelWriter;
import ihct.models.RateSchedule;
import ihct.models.SavableClassifier;
import ihct.models.SongClouds;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.Trainings;
import ihct.models.baseline.NearestCentroid;
import ihct.models.forest.GenreForest;
import ihct.models.networks.Dense;
import ihct.songs.Songs;
import ihct.threads.Team;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ClassifierMixtureTest {

  private static final int ROWS = 300;
  private static final int CLASSES = 5;
  private static final TrainingOptions SHORT =
      Trainings.network(FeatureEncoding.NONE, 2, 20, 0, 0, RateSchedule.CONSTANT)
          .over(TrainingOptions.of(3, 16, 0.01, 5));

  /** Answers song i, whose only feature is i, with row i of a table. */
  private record Table(float[][] answers) implements SavableClassifier {

    @Override
    public int classes() {
      return answers[0].length;
    }

    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      for (int row = 0; row < rows; row++) {
        float[] answer = answers[(int) songs[row]];
        System.arraycopy(answer, 0, probabilities, row * classes(), classes());
      }
    }

    @Override
    public long parameters() {
      return 7;
    }

    @Override
    public String kind() {
      return "table";
    }

    @Override
    public void write(ModelWriter out) {}
  }

  private static Songs numbered(int... genres) {
    double[][] features = new double[genres.length][1];
    Arrays.setAll(features, i -> new double[] {i});
    return SongClouds.of(CLASSES, genres, features);
  }

  private static float[] answer(ClassifierMixture mixture, int song) {
    float[] answer = new float[mixture.classes()];
    mixture.probabilities(new float[] {song}, 1, answer);
    return answer;
  }

  private static Table table(float[]... answers) {
    return new Table(answers);
  }

  @Test
  void meanIsTheMeanOfTheProbabilities() {
    ClassifierMixture mixture =
        ClassifierMixture.mean(
            List.of(table(new float[] {0.5f, 0.5f, 0}), table(new float[] {1, 0, 0})));
    assertArrayEquals(new float[] {0.75f, 0.25f, 0}, answer(mixture, 0), 1e-6f);
    assertEquals(14, mixture.parameters());
    assertArrayEquals(new double[] {0.5, 0.5}, mixture.weights());
    assertArrayEquals(new double[] {0, 0}, mixture.shares());
  }

  @Test
  void logLinearIsTheWeightedGeometricMeanOfProbabilitiesMixedWithGuessing() {
    ClassifierMixture mixture =
        ClassifierMixture.logLinear(
            List.of(table(new float[] {0.5f, 0.5f, 0}), table(new float[] {0.1f, 0.1f, 0.8f})),
            new double[] {2, 0.5},
            new double[] {0.3, 0.03});
    // 0.7·0.5 + 0.1 = 0.45 and 0.1; 0.97·0.1 + 0.01 = 0.107 and 0.97·0.8 + 0.01 = 0.786
    double[] expected = {
      0.45 * 0.45 * Math.sqrt(0.107), 0.45 * 0.45 * Math.sqrt(0.107), 0.1 * 0.1 * Math.sqrt(0.786),
    };
    double sum = Arrays.stream(expected).sum();
    float[] answer = answer(mixture, 0);
    for (int c = 0; c < 3; c++) {
      assertEquals(expected[c] / sum, answer[c], 1e-6);
    }
    assertEquals(18, mixture.parameters());
    assertArrayEquals(new double[] {2, 0.5}, mixture.weights());
    assertArrayEquals(new double[] {0.3, 0.03}, mixture.shares());
  }

  @Test
  void noMemberRulesAClassOutInALogLinearMixture() {
    ClassifierMixture mixture =
        ClassifierMixture.logLinear(
            List.of(table(new float[] {1, 0, 0}), table(new float[] {0, 1, 0})),
            new double[] {1, 1},
            new double[] {0.001, 0.001});
    float[] answer = answer(mixture, 0);
    assertEquals(0.5, answer[0], 0.01);
    assertEquals(0.5, answer[1], 0.01);
    assertTrue(answer[2] > 0 && answer[2] < 0.01, "as neither wants it, but not ruled out");
  }

  @Test
  void membersWithoutAnAnswerAreNotAsked() {
    List<GenreClassifier> members =
        List.of(
            table(new float[] {0, 0}, new float[] {0, 0}),
            table(new float[] {0.25f, 0.75f}, new float[] {0, 0}));
    for (ClassifierMixture mixture :
        List.of(
            ClassifierMixture.mean(members),
            ClassifierMixture.logLinear(members, new double[] {3, 1}, new double[] {0.4, 1e-9}))) {
      assertArrayEquals(new float[] {0.25f, 0.75f}, answer(mixture, 0), 1e-6f);
      assertArrayEquals(new float[] {0, 0}, answer(mixture, 1));
    }
  }

  /** Random answers to numbered songs, of which some members know more than others. */
  private static Table member(int[] genres, double knowledge, Random random) {
    return member(genres, knowledge, 1, random);
  }

  /** The same, more or less certain. */
  private static Table member(int[] genres, double knowledge, double certainty, Random random) {
    float[][] answers = new float[genres.length][CLASSES];
    for (int row = 0; row < genres.length; row++) {
      double[] logits = new double[CLASSES];
      Arrays.setAll(logits, c -> random.nextGaussian());
      logits[genres[row]] += knowledge;
      Arrays.setAll(logits, c -> certainty * logits[c]);
      double sum = Arrays.stream(logits).map(Math::exp).sum();
      for (int c = 0; c < CLASSES; c++) {
        answers[row][c] = (float) (Math.exp(logits[c]) / sum);
      }
    }
    return new Table(answers);
  }

  private static double meanLogarithm(GenreClassifier model, Songs songs) {
    float[] p = SongClouds.probabilities(model, songs);
    double sum = 0;
    for (int row = 0; row < songs.size(); row++) {
      sum += Math.log(p[row * CLASSES + songs.genre(row)]);
    }
    return sum / songs.size();
  }

  @Property(tries = 60)
  void noWeightsNearTheFittedOnesAreBetter(
      @Range(min = 1, max = 4) int count, @Range(min = 0, max = 100_000) long seed) {
    Random random = new Random(seed);
    int[] genres = random.ints(ROWS, 0, CLASSES).toArray();
    Songs songs = numbered(genres);
    GenreClassifier[] members = new GenreClassifier[count];
    Arrays.setAll(
        members,
        i ->
            member(
                genres,
                0.2 + random.nextDouble() * 2 - 0.5 * i,
                Math.exp(1.5 * random.nextGaussian()),
                random));
    ClassifierMixture fitted = ClassifierMixture.fit(List.of(members), songs);
    double best = meanLogarithm(fitted, songs);
    for (int i = 0; i < count; i++) {
      for (double move : new double[] {-0.05, 0.05}) {
        double[] other = fitted.weights();
        other[i] = Math.max(0, other[i] + move);
        if (Arrays.stream(other).sum() > 0) {
          double there =
              meanLogarithm(
                  ClassifierMixture.logLinear(List.of(members), other, fitted.shares()), songs);
          assertTrue(there <= best + 1e-6, there + " is above " + best);
        }
      }
    }
  }

  /** Genres are drawn by probabilities q, and the member says what is proportional to q². */
  @Test
  void aMemberThatIsTooCertainIsTakenAtHalfItsWeight() {
    Random random = new Random(2);
    int rows = 6_000;
    float[][] answers = new float[rows][CLASSES];
    int[] genres = new int[rows];
    for (int row = 0; row < rows; row++) {
      double[] q = random.doubles(CLASSES, 0.02, 1).toArray();
      double sum = Arrays.stream(q).sum();
      double squares = Arrays.stream(q).map(x -> x * x).sum();
      double draw = random.nextDouble() * sum;
      while (draw > q[genres[row]]) {
        draw -= q[genres[row]++];
      }
      for (int c = 0; c < CLASSES; c++) {
        answers[row][c] = (float) (q[c] * q[c] / squares);
      }
    }
    ClassifierMixture mixture =
        ClassifierMixture.fit(List.of(new Table(answers)), numbered(genres));
    assertEquals(0.5, mixture.weights()[0], 0.04);
  }

  /** The same answers, but that with some chance a member says 0 of the truth. */
  private static Table denying(Table member, int[] genres, double chance, Random random) {
    float[][] answers = new float[genres.length][];
    for (int row = 0; row < genres.length; row++) {
      answers[row] = member.answers[row].clone();
      if (random.nextDouble() < chance) {
        float left = 1 - answers[row][genres[row]];
        answers[row][genres[row]] = 0;
        for (int c = 0; c < CLASSES; c++) {
          answers[row][c] /= left;
        }
      }
    }
    return new Table(answers);
  }

  /** Mean ln p of the truth, of one table mixed alone, in doubles, as the formula has it. */
  private static double naive(Table table, int[] genres, double weight, double share) {
    double mean = 0;
    for (int row = 0; row < genres.length; row++) {
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        sum += Math.pow((1 - share) * table.answers[row][c] + share / CLASSES, weight);
      }
      int truth = genres[row];
      double own = Math.pow((1 - share) * table.answers[row][truth] + share / CLASSES, weight);
      mean += Math.log(own / sum) / genres.length;
    }
    return mean;
  }

  /**
   * The best weight for a share by a grid of 0.02 over [0, 4], and one of 0.0005 where it is best.
   */
  private static double weightByGrid(Table table, int[] genres, double share) {
    double best = 0;
    double centre = 2;
    double reach = 2;
    for (int grid = 0; grid < 2; grid++) {
      double highest = Double.NEGATIVE_INFINITY;
      for (int i = -100; i <= 100; i++) {
        double weight = Math.max(0, centre + reach * i / 100);
        double mean = naive(table, genres, weight, share);
        if (mean > highest) {
          highest = mean;
          best = weight;
        }
      }
      centre = best;
      reach = 0.05;
    }
    return best;
  }

  @Test
  void sharesAndWeightsAloneAreThoseOfABruteForceSearch() {
    Set<Double> chosen = new HashSet<>();
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      int[] genres = random.ints(ROWS, 0, CLASSES).toArray();
      Table member =
          denying(member(genres, 2, 1 + seed % 3, random), genres, 0.05 * (seed % 6), random);
      double[] weights = new double[MixtureFit.SHARES.length];
      double[] means = new double[weights.length];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = weightByGrid(member, genres, MixtureFit.SHARES[i]);
        means[i] = naive(member, genres, weights[i], MixtureFit.SHARES[i]);
      }
      int best = 0;
      for (int i = 1; i < means.length; i++) {
        best = means[i] > means[best] ? i : best;
      }
      ClassifierMixture mixture = ClassifierMixture.fit(List.of(member), numbered(genres));
      assertArrayEquals(
          new double[] {MixtureFit.SHARES[best]},
          mixture.shares(),
          "seed " + seed + ": " + Arrays.toString(means));
      assertEquals(weights[best], mixture.weights()[0], 1e-3, "seed " + seed);
      assertEquals(means[best], meanLogarithm(mixture, numbered(genres)), 1e-6);
      chosen.add(mixture.shares()[0]);
    }
    assertTrue(chosen.size() >= 3, "the test tells shares apart: " + chosen);
  }

  @Property(tries = 40)
  void aMemberThatDeniesTheTruthIsMixedWithMoreGuessing(@Range(min = 0, max = 100_000) long seed) {
    Random random = new Random(seed);
    int[] genres = random.ints(5 * ROWS, 0, CLASSES).toArray();
    Table member = member(genres, 2, 2, random);
    Table denying = denying(member, genres, 0.15 + 0.3 * random.nextDouble(), random);
    double[] shares = ClassifierMixture.fit(List.of(member, denying), numbered(genres)).shares();
    assertTrue(shares[1] > shares[0], Arrays.toString(shares));
  }

  @Test
  void theShareOfAMemberDoesNotDependOnTheOthers() {
    Random random = new Random(5);
    int[] genres = random.ints(ROWS, 0, CLASSES).toArray();
    Songs songs = numbered(genres);
    List<GenreClassifier> members =
        List.of(
            member(genres, 2, random),
            denying(member(genres, 2, random), genres, 0.3, random),
            member(genres, -2, random));
    double[] alone =
        members.stream()
            .mapToDouble(member -> ClassifierMixture.fit(List.of(member), songs).shares()[0])
            .toArray();
    assertArrayEquals(alone, ClassifierMixture.fit(members, songs).shares());
    assertEquals(MixtureFit.SHARES[0], alone[2], "worth nothing with any share: the smallest");
  }

  /** A member that gives the truth all probability. */
  private static Table perfect(int[] genres) {
    float[][] answers = new float[genres.length][CLASSES];
    for (int row = 0; row < genres.length; row++) {
      answers[row][genres[row]] = 1;
    }
    return new Table(answers);
  }

  @Test
  void aPerfectMemberIsLeftUnharmed() {
    Random random = new Random(6);
    int[] genres = random.ints(ROWS, 0, CLASSES).toArray();
    Songs songs = numbered(genres);
    for (List<GenreClassifier> others :
        List.<List<GenreClassifier>>of(
            List.of(), List.of(member(genres, 1, random)), List.of(member(genres, -1, random)))) {
      List<GenreClassifier> members = new ArrayList<>(others);
      members.add(0, perfect(genres));
      ClassifierMixture mixture = ClassifierMixture.fit(members, songs);
      assertEquals(
          MixtureFit.SHARES[0], mixture.shares()[0], "all shares do equally well: the smallest");
      assertEquals(0, meanLogarithm(mixture, songs), 1e-6);
      assertTrue(mixture.weights()[0] > 0.5 && mixture.weights()[0] < 100, "no climb without end");
    }
  }

  @Test
  void aMemberThatOnlyGuessesChangesNothing() {
    Random random = new Random(7);
    int[] genres = random.ints(ROWS, 0, CLASSES).toArray();
    Songs songs = numbered(genres);
    float[][] guesses = new float[ROWS][CLASSES];
    for (float[] guess : guesses) {
      Arrays.fill(guess, 1f / CLASSES);
    }
    Table knowing = member(genres, 1, random);
    ClassifierMixture alone = ClassifierMixture.fit(List.of(knowing), songs);
    ClassifierMixture both = ClassifierMixture.fit(List.of(new Table(guesses), knowing), songs);
    assertEquals(0.5, both.weights()[0], 1e-9, "it stays where it began");
    assertEquals(alone.weights()[0], both.weights()[1], 1e-3);
    assertArrayEquals(answer(alone, 1), answer(both, 1), 1e-4f);
  }

  /** A member that counts how often it is asked. */
  private record Counted(Table table, AtomicInteger times) implements GenreClassifier {

    @Override
    public int classes() {
      return table.classes();
    }

    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      times.incrementAndGet();
      table.probabilities(songs, rows, probabilities);
    }
  }

  @Test
  void allSharesOfAllMembersAreTriedInTheSamePasses() {
    Random random = new Random(8);
    int[] genres = random.ints(ROWS, 0, CLASSES).toArray(); // one batch
    List<Counted> members =
        IntStream.range(0, 3)
            .mapToObj(i -> denying(member(genres, 2, 1 + i, random), genres, 0.1 * i, random))
            .map(member -> new Counted(member, new AtomicInteger()))
            .toList();
    MixtureFit.fit(List.copyOf(members), numbered(genres), new Team(1), 0);
    for (Counted member : members) {
      assertTrue(member.times.get() <= 20, "asked " + member.times + " times");
    }
  }

  @Test
  void membersAreAskedOnceWhereTheirAnswersCanBeKept() {
    Random random = new Random(11);
    int[] genres = random.ints(1_300, 0, CLASSES).toArray(); // three batches
    Songs songs = numbered(genres);
    Counted member = new Counted(member(genres, 2, random), new AtomicInteger());
    List<GenreClassifier> members = List.of(member, member(genres, 1, random));
    long answers = 2L * genres.length * CLASSES;
    ClassifierMixture kept = MixtureFit.fit(members, songs, new Team(1), answers);
    assertEquals(3, member.times.get());
    ClassifierMixture anew = MixtureFit.fit(members, songs, new Team(1), answers - 1);
    assertTrue(member.times.get() > 9, "asked " + member.times + " times");
    assertArrayEquals(anew.weights(), kept.weights());
    assertArrayEquals(anew.shares(), kept.shares());
  }

  /** More weight is better for ever; what it gains falls by e or more in each pass. */
  @Test
  void theClimbOfAPerfectMemberEnds() {
    int[] genres = new Random(10).ints(ROWS, 0, CLASSES).toArray();
    Counted member = new Counted(perfect(genres), new AtomicInteger());
    MixtureFit.fit(List.of(member), numbered(genres), new Team(1), 0);
    assertTrue(member.times.get() <= 55, "asked " + member.times + " times");
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Random random = new Random(9);
    int[] genres = random.ints(1_300, 0, CLASSES).toArray(); // three batches
    Songs songs = numbered(genres);
    List<GenreClassifier> members =
        List.of(member(genres, 1, random), denying(member(genres, 2, random), genres, 0.2, random));
    ClassifierMixture one = MixtureFit.fit(members, songs, new Team(1));
    ClassifierMixture four = MixtureFit.fit(members, songs, new Team(4));
    assertArrayEquals(one.weights(), four.weights());
    assertArrayEquals(one.shares(), four.shares());
  }

  @Test
  void aMemberThatMisleadsGetsNoWeight() {
    Random random = new Random(3);
    int[] genres = random.ints(ROWS, 0, CLASSES).toArray();
    double[] weights =
        ClassifierMixture.fit(
                List.of(member(genres, -2, random), member(genres, 2, random)), numbered(genres))
            .weights();
    assertEquals(0, weights[0]);
    assertTrue(weights[1] > 0.5);
  }

  @Test
  void membersThatAlwaysAgreeCanBeFitted() {
    Random random = new Random(4);
    int[] genres = random.ints(ROWS, 0, CLASSES).toArray();
    Songs songs = numbered(genres);
    Table member = member(genres, 1, random);
    double[] alone = ClassifierMixture.fit(List.of(member), songs).weights();
    double[] both = ClassifierMixture.fit(List.of(member, member), songs).weights();
    assertEquals(alone[0], both[0] + both[1], 1e-3);
  }

  @Test
  void trainedModelsAreMixedTheSameBitForBit() {
    Songs songs = SongClouds.gaussian(6, 400, 3, 1.2, 3);
    Songs validation = SongClouds.gaussian(6, 200, 3, 1.2, 3);
    List<GenreClassifier> members =
        List.of(
            NearestCentroid.fit(songs),
            GenreForest.fit(songs, Trainings.forest(20, 8, 0, 2, 1)),
            Dense.fit(Training.of(songs, validation).with(SHORT)));
    ClassifierMixture mixture = ClassifierMixture.fit(members, validation);
    assertArrayEquals(mixture.weights(), ClassifierMixture.fit(members, validation).weights());
    assertArrayEquals(mixture.shares(), ClassifierMixture.fit(members, validation).shares());
    float[] answers = SongClouds.probabilities(mixture, validation);
    assertArrayEquals(answers, SongClouds.probabilities(mixture, validation));
    for (int row = 0; row < validation.size(); row++) {
      double sum = 0;
      for (int c = 0; c < 6; c++) {
        sum += answers[row * 6 + c];
      }
      assertEquals(1, sum, 1e-5);
    }
  }

  @Test
  void whatCannotBeMixedIsRefused() {
    Table two = table(new float[] {0.5f, 0.5f});
    Table three = table(new float[] {0.5f, 0.5f, 0});
    refuses("A mixture of no models; name at least one.", () -> ClassifierMixture.mean(List.of()));
    refuses(
        "Models of 2 and 3 genres cannot be mixed; train them on the same genres.",
        () -> ClassifierMixture.mean(List.of(two, three)));
    for (double[] weights : new double[][] {{1}, {1, -1}, {0, 0}, {1, Double.NaN}}) {
      refuses(
          "weights = "
              + Arrays.toString(weights)
              + " of 2 models; give each a finite number of at least 0, and one above 0.",
          () -> ClassifierMixture.logLinear(List.of(two, two), weights, new double[] {0.1, 0.1}));
    }
    for (double[] shares : new double[][] {{0.1}, {0.1, 0}, {1, 0.1}, {0.1, Double.NaN}}) {
      refuses(
          "shares = "
              + Arrays.toString(shares)
              + " of 2 models; give each a number above 0 and below 1.",
          () -> ClassifierMixture.logLinear(List.of(two, two), new double[] {1, 1}, shares));
    }
    refuses(
        "There is no validation song to fit the weights of a mixture to; mix by the mean.",
        () -> ClassifierMixture.fit(List.of(two), numbered(1).rows(new int[0])));
    refuses(
        "The models know 2 genres and the validation songs 5; they must be the same.",
        () -> ClassifierMixture.fit(List.of(two), numbered(1)));
  }

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
