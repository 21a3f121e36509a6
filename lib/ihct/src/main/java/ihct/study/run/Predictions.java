package ihct.study.run;

import ihct.evaluate.Evaluator;
import ihct.files.CsvText;
import ihct.files.RunListener;
import ihct.loading.LoadedSongs;
import ihct.loading.RowOrigins;
import ihct.loading.SongLoader;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Predicts genres of songs that need no label. */
public final class Predictions {

  private static final List<String> HEADER =
      List.of("file", "line", "track", "rank", "genre", "probability");

  private final SavedRun run;
  private final RowOrigins origins;
  private final int top;
  private final Appendable out;

  private Predictions(SavedRun run, RowOrigins origins, int top, Appendable out) {
    this.run = run;
    this.origins = origins;
    this.top = top;
    this.out = out;
  }

  /**
   * Writes the most probable genres of every readable record as CSV: file, line, track (empty where
   * the file has no ids), rank, genre, probability. A record has fewer than {@code top} lines where
   * fewer genres have a probability above 0.
   *
   * @param model the model
   * @param files the new rows, in the form of the training rows
   * @param top genres per record, at least 1
   * @param out receives the CSV, header first
   * @param listener hears how it goes, and what was left out
   * @throws IllegalArgumentException if {@code top} is too small or the features differ
   * @throws IOException if a file cannot be read or {@code out} cannot be written
   */
  public static void write(
      SavedModel model, List<Path> files, int top, Appendable out, RunListener listener)
      throws IOException {
    if (top < 1) {
      throw new IllegalArgumentException("top = " + top + "; it must be at least 1.");
    }
    SavedRun run = model.run();
    LoadedSongs loaded = SongLoader.load(files, run.newRows(files), run.reading(false));
    loaded.report().notes().forEach(listener::note);
    loaded.report().leftOutNotes().forEach(listener::note);
    Songs songs = run.scale(loaded.songs());
    Predictions predictions = new Predictions(run, loaded.origins(), top, out);
    out.append(CsvText.line(HEADER));
    Evaluator.predict(model.classifier(), songs, predictions::batch);
  }

  private void batch(int first, int rows, float[] probabilities) throws IOException {
    int classes = run.genres().size();
    float[] row = new float[classes];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(probabilities, i * classes, row, 0, classes);
      row(first + i, row);
    }
  }

  /** Picks the largest again and again: O(top·N), which is little for the few that are asked. */
  private void row(int row, float[] probabilities) throws IOException {
    for (int rank = 1; rank <= top; rank++) {
      int best = 0;
      for (int c = 1; c < probabilities.length; c++) {
        if (probabilities[c] > probabilities[best]) {
          best = c;
        }
      }
      if (!(probabilities[best] > 0)) {
        return;
      }
      out.append(
          CsvText.line(
              List.of(
                  origins.file(row).toString(),
                  Integer.toString(origins.line(row)),
                  origins.track(row).orElse(""),
                  Integer.toString(rank),
                  run.genres().get(best),
                  Float.toString(probabilities[best]))));
      probabilities[best] = 0;
    }
  }
}
