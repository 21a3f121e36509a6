package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ihct.data.DataSettings;
import ihct.files.CsvText;
import ihct.files.RunListener;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From file to record, for every published table. */
class EverySchemaRunsTest {

  private static final int SONGS = 240;
  private static final List<String> GENRES =
      List.of("deep house", "fado, novo", "children's music");

  @TempDir Path folder;

  private static Settings settings(DataSettings data, String split) {
    return Settings.parse(data, split, TreeSettings.paper(), List.of("majority", "centroid"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "114 genres|11|,track_id,artists,album_name,track_name,popularity,duration_ms,explicit,danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,time_signature,track_genre",
        "spotify_songs|11|track_id,track_name,track_artist,track_popularity,playlist_genre,playlist_subgenre,danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,duration_ms",
        "SpotifyFeatures|11|genre,artist_name,track_name,track_id,popularity,acousticness,danceability,duration_ms,energy,instrumentalness,key,liveness,loudness,mode,speechiness,tempo,time_signature,valence",
        "genres_v2|10|danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,type,id,uri,track_href,duration_ms,time_signature,genre,song_name,Unnamed: 0,title",
        "Every Noise crawl|11|,track_name,track_id,artist_name,artist_id,duration_ms,explicit,popularity,danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,artist_genres",
        "data_w_genres|11|artists,acousticness,danceability,duration_ms,energy,instrumentalness,liveness,loudness,speechiness,tempo,valence,popularity,key,mode,count,genres",
        "Exportify|11|\uFEFFTrack URI,Track Name,Artist Name(s),Duration (ms),Popularity,Explicit,Genres,Danceability,Energy,Key,Loudness,Mode,Speechiness,Acousticness,Instrumentalness,Liveness,Valence,Tempo"
      })
  void madeFileOfASchemaIsLearnt(String schema, int features, String header) throws IOException {
    List<String> columns = Arrays.asList(header.split(",", -1));
    StringBuilder csv = new StringBuilder(CsvText.line(columns));
    Random random = new Random(11);
    for (int song = 0; song < SONGS; song++) {
      int row = song;
      csv.append(
          CsvText.line(columns.stream().map(name -> cell(name, row, schema, random)).toList()));
    }
    Path file = Files.writeString(folder.resolve("songs.csv"), csv, StandardCharsets.UTF_8);
    List<RunRecord> records =
        Experiment.run(
            settings(DataSettings.files(List.of(file)), "track"),
            folder.resolve("out"),
            false,
            RunListener.NONE);
    Conditions conditions = records.get(0).conditions();
    assertEquals(features, conditions.features().size());
    assertEquals(SONGS, conditions.rowsRead());
    assertEquals(
        SONGS, conditions.trainRows() + conditions.validationRows() + conditions.testRows());
    // Exportify parts its genres by commas, so a name cannot hold one.
    assertEquals(GENRES.size(), conditions.classes());
    assertTrue(records.get(1).scores().top1() > 0.9, schema + ": the genres lie far apart");
  }

  /** A cell as the schema writes it; features are shifted by genre. */
  private static String cell(String column, int song, String schema, Random random) {
    int genre = song % GENRES.size();
    String name = GENRES.get(genre);
    return switch (column.replace("\uFEFF", "").toLowerCase(Locale.ROOT)) {
      case "track_genre", "playlist_subgenre", "genre" -> name;
      case "playlist_genre" -> genre == 0 ? "dance" : "other";
      case "artist_genres", "genres" ->
          schema.equals("Exportify")
              ? name.replace(",", "")
              : genre == 2 ? "[\"" + name + "\"]" : "['" + name + "']";
      case "track_id", "id", "uri", "track uri" -> "track" + song;
      case "artists", "artist_name", "artist_id", "track_artist", "artist name(s)" ->
          "artist" + song;
      case "track_name", "song_name", "title", "album_name", "type", "track_href", "track name" ->
          "a \"name\", with a comma";
      case "explicit" -> "False";
      case "key" -> schema.equals("SpotifyFeatures") ? "C#" : "1";
      case "mode" -> schema.equals("SpotifyFeatures") ? "Major" : "1";
      case "time_signature" -> schema.equals("SpotifyFeatures") ? "4/4" : "4";
      case "count", "unnamed: 0", "" -> Integer.toString(song);
      case "duration_ms", "duration (ms)" -> Integer.toString(200_000 + song);
      case "popularity", "track_popularity" -> Integer.toString(song % 50);
      default -> String.format(Locale.ROOT, "%.6f", 0.3 * genre + random.nextDouble() / 10);
    };
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "spotify-114/dataset.csv.gz|114|track",
        "tidytuesday/spotify_songs.zip|24|artist",
        "every-noise-tracks/tracks.csv.gz|600|artist"
      })
  void publishedFileIsLearntBetterThanByGuessing(String name, int fewest, String split)
      throws IOException {
    String data = System.getenv("IHCT_DATA");
    assumeTrue(data != null, "IHCT_DATA names no folder of real data");
    Path file = Path.of(data).resolve(name);
    assumeTrue(Files.exists(file), file + " is not there");
    List<RunRecord> records =
        Experiment.run(
            settings(DataSettings.files(List.of(file)).with(all -> all.withLimits(50, 200)), split),
            folder.resolve("out"),
            false,
            RunListener.NONE);
    assertTrue(records.get(0).conditions().classes() >= fewest);
    assertTrue(records.get(1).scores().top1() > 2 * records.get(0).scores().top1());
    String results = Files.readString(folder.resolve("out/results.jsonl"));
    assertFalse(results.contains("NaN") || results.contains("Infinity"), results);
  }
}
