package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.files.RunListener;
import ihct.loading.csv.MalformedDataException;
import ihct.models.TrainingOptions;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New rows reach a saved model in the units of its training songs, or not at all. */
class UnitsOfNewRowsTest {

  @TempDir static Path trained;

  private static SavedModel model;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    Path out = trained.resolve("out");
    DataSettings data =
        DataSettings.files(List.of(songs(trained, "songs.csv", 1, 1)))
            .with(all -> all.withMissingValues("?"));
    Settings settings =
        Settings.parse(data, "track", TreeSettings.paper(), List.of("tree"))
            .with(TrainingOptions.of(1, 64, 0.01, 1));
    Experiment.run(settings, out, false, RunListener.NONE);
    model = SavedModel.ofRun(out, "tree");
  }

  /** Three genres that duration and loudness tell apart; one row in ten has none. */
  private static Path songs(Path folder, String name, double duration, double loudness)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "track_id,genre,duration_ms,popularity,acousticness,danceability,energy,instrumentalness,"
            + "liveness,loudness,speechiness,tempo,valence");
    for (int i = 0; i < 90; i++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "t%d,%s,%s,%d,0.3,0.5,0.%d,0.01,0.1,%s,0.05,%d,0.4",
              i,
              i % 10 == 0 ? "?" : "genre " + i % 3,
              (150_000 + 60_000 * (i % 3) + 7 * i) * duration,
              20 + i % 50,
              50 + i % 30,
              (-4 - 5 * (i % 3) - i / 100.0) * loudness,
              90 + i % 40));
    }
    return Files.write(folder.resolve(name), lines);
  }

  private static String predictions(Path file) throws IOException {
    StringBuilder out = new StringBuilder();
    Predictions.of(model, List.of(file), null, 1, RunListener.NONE).write(Predictions.csv(out));
    return out.toString().replace(file.toString(), "");
  }

  private static ModelEvaluation evaluation(Path file, List<String> notes) throws IOException {
    RunListener listener =
        new RunListener() {
          @Override
          public void note(String text) {
            notes.add(text);
          }
        };
    return ModelEvaluation.of(model, List.of(file), listener);
  }

  @Test
  void secondsAreConvertedAndGetTheSameAnswers() throws IOException {
    Path same = songs(folder, "same.csv", 1, 1);
    Path seconds = songs(folder, "seconds.csv", 1e-3, 1);
    List<String> notes = new ArrayList<>();
    ModelEvaluation evaluation = evaluation(seconds, notes);
    assertEquals(1, evaluation.scores().top1());
    assertEquals(evaluation(same, new ArrayList<>()).scores(), evaluation.scores());
    assertTrue(notes.get(0).contains("in seconds: \"duration_ms\""), notes.get(0));
    assertEquals(predictions(same), predictions(seconds));
  }

  @Test
  void anotherSignIsRefused() throws IOException {
    Path file = songs(folder, "sign.csv", 1, -1);
    List<String> notes = new ArrayList<>();
    assertEquals(
        "loudness",
        assertThrows(MalformedDataException.class, () -> evaluation(file, notes)).column());
    assertThrows(MalformedDataException.class, () -> predictions(file));
  }

  @Test
  void wordsForMissingValuesGoWithTheRun() throws IOException {
    ModelEvaluation evaluation = evaluation(songs(folder, "s.csv", 1, 1), new ArrayList<>());
    assertEquals(9, evaluation.rowsLeftOut().get("no genre"));
    assertEquals(81, evaluation.testRows());
    assertEquals(0, evaluation.unknownGenreRows());
  }
}
