package ihct.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.Songs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MixtureTest {

  private static final int ROWS = 300;
  private static final int CLASSES = 5;
  private static final TrainingOptions SHORT =
      new TrainingOptions(3, 16, 0.01, 5)
          .with(new NetworkOptions(FeatureEncoding.NONE, 2, 20, 0, 0, RateSchedule.CONSTANT));

  /** Answers song i, whose only feature is i, with row i of a table. */
  private record Table(float[][] answers) implements GenreClassifier {

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

  private static float[] answer(Mixture mixture, int song) {
    float[] answer = new float[mixture.classes()];
    mixture.probabilities(new float[] {song}, 1, answer);
    return answer;
  }

  private static Table table(float[]... answers) {
    return new Table(answers);
  }

  @Test
  void meanIsTheMeanOfTheProbabilities() {
    Mixture mixture =
        Mixture.mean(List.of(table(new float[] {0.5f, 0.5f, 0}), table(new float[] {1, 0, 0})));
    assertArrayEquals(new float[] {0.75f, 0.25f, 0}, answer(mixture, 0), 1e-6f);
    assertEquals(14, mixture.parameters());
    assertArrayEquals(new double[] {0.5, 0.5}, mixture.weights());
  }

  @Test
  void logLinearIsTheWeightedGeometricMean() {
    Mixture mixture =
        Mixture.logLinear(
            List.of(table(new float[] {0.5f, 0.3f, 0.2f}), table(new float[] {0.1f, 0.1f, 0.8f})),
            new double[] {2, 0.5});
    double[] expected = {
      0.25 * Math.sqrt(0.1), 0.09 * Math.sqrt(0.1), 0.04 * Math.sqrt(0.8),
    };
    double sum = Arrays.stream(expected).sum();
    float[] answer = answer(mixture, 0);
    for (int c = 0; c < 3; c++) {
      assertEquals(expected[c] / sum, answer[c], 1e-6);
    }
    assertEquals(16, mixture.parameters());
  }

  @Test
  void noMemberRulesAClassOutInALogLinearMixture() {
    Mixture mixture =
        Mixture.logLinear(
            List.of(table(new float[] {1, 0, 0}), table(new float[] {0.01f, 0.98f, 0.01f})),
            new double[] {1, 1});
    double floor = Mixture.FLOOR / 3;
    double sum = 0.01 + floor * 0.98 + floor * 0.01;
    assertArrayEquals(
        new float[] {
          (float) (0.01 / sum), (float) (floor * 0.98 / sum), (float) (floor * 0.01 / sum)
        },
        answer(mixture, 0),
        1e-6f);
  }

  @Test
  void membersWithoutAnAnswerAreNotAsked() {
    List<GenreClassifier> members =
        List.of(
            table(new float[] {0, 0}, new float[] {0, 0}),
            table(new float[] {0.25f, 0.75f}, new float[] {0, 0}));
    for (Mixture mixture :
        List.of(Mixture.mean(members), Mixture.logLinear(members, new double[] {3, 1}))) {
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
      @ForAll @IntRange(min = 1, max = 4) int count,
      @ForAll @LongRange(min = 0, max = 100_000) long seed) {
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
    Mixture fitted = Mixture.fit(List.of(members), songs);
    double best = meanLogarithm(fitted, songs);
    for (int i = 0; i < count; i++) {
      for (double move : new double[] {-0.05, 0.05}) {
        double[] other = fitted.weights();
        other[i] = Math.max(0, other[i] + move);
        if (Arrays.stream(other).sum() > 0) {
          double there = meanLogarithm(Mixture.logLinear(List.of(members), other), songs);
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
    Mixture mixture = Mixture.fit(List.of(new Table(answers)), numbered(genres));
    assertEquals(0.5, mixture.weights()[0], 0.04);
  }

  @Test
  void aMemberThatMisleadsGetsNoWeight() {
    Random random = new Random(3);
    int[] genres = random.ints(ROWS, 0, CLASSES).toArray();
    double[] weights =
        Mixture.fit(
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
    double[] alone = Mixture.fit(List.of(member), songs).weights();
    double[] both = Mixture.fit(List.of(member, member), songs).weights();
    assertEquals(alone[0], both[0] + both[1], 1e-3);
  }

  @Test
  void trainedModelsAreMixedTheSameBitForBit() {
    Songs songs = SongClouds.gaussian(6, 400, 3, 1.2, 3);
    Songs validation = SongClouds.gaussian(6, 200, 3, 1.2, 3);
    List<GenreClassifier> members =
        List.of(
            NearestCentroid.fit(songs),
            RandomForest.fit(songs, new ForestOptions(20, 8, 0, 2, 1)),
            Dense.fit(songs, validation, SHORT, TrainingListener.NONE));
    Mixture mixture = Mixture.fit(members, validation);
    assertArrayEquals(mixture.weights(), Mixture.fit(members, validation).weights());
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
    refuses("A mixture of no models; name at least one.", () -> Mixture.mean(List.of()));
    refuses(
        "Models of 2 and 3 genres cannot be mixed; train them on the same genres.",
        () -> Mixture.mean(List.of(two, three)));
    for (double[] weights : new double[][] {{1}, {1, -1}, {0, 0}, {1, Double.NaN}}) {
      refuses(
          "weights = "
              + Arrays.toString(weights)
              + " of 2 models; give each a finite number of at least 0, and one above 0.",
          () -> Mixture.logLinear(List.of(two, two), weights));
    }
    refuses(
        "There is no validation song to fit the weights of a mixture to; mix by the mean.",
        () -> Mixture.fit(List.of(two), numbered(1).rows(new int[0])));
    refuses(
        "The models know 2 genres and the validation songs 5; they must be the same.",
        () -> Mixture.fit(List.of(two), numbered(1)));
    assertThrows(UnsupportedOperationException.class, () -> Mixture.mean(List.of(two)).write(null));
  }

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
