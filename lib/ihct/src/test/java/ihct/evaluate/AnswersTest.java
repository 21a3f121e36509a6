package ihct.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.models.GenreClassifier;
import ihct.models.SongClouds;
import ihct.songs.Songs;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;

class AnswersTest {

  private static final Songs SONGS =
      SongClouds.of(3, new int[] {0, 1, 2, 2}, new double[][] {{0}, {0}, {1}, {2}});

  /** Gives the genre that the feature names the probability p, and nothing to the others. */
  private static GenreClassifier told(float p) {
    return new GenreClassifier() {
      @Override
      public int classes() {
        return 3;
      }

      @Override
      public void probabilities(float[] songs, int rows, float[] probabilities) {
        for (int row = 0; row < rows; row++) {
          for (int c = 0; c < 3; c++) {
            probabilities[3 * row + c] = c == songs[row] ? p : 0;
          }
        }
      }
    };
  }

  /** Right are rows 0 and 3; row 1 is taken for genre 0, row 2 for genre 1. */
  @Test
  void evaluationOfDl4jCountsTheSameAnswers() {
    assertArrayEquals(new int[] {0, 0, 1, 2}, Answers.of(told(1), SONGS));
    Evaluation evaluation = Answers.evaluation(told(1), SONGS);
    assertEquals(0.5, evaluation.accuracy());
    assertEquals(1, evaluation.getConfusionMatrix().getCount(1, 0));
    assertEquals(1, evaluation.getConfusionMatrix().getCount(2, 1));
  }

  @Test
  void noAnswerHasNoPlaceInDl4j() {
    assertEquals(
        "The model has no answer to row 0; DL4J's evaluation has no place for that.",
        assertThrows(IllegalArgumentException.class, () -> Answers.evaluation(told(0), SONGS))
            .getMessage());
  }

  @Test
  void whatIsNoNumberIsNoAnswerForDl4jEither() {
    assertThrows(IllegalArgumentException.class, () -> Answers.evaluation(told(Float.NaN), SONGS));
  }
}
