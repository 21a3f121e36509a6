package ihct.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers that are no numbers are refused with what may be the cause. */
class EvaluatorTest {

  private static Songs songs(double... tempo) {
    double[] values = new double[2 * tempo.length];
    for (int row = 0; row < tempo.length; row++) {
      values[2 * row + 1] = tempo[row];
    }
    int[][] genres = new int[tempo.length][];
    Arrays.fill(genres, new int[] {0});
    return new Songs(
        List.of("energy", "tempo"),
        List.of("dub", "ska"),
        values,
        new int[tempo.length],
        new long[tempo.length],
        null,
        genres);
  }

  /** Answers with a probability of the first genre that depends on tempo. */
  private static String refusal(Songs songs, float lost) {
    GenreClassifier model =
        new GenreClassifier() {
          @Override
          public int classes() {
            return 2;
          }

          @Override
          public void probabilities(float[] features, int rows, float[] target) {
            for (int row = 0; row < rows; row++) {
              float tempo = features[2 * row + 1];
              target[2 * row] = tempo == lost ? Float.NaN : 0.5f;
              target[2 * row + 1] = tempo == Float.POSITIVE_INFINITY ? tempo - tempo : 0.5f;
            }
          }
        };
    return assertThrows(
            IllegalArgumentException.class,
            () -> Evaluator.predict(model, songs, () -> (row, p, offset) -> () -> {}))
        .getMessage();
  }

  @Test
  void namesTheFeatureThatLiesFarOff() {
    assertEquals(
        "The model's answer to a row is no finite number. The row's tempo lies 1e+60 standard"
            + " deviations from the training songs' mean; mend or drop it.",
        refusal(songs(1, -2, 1e60), 7));
  }

  @Test
  void namesTheFirstOfSeveralRows() {
    double[] tempo = new double[300];
    tempo[20] = 1e50;
    tempo[21] = 7;
    tempo[290] = 1e60;
    String message = refusal(songs(tempo), 7);
    assertTrue(message.contains("lies 1e+50 standard"), message);
  }

  /** Rows that take longer are overtaken by later ones, and are waited for all the same. */
  @Test
  void rowsAreReadSideBySideAndAddedInTheirOrder() throws IOException {
    Songs songs = songs(IntStream.range(0, 2_500).asDoubleStream().toArray());
    List<Integer> added = new ArrayList<>();
    GenreClassifier model =
        new GenreClassifier() {
          @Override
          public int classes() {
            return 1;
          }

          @Override
          public void probabilities(float[] features, int rows, float[] target) {
            for (int row = 0; row < rows; row++) {
              target[row] = features[2 * row + 1] / 2_500;
            }
          }
        };
    Evaluator.predict(
        model,
        songs,
        () ->
            (row, probabilities, offset) -> {
              assertEquals(row / 2_500f, probabilities[offset]);
              if (row % 50 == 0) {
                LockSupport.parkNanos(100_000);
              }
              return () -> added.add(row);
            });
    assertEquals(IntStream.range(0, 2_500).boxed().toList(), added);
  }

  @Test
  void namesTheTrainingIfNoneDoes() {
    assertEquals(
        "The model's answer to a row is no finite number. Its training has diverged: train it"
            + " again with a lower learning rate.",
        refusal(songs(1, 7, 2), 7));
  }
}
