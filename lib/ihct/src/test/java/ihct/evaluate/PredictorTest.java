package ihct.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.hierarchy.Ihct;
import ihct.models.GenreClassifier;
import ihct.models.HardClassifier;
import ihct.songs.Songs;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictorTest {

  /** Four songs whose features are the probabilities that {@link Echo} gives. */
  private static final double[][] X = {
    {0.5, 0.25, 0.25, 0}, {0, 1, 0, 0}, {0.25, 0.25, 0.25, 0.25}, {0, 0, 0, 0}
  };

  private static final Songs SONGS = Songs.of(X, List.of("dub", "jazz", "punk", "ska"));

  /** Answers with a song's features. */
  private static class Echo implements GenreClassifier {
    @Override
    public int classes() {
      return 4;
    }

    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      System.arraycopy(songs, 0, probabilities, 0, 4 * rows);
    }
  }

  private static final class HardEcho extends Echo implements HardClassifier {}

  private static final Ihct TREE = Ihct.ofTiers(new int[][] {{0, 0, 1, 1}, {0, 1, 2, 3}});

  private static final Predictor PREDICTOR = Predictor.of(new Echo(), SONGS);

  private static String refusal(Runnable call) {
    return assertThrows(IllegalArgumentException.class, call::run).getMessage();
  }

  @Test
  void theMostProbableGenresComeFirstByName() {
    assertEquals("[dub 50.00 %, jazz 25.00 %, punk 25.00 %]", text(PREDICTOR.top(X[0], 5)));
    assertEquals("[dub 50.00 %, jazz 25.00 %]", text(PREDICTOR.top(X[0], 2)));
    assertEquals("[jazz 100.00 %]", text(PREDICTOR.top(X[1], 5)));
    assertEquals("[]", text(PREDICTOR.top(X[3], 5)), "No probability is no answer.");
    assertEquals(new Prediction("dub", 0.25f), PREDICTOR.top(X[2], 1).get(0));
  }

  private static String text(List<Prediction> best) {
    return best.toString();
  }

  /** 0.375 + 0 against twice 0.3125: the likeliest genre is not in the likeliest cluster. */
  @Test
  void aClusterIsAsProbableAsItsGenresTogether() {
    Predictor clusters = PREDICTOR.byTier(TREE, 1, List.of("low", "high"));
    double[] song = {0.375, 0, 0.3125, 0.3125};
    assertEquals("[dub 37.50 %]", text(PREDICTOR.top(song, 1)));
    assertEquals("[high 62.50 %, low 37.50 %]", text(clusters.top(song, 5)));
    assertEquals("[high 62.50 %]", text(clusters.top(song, 1)));
    assertEquals("[low 75.00 %, high 25.00 %]", text(clusters.top(X[0], 5)));
    assertEquals("[low 100.00 %]", text(clusters.top(X[1], 5)));
    assertEquals("[low 50.00 %, high 50.00 %]", text(clusters.top(X[2], 5)), "first of equals");
    assertEquals("[]", text(clusters.top(X[3], 5)));
    assertEquals(PREDICTOR.top(SONGS, 4), PREDICTOR.byTier(TREE, 2, SONGS.genres()).top(SONGS, 4));
    assertEquals(
        "The model knows 4 genres, the tree 4 with 2 clusters in tier 1, and 1 are named.",
        refusal(() -> PREDICTOR.byTier(TREE, 1, List.of("low"))));
  }

  @Test
  void manySongsAreAnsweredAsOne() {
    List<List<Prediction>> all = PREDICTOR.top(SONGS, 3);
    for (int row = 0; row < X.length; row++) {
      assertEquals(PREDICTOR.top(X[row], 3), all.get(row));
    }
  }

  @Test
  void songsAreScaledBeforeTheModelSeesThem() {
    Predictor scaling =
        Predictor.of(
            new Echo(),
            SONGS.features(),
            SONGS.genres(),
            songs -> songs.withValues(new double[] {0, 0, 0, 1}));
    assertEquals("[ska 100.00 %]", text(scaling.top(X[0], 5)));
  }

  @Test
  void whatDoesNotFitIsRefusedInWords() {
    assertEquals("top = 0; it must be at least 1.", refusal(() -> PREDICTOR.top(X[0], 0)));
    assertEquals(
        "The song has 2 features; the model takes 4: x1, x2, x3, x4.",
        refusal(() -> PREDICTOR.top(new double[2], 1)));
    assertEquals(
        "The song's x2 is NaN; a prediction needs a finite number.",
        refusal(() -> PREDICTOR.top(new double[] {0, Double.NaN, 0, 0}, 1)));
    Songs others = Songs.of(X, List.of("a", "a", "a", "a"), "p", "q", "r", "s");
    assertEquals(
        "The model takes the features [x1, x2, x3, x4]; these songs have [p, q, r, s].",
        refusal(() -> PREDICTOR.top(others, 1)));
    assertEquals(
        "The model knows 4 genres, and 1 are named.",
        refusal(() -> Predictor.of(new Echo(), others)));
  }

  @Test
  void oneCallMeasuresAnyModelOnAnySongs() {
    Measured measured = Measured.of(new Echo(), SONGS, TREE);
    assertEquals(0.5, measured.scores().top1(), "dub and jazz");
    assertEquals(0.75, measured.scores().top5(), "punk, too");
    assertEquals(List.of(0.5, 0.5), measured.scores().tierAccuracy());
    assertEquals(
        "4 songs: top-1 50.00 %, top-5 75.00 %, top-10 75.00 %, macro-F1 41.67 %; log loss",
        measured.toString().split(" log loss")[0] + " log loss");
  }

  @Test
  void ofAHardAnswerOnlyWhatItDecidesIsMeasured() {
    Measured measured = Measured.of(new HardEcho(), SONGS, TREE);
    assertEquals(0.5, measured.scores().top1());
    assertEquals(Double.NaN, measured.scores().top5());
    assertEquals(null, measured.reliability().calibrationError());
    assertEquals(true, measured.toString().contains("calibration error – %"));
  }

  @Test
  void songsOfOtherGenresAreNotMeasured() {
    Songs others = Songs.of(X, List.of("a", "a", "a", "b"));
    assertEquals(
        "The model knows 4 genres, the songs have 2 and the tree 4; they must be the same."
            + " songs.withGenres(…) renumbers songs by other genres.",
        refusal(() -> Measured.of(new Echo(), others, TREE)));
    assertEquals(
        "There are no songs to measure the model on.",
        refusal(() -> Measured.of(new Echo(), SONGS.rows(new int[0]), TREE)));
  }
}
