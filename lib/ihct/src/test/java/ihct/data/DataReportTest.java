package ihct.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ihct.files.RunListener;
import ihct.loading.LoadingOptions;
import ihct.loading.SongLoader;
import ihct.songs.Songs;
import ihct.study.run.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataReportTest {

  @TempDir Path folder;

  @Test
  void reportCountsRowsAndTriesEverySplit() throws Exception {
    DataSettings frogs =
        DataSettings.files(List.of(Samples.frogs(folder)))
            .with(all -> all.withColumns(List.of("low", "high"), "species", "animal"));
    DataReport report = DataReport.of(frogs, RunListener.NONE);
    String text = String.join("\n", report.lines());
    assertTrue(text.contains("missing or non-finite feature: 1, first " + folder), text);
    assertTrue(text.contains("frogs.csv:5"), text);
    for (String rule : List.of("row", "track", "artist")) {
      assertTrue(text.contains("split by " + rule + ": "), rule);
    }

    Path json = folder.resolve("report.json");
    Files.writeString(json, report.json());
    JsonNode content = new ObjectMapper().readTree(json.toFile());
    assertEquals(180, content.get("rowsRead").asInt());
    assertEquals(179, content.get("kept").get("rows").asInt());
    assertEquals(3, content.get("splits").size());
    assertEquals(0, content.get("splits").get(2).get("sameArtist").asDouble());
    assertEquals("species", content.get("files").get(0).get("columns").get("genre").asText());
  }

  @Test
  void songsWithoutArtistsHaveTwoSplits() {
    assertEquals(
        2, SplitFacts.of(new SongData(manySongs(), Map.of(), "", null, Optional.empty())).size());
  }

  @Test
  void factsByHand() throws IOException {
    // Track 1 carries both genres.
    Songs songs =
        new Songs(
            List.of("x"),
            List.of("a", "b"),
            new double[] {1, 1, 2, 3},
            new int[] {0, 1, 1, 1},
            new long[] {1, 1, 2, 3},
            null,
            new int[][] {{0, 1}, {0, 1}, {1}, {1}});
    assertEquals(
        new DataReport.SongFacts(4, 3, 2, 1, 2, 3, 1 / 3.0, 0.75),
        DataReport.SongFacts.of(
            SongLoader.select(songs, "by hand", LoadingOptions.everything()).report()));
  }

  private static Songs manySongs() {
    int rows = 60;
    double[] values = new double[rows];
    int[] genre = new int[rows];
    long[] tracks = new long[rows];
    int[][] trackGenres = new int[rows][];
    for (int row = 0; row < rows; row++) {
      values[row] = row;
      genre[row] = row % 2;
      tracks[row] = row * 0x9E3779B97F4A7C15L;
      trackGenres[row] = new int[] {row % 2};
    }
    return new Songs(List.of("x"), List.of("a", "b"), values, genre, tracks, null, trackGenres);
  }
}
