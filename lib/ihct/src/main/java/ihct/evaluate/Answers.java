package ihct.evaluate;

import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.nd4j.evaluation.classification.Evaluation;

/** The most probable genre of each song. */
public final class Answers {

  /** Stands for a model that has no answer. */
  private static final int NONE = -1;

  private Answers() {}

  public static int[] of(GenreClassifier model, Songs songs) {
    int[] answers = new int[songs.size()];
    int classes = model.classes();
    try {
      Evaluator.predict(
          model,
          songs,
          () ->
              (row, probabilities, offset) -> {
                int answer = best(probabilities, offset, classes);
                return () -> answers[row] = answer;
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written here
    }
    return answers;
  }

  /**
   * Counts answers by DL4J's own evaluation, with its confusion matrix.
   *
   * <p><b>Cost.</b> One pass over the songs; the confusion matrix holds the pairs that occur.
   *
   * @param model a trained model, of whatever library
   * @param songs songs scaled as it was trained
   * @return accuracy, precision, recall and F1 as DL4J counts them
   * @throws IllegalArgumentException if the songs have other genres, or the model leaves one
   *     without an answer, for which DL4J's evaluation has no place
   */
  public static Evaluation evaluation(GenreClassifier model, Songs songs) {
    if (model.classes() != songs.genres().size()) {
      throw new IllegalArgumentException(
          "The model knows %d genres, and the songs have %d; they must be the same. songs.withGenres(…) renumbers songs by other genres."
              .formatted(model.classes(), songs.genres().size()));
    }
    Evaluation evaluation = new Evaluation(songs.genres());
    int[] answers = of(model, songs);
    for (int row = 0; row < answers.length; row++) {
      if (answers[row] == NONE) {
        throw new IllegalArgumentException(
            "The model has no answer to row " + row + "; DL4J's evaluation has no place for that.");
      }
      evaluation.eval(answers[row], songs.genre(row));
    }
    return evaluation;
  }

  /** The first of equally probable genres, as in {@link ihct.metrics.ScoreMeter}. */
  private static int best(float[] probabilities, int from, int classes) {
    int best = NONE;
    float most = 0;
    for (int genre = 0; genre < classes; genre++) {
      if (probabilities[from + genre] > most) {
        most = probabilities[from + genre];
        best = genre;
      }
    }
    return best;
  }
}
