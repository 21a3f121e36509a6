package ihct.study.run;

import ihct.evaluate.Prediction;
import ihct.evaluate.Predictor;
import ihct.files.CsvText;
import ihct.files.RunListener;
import ihct.loading.LoadedSongs;
import ihct.loading.RowOrigins;
import ihct.loading.SongLoader;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Predicts genres, or clusters of genres, of songs that need no label. */
public final class Predictions {

  private Predictions() {}

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
    write(model, files, null, top, out, listener);
  }

  /**
   * The same with the clusters of a tier in the place of genres, if one is named.
   *
   * @param tier its name in the run's paths.csv, or its number, 1 for the coarsest; null for genres
   */
  public static void write(
      SavedModel model,
      List<Path> files,
      String tier,
      int top,
      Appendable out,
      RunListener listener)
      throws IOException {
    if (top < 1) {
      throw new IllegalArgumentException("top = " + top + "; it must be at least 1.");
    }
    SavedRun run = model.run();
    Predictor scaled =
        run.byTier(
            Predictor.of(
                model.classifier(), run.features(), run.genres(), UnaryOperator.identity()),
            tier);
    LoadedSongs loaded = SongLoader.load(files, model.newRows(files), run.reading(false));
    loaded.report().notes().forEach(listener::note);
    loaded.report().leftOutNotes().forEach(listener::note);
    Songs songs = run.scale(loaded.songs());
    RowOrigins origins = loaded.origins();
    String answer = tier == null ? "genre" : "cluster";
    out.append(CsvText.line(List.of("file", "line", "track", "rank", answer, "probability")));
    scaled.predict(songs, top, (row, best) -> write(row, best, origins, out));
  }

  private static void write(int row, List<Prediction> best, RowOrigins origins, Appendable out)
      throws IOException {
    int rank = 0;
    for (Prediction prediction : best) {
      out.append(
          CsvText.line(
              List.of(
                  origins.file(row).toString(),
                  Integer.toString(origins.line(row)),
                  origins.track(row).orElse(""),
                  Integer.toString(++rank),
                  prediction.genre(),
                  Float.toString(prediction.probability()))));
    }
  }
}
