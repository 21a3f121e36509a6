package ihct.models.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.SavableClassifier;
import ihct.models.SongClouds;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedLabelsTest {

  private static final List<List<Integer>> FAMILIES =
      List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5));

  private static final List<List<Integer>> EXCHANGED =
      List.of(List.of(2, 5), List.of(0, 4), List.of(1, 3));

  private static final Songs SONGS = SongClouds.gaussian(6, 4000, 6, 1, 4);
  private static final Songs FINE = part(0, 24);
  private static final Songs TEST = part(3000, 4000);
  private static final CoarseSongs COARSE =
      new CoarseSongs(
          part(24, 3000).withGenreOf(List.of("a", "b", "c"), genre -> genre / 2), FAMILIES);

  private static Songs part(int from, int to) {
    return SONGS.rows(IntStream.range(from, to).toArray());
  }

  private static Training training(CoarseSongs coarse) {
    return Training.of(FINE, FINE.rows(new int[0])).with(TrainingOptions.paper()).with(coarse);
  }

  @Test
  void songsWithAGenreKeepItAndOthersGetOneBelowTheirName() {
    ExpectedLabels expected = ExpectedLabels.of(training(COARSE));
    assertEquals(3000, expected.songs().size());
    assertEquals(FINE.genres(), expected.songs().genres());
    assertArrayEquals(expected.songs().y(), expected.labels(0));
    for (int draw = 0; draw < 20; draw++) {
      int[] labels = expected.labels(draw);
      assertArrayEquals(FINE.y(), IntStream.of(labels).limit(FINE.size()).toArray());
      for (int row = 0; row < COARSE.songs().size(); row++) {
        assertEquals(COARSE.songs().genre(row), labels[FINE.size() + row] / 2);
        assertEquals(COARSE.songs().feature(row, 1), expected.songs().feature(24 + row, 1));
      }
    }
    assertArrayEquals(expected.labels(3), ExpectedLabels.of(training(COARSE)).labels(3));
  }

  /** Of some 1,000 songs of a name with 16 draws each, a share strays by some 0.01. */
  @Test
  void genresAreDrawnAsOftenAsTheyAreLikely() {
    ExpectedLabels expected = ExpectedLabels.of(training(COARSE));
    Gaussian model = Gaussian.fit(FINE, Optional.of(COARSE), TrainingOptions.paper());
    float[] probabilities = SongClouds.probabilities(model, COARSE.songs());
    for (int name = 0; name < 3; name++) {
      double likely = 0;
      double drawn = 0;
      double count = 0;
      for (int row = 0; row < COARSE.songs().size(); row++) {
        if (COARSE.songs().genre(row) == name) {
          double first = probabilities[6 * row + 2 * name];
          likely += first / (first + probabilities[6 * row + 2 * name + 1]);
          for (int draw = 0; draw < 16; draw++) {
            drawn += expected.labels(draw)[FINE.size() + row] % 2 == 0 ? 1 / 16.0 : 0;
          }
          count++;
        }
      }
      assertEquals(likely / count, drawn / count, 0.03);
      assertTrue(drawn > 0);
    }
  }

  @Test
  void namesThatMisleadAreLeftOut() {
    CoarseSongs wrong = new CoarseSongs(COARSE.songs(), EXCHANGED);
    assertEquals(FINE.size(), ExpectedLabels.of(training(wrong)).songs().size());
    Training unheard = training(COARSE).with(TrainingOptions.paper().with(CoarseLinks.WEIGHT, 0.0));
    assertEquals(FINE.size(), ExpectedLabels.of(unheard).songs().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"forest", "extra-trees", "boosting"})
  void treesLearnFromCoarseNames(String name) {
    Kind kind = Kinds.of(name);
    TrainingOptions options = TrainingOptions.paper();
    Training alone = Training.of(FINE, FINE.rows(new int[0])).with(options);
    double without = SongClouds.accuracy(kind.fit(alone), TEST);
    GenreClassifier learnt = kind.fit(alone.with(COARSE));
    double known = SongClouds.accuracy(learnt, TEST);
    double inferred =
        SongClouds.accuracy(kind.fit(alone.with(CoarseSongs.unplaced(COARSE.songs()))), TEST);
    assertTrue(known > without + 0.05, known + " after " + without);
    assertTrue(inferred > without + 0.03, inferred + " after " + without);
    Map<String, Double> chosen =
        Gaussian.fit(FINE, Optional.of(COARSE), TrainingOptions.paper()).chosen();
    assertTrue(chosen.get("coarseWeight") > 0);
    assertEquals(chosen, ((SavableClassifier) learnt).chosen());
    CoarseSongs misleading = new CoarseSongs(COARSE.songs(), EXCHANGED);
    assertEquals(
        0, ((SavableClassifier) kind.fit(alone.with(misleading))).chosen().get("coarseWeight"));
    assertEquals(Map.of(), ((SavableClassifier) kind.fit(alone)).chosen());
  }
}
