package ihct.evaluate;

import ihct.models.GenreClassifier;
import ihct.songs.Songs;
import java.io.IOException;
import java.io.UncheckedIOException;

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
          (first, rows, probabilities) -> {
            for (int row = 0; row < rows; row++) {
              answers[first + row] = best(probabilities, row * classes, classes);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written here
    }
    return answers;
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
