package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.keys.Keys;
import ihct.loading.csv.MalformedDataException;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose headers are not those that are known, and columns that a user names one by one. */
class HeadersTest {

  @TempDir Path folder;

  private LoadedSongs load(LoadingOptions options, String header, String... rows)
      throws IOException {
    String text = header + "\n" + String.join("\n", rows) + "\n";
    return Tables.load(Tables.write(folder, "t.csv", text), options);
  }

  private static LoadingOptions named(String label, String group, String id) {
    return LoadingOptions.everything().withColumns(List.of(), label, group).withId(id);
  }

  private static String header(LoadedSongs loaded, String ours) {
    return loaded.report().files().get(0).mapping().get(ours);
  }

  @Test
  void fileThatBeginsWithARowIsNoticed() {
    LoadingOptions own = LoadingOptions.everything().withColumns(List.of("f1"), "kind", null);
    for (LoadingOptions options : List.of(own, LoadingOptions.everything())) {
      String text =
          assertThrows(
                  MalformedDataException.class,
                  () -> load(options, "5.1,3.5,-1.4e2,setosa", "4.9,3.0,1.4,setosa"))
              .getMessage();
      assertTrue(text.contains("--columns f1,f2,kind"), text);
    }
  }

  @Test
  void rowWhoseCellsAreNamedAsColumnsIsTold() throws IOException {
    LoadingOptions row =
        LoadingOptions.everything().withColumns(List.of("5.1", "3.5"), "setosa", null);
    String notes = load(row, "5.1,3.5,setosa", "4.9,3.0,setosa").report().notes().toString();
    assertTrue(notes.contains("the first line was taken for names."), notes);
    assertTrue(notes.contains("name all 3 columns: --columns"), notes);
    LoadingOptions channels =
        LoadingOptions.everything().withColumns(List.of("0", "1"), "kind", null);
    notes = load(channels, "0,1,kind", "4.9,3.0,setosa").report().notes().toString();
    assertFalse(notes.contains("taken for names"), notes);
  }

  @Test
  void linesOfCommentsAboveTheNamesAreTold() {
    LoadingOptions own = LoadingOptions.everything().withColumns(List.of("a"), "kind", null);
    for (String above : List.of("# made by a program", "# a b kind", "#a,b,kind")) {
      String text =
          assertThrows(
                  MalformedDataException.class, () -> load(own, above, "a,b,kind", "1,2,setosa"))
              .getMessage();
      assertTrue(text.contains("grep -v '^#' FILE > NEW"), text);
    }
  }

