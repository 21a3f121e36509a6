package ihct.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.baseline.LinearDiscriminant;
import ihct.models.baseline.MajorityClass;
import ihct.models.baseline.NearestCentroid;
import ihct.models.baseline.RandomGuess;
import ihct.models.boosting.BoostedTrees;
import ihct.models.forest.EntropyTree;
import ihct.models.forest.ExtraTrees;
import ihct.models.forest.GenreForest;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every model that is not a network. */
class SimpleModelsTest {

  private static final TrainingOptions SMALL_FOREST = Trainings.forest(4, 5, 2, 1, 3);

  /** The models under test. */
  enum Model {
    RANDOM(songs -> RandomGuess.fit(songs, 7)),
    MAJORITY(MajorityClass::fit),
    CENTROID(NearestCentroid::fit),
    LDA(songs -> LinearDiscriminant.fit(songs, TrainingOptions.paper())),
    TREE(songs -> EntropyTree.fit(songs, 5)),
    FOREST(songs -> GenreForest.fit(songs, SMALL_FOREST)),
    EXTRA_TREES(songs -> ExtraTrees.fit(songs, Trainings.extra(4, 5, 2, 1, 3))),
    BOOSTING(songs -> BoostedTrees.fit(songs, songs, Trainings.boosting(4, 3, 0.1)));

    private final Function<Songs, GenreClassifier> fit;

    Model(Function<Songs, GenreClassifier> fit) {
      this.fit = fit;
    }
  }

  private final Songs songs = SongClouds.gaussian(7, 300, 3, 2, 1);

  @ParameterizedTest
  @EnumSource
  void probabilitiesSumToOne(Model model) {
    float[] probabilities = SongClouds.probabilities(model.fit.apply(songs), songs);
    for (int row = 0; row < songs.size(); row++) {
      double sum = 0;
      for (int c = 0; c < 7; c++) {
        float p = probabilities[row * 7 + c];
        assertTrue(p >= 0 && p <= 1, () -> "probability " + p);
        sum += p;
      }
      assertEquals(1, sum, 1e-6, "seven floats, each rounded by at most 6e-8");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSongAloneGetsTheProbabilitiesItGetsInABatch(Model model) {
    GenreClassifier fitted = model.fit.apply(songs);
    float[] together = SongClouds.probabilities(fitted, songs);
    float[] alone = SongClouds.probabilities(fitted, songs.rows(new int[] {123}));
    assertArrayEquals(alone, Arrays.copyOfRange(together, 123 * 7, 124 * 7));
  }

  @ParameterizedTest
  @EnumSource
  void shortBatchIsRefusedWithBothLengths(Model model) {
    GenreClassifier fitted = model.fit.apply(songs);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> fitted.probabilities(new float[5], 2, new float[14]))
            .getMessage();
    assertEquals("2 songs of 3 features need 6 floats; the batch holds 5.", message);
    message =
        assertThrows(
                IllegalArgumentException.class,
                () -> fitted.probabilities(new float[6], 2, new float[13]))
            .getMessage();
    assertEquals(
        "Probabilities of 2 songs over 7 genres need 14 floats; the target holds 13.", message);
  }

  @ParameterizedTest
  @EnumSource
  void nothingCanBeLearntFromNoSongs(Model model) {
    Songs none = songs.rows(new int[0]);
    String message =
        assertThrows(IllegalArgumentException.class, () -> model.fit.apply(none)).getMessage();
    assertTrue(message.startsWith("There is no song to learn from"), message);
  }
}
