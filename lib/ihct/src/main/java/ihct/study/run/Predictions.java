package ihct.study.run;

import ihct.evaluate.Prediction;
import ihct.evaluate.Predictor;
import ihct.files.CsvText;
import ihct.files.Json;
import ihct.files.RunListener;
import ihct.loading.LoadedSongs;
import ihct.loading.RowOrigins;
import ihct.loading.SongLoader;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Predicts genres, or clusters of genres, of songs that need no label. */
public final class Predictions {

  private final Predictor scaled;
  private final Songs songs;
  private final RowOrigins origins;
  private final String answer;
  private final int top;

  private Predictions(Predictor scaled, Songs songs, RowOrigins origins, String answer, int top) {
    this.scaled = scaled;
    this.songs = songs;
    this.origins = origins;
    this.answer = answer;
    this.top = top;
  }

  /**
   * What is predicted of a record.
   *
   * @param file where it stands
   * @param line counted from 1
   * @param track its id; null where the file has none
   * @param predictions of genres or clusters, the most probable first
   */
  public record Row(String file, int line, String track, List<Prediction> predictions) {}

  /** Hears what is predicted, record by record, in the order of the files. */
  public interface Sink {

    /**
     * Begins, once all songs are there.
     *
     * @param answer what the predictions are: genre or cluster
     */
    default void begin(String answer) throws IOException {}

    /** Takes the next record's. */
    void accept(Row row) throws IOException;

    /** {@return one that hands on to this and then to another} */
    default Sink and(Sink other) {
      return new Sink() {
        @Override
        public void begin(String answer) throws IOException {
          Sink.this.begin(answer);
          other.begin(answer);
        }

        @Override
        public void accept(Row row) throws IOException {
          Sink.this.accept(row);
          other.accept(row);
        }
      };
    }
  }

  /**
   * Reads rows, and predicts nothing yet.
   *
   * @param files the new rows, in the form of the training rows
   * @param tier a tier whose clusters are predicted in the place of genres: its name in the run's
   *     paths.csv, or its number, 1 for the coarsest; null for genres
   * @param top answers per record, at least 1
   * @param listener hears how it goes, and what was left out
   * @throws IllegalArgumentException if {@code top} is too small, the tree has no such tier, or the
   *     features differ
   * @throws IOException if a file cannot be read
   */
  public static Predictions of(
      SavedModel model, List<Path> files, String tier, int top, RunListener listener)
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
    return new Predictions(
        scaled,
        run.scale(loaded.songs()),
        loaded.origins(),
        tier == null ? "genre" : "cluster",
        top);
  }

  /**
   * Predicts every readable record. One has fewer answers than asked for where fewer have a
   * probability above 0.
   *
   * @throws IOException if the sink cannot take them
   */
  public void write(Sink out) throws IOException {
    out.begin(answer);
    scaled.predict(
        songs,
        top,
        (row, best) ->
            out.accept(
                new Row(
                    origins.file(row).toString(),
                    origins.line(row),
                    origins.track(row).orElse(null),
                    best)));
  }

  /**
   * {@return a sink that writes a line of JSON for each record: file, line, track, and its
   * predictions, each with genre or cluster and its probability}
   */
  public static Sink json(Appendable out) {
    return new Sink() {
      private String answer;

      @Override
      public void begin(String named) {
        answer = named;
      }

      @Override
      public void accept(Row row) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", row.file());
        line.put("line", row.line());
        line.put("track", row.track());
        line.put(
            "predictions",
            row.predictions().stream()
                .map(each -> Map.of(answer, each.genre(), "probability", each.probability()))
                .map(TreeMap::new)
                .toList());
        out.append(Json.line(line)).append('\n');
      }
    };
  }

  /** {@return a sink that writes CSV, a line for each answer, after a header} */
  public static Sink csv(Appendable out) {
    return new Sink() {
      @Override
      public void begin(String answer) throws IOException {
        out.append(CsvText.line(List.of("file", "line", "track", "rank", answer, "probability")));
      }

      @Override
      public void accept(Row row) throws IOException {
        int rank = 0;
        for (Prediction prediction : row.predictions()) {
          out.append(
              CsvText.line(
                  List.of(
                      row.file(),
                      Integer.toString(row.line()),
                      Objects.requireNonNullElse(row.track(), ""),
                      Integer.toString(++rank),
                      prediction.genre(),
                      Float.toString(prediction.probability()))));
        }
      }
    };
  }
}