  @Test
  void wordsInHeadersAreEnough() throws IOException {
    LoadedSongs loaded =
        load(
            LoadingOptions.everything(),
            "Song ID,Artist Name,Album Image URL,Artist Popularity,Album Genres,Genre Count,Main"
                + " Genre,trackDuration,Song Popularity,audio_acousticness,audio_danceability,"
                + "Energy (0-1),Instrumentalness score,audio_liveness,Loudness [dB],audio_speechiness,"
                + "audio_tempo,audio_valence",
            "t1,Ann,http://x,99,pop,1,jazz,1,2,3,4,5,6,7,8,9,10,11");
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, loaded.songs().features(0));
    assertEquals(List.of("jazz"), loaded.songs().genres());
    assertEquals("Song ID", header(loaded, "track"));
    assertEquals("Artist Name", header(loaded, "artist"));
  }

  @Test
  void popularityIsFoundByItsWordBesideKnownHeaders() throws IOException {
    String header = "track_id,genre," + String.join(",", Tables.FEATURES);
    LoadedSongs loaded =
        load(
            LoadingOptions.everything(),
            header.replace(",popularity", ",track.popularity"),
            "t1,jazz," + Tables.numbers(1));
    assertEquals("track.popularity", header(loaded, "popularity"));
    assertEquals(11, loaded.songs().features().size());
  }

  @Test
  void genreFoundByItsWordIsNotSaidToBeMissing() {
    String header = "top genre," + String.join(",", Tables.FEATURES).replace("tempo", "bpm");
    String message = refusal(header, "jazz," + Tables.numbers(1));
    assertTrue(message.contains("no column \"tempo\""), message);
    assertFalse(message.contains("no column with the genre"), message);
  }

  @Test
  void lineAboveTheHeaderIsExplained() {
    String message = refusal("# exported in May", "genre," + String.join(",", Tables.FEATURES));
    assertTrue(message.contains("names one column, \"# exported in May\""), message);
    assertTrue(message.endsWith("delete lines that stand above it."), message);
  }

  private String refusal(String header, String row) {
    return assertThrows(
            MalformedDataException.class, () -> load(LoadingOptions.everything(), header, row))
        .getMessage();
  }

  @Test
  void whatIsSaidOfOthersIsNoFeature() throws IOException {
    String header = "track_id,genre,artist_popularity," + String.join(",", Tables.FEATURES);
    LoadedSongs loaded =
        load(
            LoadingOptions.everything(),
            header.replace(",popularity", ""),
            "t1,jazz,99," + Tables.numbers(1, 10));
    assertFalse(loaded.songs().features().contains("popularity"));
    String message =
        assertThrows(
                MalformedDataException.class,
                () ->
                    load(
                        LoadingOptions.everything(),
                        header.replace(",tempo", ",tempo_first,tempo_last,album_tempo"),
                        "t1,jazz,99," + Tables.numbers(1, 13)))
            .getMessage();
    assertTrue(
        message.contains(
            "no column \"tempo\" (feature 10 of 11; it may be tempo_first or tempo_last)"),
        message);
    assertTrue(message.contains("liveness and 6 more."), message);
  }

  @Test
  void twoGenresAreRefusedUnlessOneIsKnownOrNamed() throws IOException {
    String header = "top_genre,My Genre," + String.join(",", Tables.FEATURES);
    String row = "jazz,pop," + Tables.numbers(1);
    String message =
        assertThrows(
                MalformedDataException.class, () -> load(LoadingOptions.everything(), header, row))
            .getMessage();
    assertTrue(
        message.endsWith(
            "2 columns may hold the genre: top_genre, My Genre. Name the right one (--label"
                + " COLUMN)."),
        message);
    assertEquals(List.of("pop"), load(named("my genre", null, null), header, row).songs().genres());
    assertEquals(
        List.of("pop"),
        load(LoadingOptions.everything(), header.replace("My Genre", "Genre"), row)
            .songs()
            .genres());
  }

  @Test
  void labelAloneReadsAKnownTableAsItIs() throws IOException {
    String header = "track_id,track_genre,artists," + String.join(",", Tables.FEATURES);
    String row = Tables.line("t1", "jazz", "Ann;Bob", 1);
    LoadedSongs known = load(LoadingOptions.everything(), header, row);
    LoadedSongs named = load(named("track_genre", null, null), header, row);
    assertEquals(known.songs().sha256(), named.songs().sha256());
    assertEquals(known.report().files().get(0).schema(), named.report().files().get(0).schema());
    assertEquals(known.songs().artistKey(0), named.songs().artistKey(0));
  }

  @Test
  void splitDependsOnTheIdsAlone() throws IOException {
    String header = "no,genre,band," + String.join(",", Tables.FEATURES);
    for (boolean features : new boolean[] {false, true}) {
      LoadingOptions options =
          LoadingOptions.everything()
              .withColumns(features ? Tables.FEATURES : List.of(), "genre", "band")
              .withId("no");
      LoadedSongs plain = load(options, header, rows(1));
      LoadedSongs scaled = load(options, header, rows(1000));
      assertEquals(tests(plain), tests(scaled));
      assertFalse(plain.report().notes().stream().anyMatch(note -> note.contains("--id")));
    }
    LoadedSongs plain = load(LoadingOptions.everything(), header, rows(1));
    assertTrue(plain.report().notes().stream().anyMatch(note -> note.contains("--id COLUMN")));
  }

  private static String[] rows(int factor) {
    return IntStream.range(0, 200)
        .mapToObj(i -> "n" + i + ",g" + i % 2 + ",b" + i % 9 + "," + Tables.numbers(i * factor))
        .toArray(String[]::new);
  }

  /** Where the test songs were read. */
  private static List<Integer> tests(LoadedSongs loaded) {
    Songs test = SongSplit.of(loaded.songs(), SplitRule.TRACK).test();
    return IntStream.range(0, loaded.songs().size())
        .filter(
            row ->
                IntStream.range(0, test.size())
                    .anyMatch(t -> test.trackKey(t) == loaded.songs().trackKey(row)))
        .mapToObj(row -> loaded.origins().line(row))
        .sorted()
        .toList();
  }

  @Test
  void namedColumnsMustExist() {
    String header = "genre," + String.join(",", Tables.FEATURES);
    Map.of(
            "label",
            named("x", null, null),
            "group",
            named(null, "x", null),
            "id",
            named(null, null, "x"))
        .forEach(
            (role, options) -> {
              String message =
                  assertThrows(
                          MalformedDataException.class,
                          () -> load(options, header, "pop," + Tables.numbers(1)))
                      .getMessage();
              assertTrue(message.contains("no column \"x\", named as the " + role), message);
            });
  }

  @Test
  void earlierExportifyKeepsItsIdsAndArtists() throws IOException {
    LoadedSongs loaded =
        load(
            LoadingOptions.everything(),
            "Spotify ID,Artist IDs,Track Name,Artist Name(s),Duration (ms),Popularity,Genres,"
                + "Danceability,Energy,Loudness,Speechiness,Acousticness,Instrumentalness,Liveness,"
                + "Valence,Tempo",
            "s1,a1,Song,\"Ann,Bob\",1,2,\"ska,dub\",4,5,8,9,3,6,7,11,10",
            "s2,a1,Song,Ann,1,2,ska,4,5,8,9,3,6,7,11,10");
    assertEquals(List.of("dub", "ska"), loaded.songs().genres());
    assertEquals("Spotify ID", header(loaded, "track"));
    assertEquals(new Keys().key("Ann"), loaded.songs().artistKey(0));
    assertEquals(new Keys().key("Ann"), loaded.songs().artistKey(2));
  }
}
