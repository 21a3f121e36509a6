package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalsTest {

  @TempDir Path folder;

  private static MalformedDataException refusal(Path path, LoadingOptions options) {
    return assertThrows(MalformedDataException.class, () -> Tables.load(path, options));
  }

  private static MalformedDataException refusal(Path path) {
    return refusal(path, LoadingOptions.everything());
  }

  @Test
  void missingColumnNamesItsPlaceAndTheNearest() throws IOException {
    String header = "track_id,track_genre," + String.join(",", Tables.FEATURES);
    Path path = Tables.write(folder, "t.csv", header.replace("acousticness", "acousticnes") + "\n");
    MalformedDataException e = refusal(path);
    assertEquals(
        path
            + ":1: the table has no schema that is known: no column \"acousticness\" (feature 3 of 11;"
            + " nearest \"acousticnes\"). It has: track_id, track_genre, duration_ms, popularity,"
            + " acousticnes, danceability, energy, instrumentalness, liveness, loudness and 3 more. Name your own columns with --features a,b,c --label column"
            + " [--group column].",
        e.getMessage());
    assertEquals(path, e.path());
    assertEquals(1, e.line());
    assertTrue(e.reason().startsWith("the table has no schema"));
  }

  @Test
  void otherTableIsToldHowToNameItsColumns() throws IOException {
    Path path = Tables.write(folder, "t.csv", "MFCCs_ 1,MFCCs_ 2,Family,Species,RecordID\n");
    assertEquals(
        path
            + ":1: the table has no schema that is known: it lacks 10 features of songs"
            + " (duration_ms, acousticness, danceability, energy, instrumentalness, liveness,"
            + " loudness, speechiness, tempo, valence)."
            + " It has: MFCCs_ 1, MFCCs_ 2, Family, Species, RecordID. Name your own columns with"
            + " --features a,b,c --label column [--group column]. For example, frog calls with the"
            + " columns MFCCs_1, MFCCs_2, Species and RecordID: --features MFCCs_1,MFCCs_2 --label"
            + " Species --group RecordID. Quote names that have blanks.",
        refusal(path).getMessage());
  }

  @Test
  void missingGenreColumnListsTheOnesKnown() throws IOException {
    Path path =
        Tables.write(folder, "t.csv", "id,Genera," + String.join(",", Tables.FEATURES) + "\n");
    String message = refusal(path).getMessage();
    assertTrue(
        message.contains(
            "no column with the genre (track_genre, playlist_subgenre, genre, genres, artist genres,"
                + " artist_genres; nearest \"Genera\"). It has: id, Genera, duration_ms, popularity,"
                + " acousticness, danceability, energy, instrumentalness, liveness, loudness and 3"
                + " more. Name it: --label COLUMN."),
        message);
  }

  /** Evaluate and predict have no options that name columns. */
  @Test
  void newRowsAreToldToHaveTheColumnsOfTheRun() throws IOException {
    ZScores model = ZScores.fit(Songs.of(new double[][] {{1}, {2}}, List.of("a", "b"), "x"));
    String features = String.join(",", Tables.FEATURES);
    for (String header :
        List.of("id,Genera," + features, "id,top_genre,my_genre," + features, "id,genre,low")) {
      Path path = Tables.write(folder, "new.csv", header + "\n");
      String message =
          assertThrows(
                  MalformedDataException.class,
                  () ->
                      Tables.load(
                          List.of(path),
                          LoadingOptions.everything(),
                          Reading.by(List.of("a"), model, Map.of(), true)))
              .getMessage();
      assertTrue(message.contains("the files of the run"), message);
      assertFalse(message.contains("--"), message);
    }
  }

  @Test
  void columnNamedByTheUserMustExist() throws IOException {
    Path path = Tables.write(folder, "t.csv", "m1,m2,kind\n1,2,a\n");
    LoadingOptions options =
        LoadingOptions.everything().withColumns(List.of("m1", "m3"), "kind", null);
    assertEquals(
        path + ":1: no column \"m3\", named as a feature; nearest \"m1\". It has: m1, m2, kind.",
        refusal(path, options).getMessage());
  }

  @Test
  void headerThatStandsTwiceIsRefusedWhereItMatters() throws IOException {
    Path path =
        Tables.write(
            folder, "t.csv", "track_id,genre,genre," + String.join(",", Tables.FEATURES) + "\n");
    assertEquals(
        path
            + ":1:genre: two columns have this name, and one of them should be the genre. Rename one.",
        refusal(path).getMessage());
  }

  @Test
  void fileWithoutUsableRowsTellsWhy() throws IOException {
    Path path =
        Tables.write(
            folder,
            "t.csv",
            Tables.table(
                List.of(Tables.line("t1", "NA", "Ann", 1), Tables.line("t2", "pop", "Ann", 2))));
    assertEquals(
        path
            + ": no row can be used. no genre: 1, first "
            + path
            + ":2:track_genre: the genre is \"NA\". too few rows in the genre: 1, first "
            + path
            + ":3: genre \"pop\" has 1 track; at least 2 are asked.",
        refusal(path, LoadingOptions.everything().withLimits(2, LoadingOptions.NO_CAP))
            .getMessage());
  }

  @Test
  void genreUnderTwoParentsNamesBothAndTheirLines() throws IOException {
    Path path =
        Tables.write(
            folder,
            "t.csv",
            Tables.table(
                List.of(
                    Tables.line("t1", "indie", "pop", 1), Tables.line("t2", "indie", "rock", 2))));
    assertEquals(
        path
            + ":3: genre \"indie\" stands under \"rock\" here and under \"pop\" at "
            + path
            + ":2. A tree needs one parent for each genre: name other hierarchy columns, or rename the genre."
            + " Or the order is wrong: \"artists\" has 2 values and the label, \"track_genre\", 1; then:"
            + " --label artists --hierarchy track_genre.",
        refusal(path, LoadingOptions.everything().withHierarchy(List.of("artists"))).getMessage());
  }

  @Test
  void genreWithoutAnyParentIsRefused() throws IOException {
    Path path =
        Tables.write(folder, "t.csv", Tables.table(List.of(Tables.line("t1", "indie", "NA", 1))));
    assertTrue(
        refusal(path, LoadingOptions.everything().withHierarchy(List.of("artists")))
            .getMessage()
            .endsWith(
                "no record names the parent of genre \"indie\"; fill the hierarchy columns."));
  }

  @Test
  void filesOfDifferentFeaturesAreNotMixed() throws IOException {
    Path one =
        Tables.write(folder, "1.csv", Tables.table(List.of(Tables.line("t1", "pop", "A", 1))));
    Path two = Tables.write(folder, "2.csv", "genre_name,top_pixel,left_pixel\nrock,1,2\n");
    MalformedDataException e =
        assertThrows(
            MalformedDataException.class,
            () -> Tables.load(List.of(one, two), LoadingOptions.everything()));
    assertTrue(
        e.getMessage().contains("this file has the features [top_pixel, left_pixel], but " + one));
  }

  @Test
  void optionsOutOfRangeNameTheRange() {
    assertEquals(
        "max-per-genre = 3 is below min-per-genre = 5, so no genre could be kept.",
        assertThrows(
                IllegalArgumentException.class, () -> LoadingOptions.everything().withLimits(5, 3))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> LoadingOptions.everything().withLimits(0, LoadingOptions.NO_CAP));
    assertEquals(
        "Feature \"A\" stands twice in the list of features; name each once.",
        assertThrows(
                IllegalArgumentException.class,
                () -> LoadingOptions.everything().withColumns(List.of("a", "A"), "b", null))
            .getMessage());
    assertEquals(
        "Column \"B\" is the label, and named as a feature or category besides; name it once.",
        assertThrows(
                IllegalArgumentException.class,
                () -> LoadingOptions.everything().withColumns(List.of("a", "b"), "B", null))
            .getMessage());
    LoadingOptions named = LoadingOptions.everything().withColumns(List.of("a"), "b", null);
    for (UnaryOperator<LoadingOptions> seen :
        List.<UnaryOperator<LoadingOptions>>of(
            options -> options.withCategories(List.of("b")),
            options -> options.withCategories(List.of("c")).withSplit("c"),
            options -> options.withCategories(List.of("c")).withHierarchy(List.of("c", "b")))) {
      assertThrows(IllegalArgumentException.class, () -> seen.apply(named));
    }
    assertEquals(
        "No file of songs is named; name at least one.",
        assertThrows(
                IllegalArgumentException.class,
                () -> SongLoader.load(List.of(), LoadingOptions.everything()))
            .getMessage());
  }
}
