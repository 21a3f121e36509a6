package ihct.study.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.data.SongData;
import ihct.evaluate.Reliability;
import ihct.files.Json;
import ihct.loading.LoadingOptions;
import ihct.loading.SongLoader;
import ihct.metrics.Scores;
import ihct.models.EpochResult;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Small values for the tests of this package. */
public final class Samples {

  /** Those of a table of songs without popularity. */
  static final List<String> SONG_FEATURES =
      List.of(
          "duration_ms",
          "acousticness",
          "danceability",
          "energy",
          "instrumentalness",
          "liveness",
          "loudness",
          "speechiness",
          "tempo",
          "valence");

  private static final Set<String> DIFFER =
      Set.of(
          "trainSeconds", "samplesPerSecond", "evaluateSeconds", "peakHeapMiB", "peakResidentMiB");

  private Samples() {}

  /**
   * One song per genre at 0, 3, 4, 8, 14 and 21 on a line; the third genre's name needs quoting.
   */
  public static SongData sixGenresOnALine() {
    double[] places = {0, 3, 4, 8, 14, 21};
    int[] genre = {0, 1, 2, 3, 4, 5};
    int[][] trackGenres = {{0}, {1}, {2}, {3}, {4}, {5}};
    Songs songs =
        new Songs(
            List.of("place"),
            List.of("a", "b", "c, \"see\"", "d", "e's", "f"),
            places,
            genre,
            new long[] {1, 2, 3, 4, 5, 6},
            null,
            trackGenres);
    try {
      return SongData.of(SongLoader.select(songs, "line", LoadingOptions.everything()), "line.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Conditions conditions() {
    return conditions(1, List.of());
  }

  /** Conditions with some classes of few test rows, and some options without an effect. */
  public static Conditions conditions(int classesWithFewTestRows, List<String> ignored) {
    return new Conditions(
        TrainingOptions.of(30, 256, 0.001, 7).complete(),
        "track",
        "every",
        50,
        200,
        3,
        80,
        10,
        12,
        0,
        classesWithFewTestRows,
        0.75,
        "means",
        "complete",
        "euclidean",
        "powers-of-two",
        List.of(2, 3),
        2,
        SONG_FEATURES,
        List.of(),
        "songs <1>.csv, more.csv",
        false,
        "ab12",
        130,
        Map.of("no genre", 28),
        null,
        null,
        List.of(),
        0.25,
        ignored,
        "v0.1-3-gabc",
        "17",
        "cpu",
        "Haswell");
  }

  public static RunRecord record(String model) {
    Scores scores = new Scores(12, 3, 0.25, 0.5, 0.75, 0.3, 0.2, List.of(0.5, 0.25), 1.5);
    TrainingFigures training =
        new TrainingFigures(
            2.5,
            320,
            2,
            1,
            99,
            64.5,
            null,
            0.125,
            Map.of(),
            List.of(
                new EpochResult("dense", 1, 1.2, 0.3, true, 1),
                new EpochResult("dense", 2, 1.1, 0.2, false, 1)));
    Reliability reliability =
        new Reliability(0.75, 0.125, 1.5, 1.25, 0.0625, 2.5, null, List.of(0.75, 0.25));
    return new RunRecord(model, scores, reliability, training, conditions(), null, null);
  }

  /** The lines of a results.jsonl without times and memory, which are never the same twice. */
  public static List<String> figures(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (RunRecord record : new ResultFile(folder).read()) {
      ObjectNode fields = Json.tree(record);
      fields.remove(DIFFER);
      fields.get("curve").forEach(epoch -> ((ObjectNode) epoch).remove("seconds"));
      lines.add(fields.toString());
    }
    return lines;
  }

  /**
   * Writes a CSV of three well separated kinds of frogs, 60 calls each by 20 animals, below two
   * families; row 5 has no first feature.
   */
  public static Path frogs(Path folder) throws IOException {
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder("id,low,high,family,species,animal\n");
    for (int row = 0; row < 180; row++) {
      int kind = row % 3;
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%s,%.4f,%s,%s,%d%n",
              row,
              row == 3 ? "" : String.format(Locale.ROOT, "%.4f", kind + random.nextGaussian() / 9),
              random.nextGaussian(),
              kind == 0 ? "Hylidae" : "Bufonidae",
              List.of("tree frog", "cane toad", "\"green, toad\"").get(kind),
              row / 9));
    }
    return Files.writeString(folder.resolve("frogs.csv"), csv);
  }
}
