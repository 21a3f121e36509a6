package ihct.bench;

import ihct.models.GenreClassifier;
import ihct.models.PaperSettings;
import ihct.models.TrainingOptions;
import ihct.models.forest.EntropyTree;
import ihct.models.forest.GenreForest;
import ihct.songs.Songs;
import java.util.Arrays;

/** The entropy tree of depth 16. */
final class TreeIhct {

  /** Rows predicted at a time. */
  private static final int BATCH = 256;

  private TreeIhct() {}

  static void measure(Arguments arguments, Result result) throws Exception {
    SongRows rows = SongRows.read(arguments.file("songs"));
    int trained = arguments.number("train");
    Songs train = rows.songs(0, trained);
    Songs few = rows.songs(0, Math.min(trained, 20_000));
    for (int i = 0; i < arguments.number("warm"); i++) {
      EntropyTree.fit(few, PaperSettings.TREE_DEPTH);
    }
    result.work(trained);
    EntropyTree tree =
        result.repeated(
            arguments.number("runs"), () -> EntropyTree.fit(train, PaperSettings.TREE_DEPTH));
    result.proof("training rows", trained);
    result.proof("accuracy on other rows", accuracy(tree, rows, trained));
  }

  /** A forest of 50 trees, once. */
  static void measureForest(Arguments arguments, Result result) throws Exception {
    SongRows rows = SongRows.read(arguments.file("songs"));
    int trained = arguments.number("train");
    Songs train = rows.songs(0, trained);
    result.work(trained);
    GenreForest forest = result.timed(() -> GenreForest.fit(train, TrainingOptions.paper()));
    result.proof("accuracy on other rows", accuracy(forest, rows, trained));
  }

  /** Share of the rows behind the training part whose likeliest genre is right. */
  static double accuracy(GenreClassifier model, SongRows rows, int from) {
    int right = 0;
    int n = rows.genres();
    float[] probabilities = new float[BATCH * n];
    for (int start = from; start < rows.rows(); start += BATCH) {
      int end = Math.min(rows.rows(), start + BATCH);
      model.probabilities(rows.block(start, end), end - start, probabilities);
      for (int i = 0; i < end - start; i++) {
        int likeliest = likeliest(Arrays.copyOfRange(probabilities, i * n, (i + 1) * n));
        right += likeliest == rows.genre()[start + i] ? 1 : 0;
      }
    }
    return (double) right / (rows.rows() - from);
  }

  private static int likeliest(float[] probabilities) {
    int best = 0;
    for (int g = 1; g < probabilities.length; g++) {
      if (probabilities[g] > probabilities[best]) {
        best = g;
      }
    }
    return best;
  }
}
