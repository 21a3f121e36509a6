package ihct.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.List;
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
            () -> Evaluator.predict(model, songs, (first, rows, probabilities) -> {}))
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
  void namesTheTrainingIfNoneDoes() {
    assertEquals(
        "The model's answer to a row is no finite number. Its training has diverged: train it"
            + " again with a lower learning rate.",
        refusal(songs(1, 7, 2), 7));
  }
}
