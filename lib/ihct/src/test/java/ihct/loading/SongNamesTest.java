package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Titles and artists, which are kept when they are asked for. */
class SongNamesTest {

  private static final List<String> LINES =
      List.of(
          Tables.line("t1", "pop", "Ann;Bob", 1),
          Tables.line("t1", "rock", "Ann;Bob", 1),
          Tables.line("t2", "pop", "\"Cy \"\"the\"\" Cat\"", 2),
          Tables.line("t3", "rock", "NA", 3));

  @TempDir private Path folder;

  private Path file(String name, boolean titles, List<String> lines) throws IOException {
    String table = Tables.table(lines);
    String[] rows = table.split("\n");
    StringBuilder text = new StringBuilder(rows[0] + (titles ? ",track_name\n" : "\n"));
    for (int i = 1; i < rows.length; i++) {
      text.append(rows[i]).append(titles ? ",\"Song " + i + ", live\"\n" : "\n");
    }
    return Tables.write(folder, name, text.toString());
  }

  /** By track and genre. */
  private static Map<String, String> names(Songs songs) {
    Map<String, String> names = new TreeMap<>();
    IntStream.range(0, songs.size())
        .forEach(
            row ->
                names.put(
                    songs.feature(row, 0) + " " + songs.genres().get(songs.genre(row)),
                    songs.title(row).orElse("-") + " by " + songs.artist(row).orElse("-")));
    return names;
  }

  private static Songs load(Reading reading, Path... files) throws IOException {
    return Tables.load(List.of(files), LoadingOptions.everything(), reading).songs();
  }

  @Test
  void rowsKeepTheNamesOfTheirRecord() throws IOException {
    Songs songs = load(Reading.WITH_NAMES, file("a.csv", true, LINES));
    assertEquals(
        List.of(
            "Song 1, live by Ann;Bob",
            "Song 2, live by Ann;Bob",
            "Song 3, live by Cy \"the\" Cat",
            "Song 4, live by -"),
        names(songs).values().stream().sorted().toList());
    for (int row = 0; row < songs.size(); row++) {
      Songs one = songs.rows(new int[] {row});
      assertEquals(songs.title(row), one.title(0));
      assertEquals(songs.artist(row), one.withGenres(one.genres()).artist(0));
    }
  }

  @Test
  void nothingIsKeptUnlessItIsAskedFor() throws IOException {
    Songs songs = load(Reading.TO_LEARN, file("a.csv", true, LINES));
    assertEquals(List.of("- by -"), names(songs).values().stream().distinct().toList());
  }

  @Test
  void aFileWithoutTitlesHasNone() throws IOException {
    Path with = file("a.csv", true, LINES.subList(0, 2));
    Path without = file("b.csv", false, LINES.subList(2, 4));
    assertEquals(
        List.of(
            "- by -", "- by Cy \"the\" Cat", "Song 1, live by Ann;Bob", "Song 2, live by Ann;Bob"),
        names(load(Reading.WITH_NAMES, with, without)).values().stream().sorted().toList());
    assertEquals(
        List.of("genre", "artist", "duration_ms"),
        load(Reading.WITH_NAMES, without).table().columnNames().subList(0, 3));
  }

  @Test
  void rowsThatAreLeftOutTakeTheirNamesWithThem() throws IOException {
    Path path = file("a.csv", true, LINES);
    LoadingOptions rare = LoadingOptions.everything().withLimits(1, 1);
    Songs songs = Tables.load(List.of(path), rare, Reading.WITH_NAMES).songs();
    Map<String, String> all = names(load(Reading.WITH_NAMES, path));
    assertEquals(2, songs.size());
    names(songs).forEach((row, name) -> assertEquals(all.get(row), name));
  }
}
