package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.keys.Keys;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every published table, in small: same headers in the same order, made rows. */
class SchemasTest {

  /** Ours in order: each made table puts 1…11 under the headers of these. */
  private static final double[] ONE_TO_ELEVEN = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  @TempDir Path folder;

  private LoadedSongs load(String text) throws IOException {
    return Tables.load(Tables.write(folder, "songs.csv", text));
  }

  private static String schema(LoadedSongs loaded) {
    return loaded.report().files().get(0).schema();
  }

  private static String header(LoadedSongs loaded, String ours) {
    return loaded.report().files().get(0).mapping().get(ours);
  }

  private static void hasTheElevenInOrder(LoadedSongs loaded) {
    assertEquals(Tables.FEATURES, loaded.songs().features());
    assertArrayEquals(ONE_TO_ELEVEN, loaded.songs().features(0));
  }

  @Test
  void genreSetWithItsUnnamedFirstColumn() throws IOException {
    LoadedSongs loaded =
        load(
            """
            ,track_id,artists,album_name,track_name,popularity,duration_ms,explicit,danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,time_signature,track_genre
            0,t1,Ann;Bob,"An, album",Song,2,1,False,4,5,1,8,0,9,3,6,7,11,10,4,acoustic
            1,t1,Ann;Bob,"An, album",Song,2,1,False,4,5,1,8,0,9,3,6,7,11,10,4,jazz
            2,t2,Ann,Other,Other,2,1,False,4,5,1,8,0,9,3,6,7,11,10,4,jazz
            """);
    hasTheElevenInOrder(loaded);
    assertEquals("114 genres (dataset.csv)", schema(loaded));
    assertEquals(List.of("acoustic", "jazz"), loaded.songs().genres());
    assertEquals(3, loaded.songs().size());
    assertEquals(2, loaded.report().tracks());
    assertEquals(0.5, loaded.report().severalGenres());
    assertEquals(2.0 / 3, loaded.report().ceiling());
    assertEquals(
        1,
        IntStream.range(0, 3).mapToLong(loaded.songs()::artistKey).distinct().count(),
        "the artist is the one named first");
  }

  @Test
  void spotifySongsWithTheKnownParent() throws IOException {
    LoadedSongs loaded =
        Tables.load(
            Tables.zip(
                folder,
                "songs.zip",
                """
                track_id,track_name,track_artist,track_popularity,track_album_id,track_album_name,track_album_release_date,playlist_name,playlist_id,playlist_genre,playlist_subgenre,danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,duration_ms
                t1,"A ""Song""\",Ann,2,a,Album,2019,Mix,p,pop,dance pop,4,5,1,8,0,9,3,6,7,11,10,1
                t2,NA,NA,2,a,NA,2019,Mix,p,rap,trap,4,5,1,8,0,9,3,6,7,11,10,1
                """,
                "spotify_songs.csv"),
            LoadingOptions.everything()
                .withHierarchy(List.of("playlist_genre", "playlist_subgenre")));
    hasTheElevenInOrder(loaded);
    assertEquals("spotify_songs", schema(loaded));
    assertEquals("track_popularity", header(loaded, "popularity"));
    assertEquals(List.of("dance pop", "trap"), loaded.songs().genres());
    assertEquals(List.of(List.of("pop", "dance pop"), List.of("rap", "trap")), loaded.genrePaths());
  }

  @Test
  void spotifySongsTellsOfTheParentColumn() throws IOException {
    LoadedSongs loaded =
        load(
            "track_id,playlist_genre,playlist_subgenre,"
                + String.join(",", Tables.FEATURES)
                + "\nt1,pop,dance pop,"
                + Tables.numbers(1)
                + "\n");
    assertEquals(
        List.of("known parents of the genres: --hierarchy playlist_genre,playlist_subgenre"),
        loaded.report().notes());
    assertEquals(List.of(), loaded.genrePaths());
  }

  @Test
  void everyNoiseCrawlWithPythonLists() throws IOException {
    LoadedSongs loaded =
        Tables.load(
            Tables.gzip(
                folder,
                "tracks.csv.gz",
                """
                ,track_name,track_id,artist_name,artist_id,album_name,release_date,duration_ms,explicit,track_number,popularity,data_collection_date,danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,time_signature,artist_genres,artist_popularity,artist_followers,search_word
                0,Song,t1,Ann,a1,Album,2003,1,False,1,2,2024,4,5,8,8,1,9,3,6,7,11,10,4,"['acid jazz', ""children's folk""]",28,46,acid jazz
                1,Song,t1,Ann,a1,Album,2003,1,False,1,2,2024,4,5,8,8,1,9,3,6,7,11,10,4,"['acid jazz', ""children's folk""]",28,46,folk
                2,Song,t2,Bob,a2,Album,2003,1,False,1,2,2024,4,5,8,8,1,9,3,6,7,11,10,4,[],28,46,folk
                """));
    hasTheElevenInOrder(loaded);
    assertEquals("Every Noise crawl", schema(loaded));
    assertEquals("artist_id", header(loaded, "artist"));
    assertEquals(List.of("acid jazz", "children's folk"), loaded.songs().genres());
    LoadingReport report = loaded.report();
    assertEquals(3, report.recordsRead());
    assertEquals(1, report.recordsKept());
    assertEquals(5, report.rowsRead());
    assertEquals(2, report.rowsKept());
    assertEquals(2, report.leftOut().get(Reason.REPEATED).rows());
    assertEquals(1, report.leftOut().get(Reason.NO_GENRE).rows());
  }

  @Test
  void artistMeansWithListsOfGenres() throws IOException {
    LoadedSongs loaded =
        load(
            """
            artists,acousticness,danceability,duration_ms,energy,instrumentalness,liveness,loudness,speechiness,tempo,valence,popularity,key,mode,count,genres
            \"\"\"Cats\"\" 1981 Cast\",3,4,1,5,6,7,8,9,10,11,2,5,1,12,['show tunes']
            Ann,3,4,1,5,6,7,8,9,10,11,2,5,1,12,"['pop', 'show tunes']"
            Bob,3,4,1,5,6,7,8,9,10,11,2,5,1,12,[]
            """);
    hasTheElevenInOrder(loaded);
    assertEquals("data_w_genres", schema(loaded));
    assertEquals(List.of("pop", "show tunes"), loaded.songs().genres());
    assertEquals(2, loaded.report().tracks());
    assertEquals(loaded.songs().trackKey(0), loaded.songs().artistKey(0));
  }

  @Test
  void genreMeansTakeEmptyBracketsForAName() throws IOException {
    LoadedSongs loaded =
        load(
            """
            mode,genres,acousticness,danceability,duration_ms,energy,instrumentalness,liveness,loudness,speechiness,tempo,valence,popularity,key
            1,432hz,3,4,1,5,6,7,8,9,10,11,2,5
            1,[],3,4,1,5,6,7,8,9,10,11,2,5
            """);
    hasTheElevenInOrder(loaded);
    assertEquals("data_by_genres", schema(loaded));
    assertEquals(List.of("432hz", "[]"), loaded.songs().genres());
    assertEquals(
        List.of(
            "no track column: every record counts as a track of its own, and the text of its cells"
                + " decides on its part of a split, so that scaling a column moves the test part;"
                + " --id COLUMN names one",
            "named as if the class were not known: \"[]\" (1 row). If so: --missing-values \"[]\""),
        loaded.report().notes());
  }

  @Test
  void spotifyFeaturesWithTheLabelFirst() throws IOException {
    LoadedSongs loaded =
        load(
            "\ufeff"
                + """
                genre,artist_name,track_name,track_id,popularity,acousticness,danceability,duration_ms,energy,instrumentalness,key,liveness,loudness,mode,speechiness,tempo,time_signature,valence
                Children\u2019s Music,Ann,Song,t1,2,3,4,1,5,6,C#,7,8,Major,9,10,4/4,11
                """);
    hasTheElevenInOrder(loaded);
    assertEquals("SpotifyFeatures", schema(loaded));
    assertEquals(List.of("Children\u2019s Music"), loaded.songs().genres());
  }

  @Test
  void genresV2HasTenFeaturesAndSaysSo() throws IOException {
    LoadedSongs loaded =
        load(
            """
            danceability,energy,key,loudness,mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,type,id,uri,track_href,analysis_url,duration_ms,time_signature,genre,song_name,Unnamed: 0,title
            4,5,1,8,1,9,3,6,7,11,10,audio_features,t1,spotify:track:t1,h,u,1,4,Dark Trap,Song,,
            """);
    assertEquals("genres_v2", schema(loaded));
    assertEquals(10, loaded.songs().dimension());
    assertFalse(loaded.songs().features().contains("popularity"));
    assertArrayEquals(new double[] {1, 3, 4, 5, 6, 7, 8, 9, 10, 11}, loaded.songs().features(0));
    assertEquals(List.of("no popularity column: 10 features"), loaded.report().notes());
    assertFalse(loaded.songs().hasArtists());
  }

  @Test
  void exportifyWithCapitalsAndAMark() throws IOException {
    LoadedSongs loaded =
        load(
            "\ufeff"
                + """
                Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Popularity,Explicit,Added By,Added At,Genres,Record Label,Danceability,Energy,Key,Loudness,Mode,Speechiness,Acousticness,Instrumentalness,Liveness,Valence,Tempo,Time Signature
                spotify:track:t1,Song,Album,"Ann,Bob",2020,1,2,false,me,now,"indie pop,chamber pop",Label,4,5,1,8,1,9,3,6,7,11,10,4
                spotify:track:t2,Song,Album,Ann,2020,1,2,false,me,now,,Label,4,5,1,8,1,9,3,6,7,11,10,4
                """);
    hasTheElevenInOrder(loaded);
    assertEquals("Exportify", schema(loaded));
    assertEquals("Duration (ms)", header(loaded, "duration_ms"));
    assertEquals(List.of("chamber pop", "indie pop"), loaded.songs().genres());
    assertEquals(new Keys().key("t1"), loaded.songs().trackKey(0), "the id without its prefix");
    assertEquals(new Keys().key("Ann"), loaded.songs().artistKey(0));
    assertEquals(1, loaded.report().leftOut().get(Reason.NO_GENRE).rows());
  }

  @Test
  void genreMapHasPositionsAndSaysSo() throws IOException {
    LoadedSongs loaded =
        load(
            """
            genre_name,color,top_pixel,left_pixel,font_size
            rock,"rgb(172, 113, 25)",11552,563,141
            deep house,"rgb(1, 2, 3)",5866,1068,144
            """);
    assertEquals("Every Noise genre map", schema(loaded));
    assertEquals(List.of("top_pixel", "left_pixel"), loaded.songs().features());
    assertEquals("no audio features: 2 position features", loaded.report().notes().get(0));
  }

  @Test
  void anyOtherTableByTheNamesOfItsColumns() throws IOException {
    Path path =
        Tables.write(
            folder,
            "frogs.csv",
            """
            m1,m2,Family,Genus,Species,RecordID
            1.0,-0.5,Hylidae,Hyla,HylaMinuta,1
            1.0,-0.5,Hylidae,Hyla,HylaMinuta,1
            0.5,2.5,Bufonidae,Rhinella,RhinellaG,2
            """);
    LoadedSongs loaded =
        Tables.load(
            path,
            LoadingOptions.everything()
                .withColumns(List.of("M2", "m1"), "species", "RecordID")
                .withHierarchy(List.of("Family", "Genus")));
    assertEquals(List.of("M2", "m1"), loaded.songs().features());
    assertEquals(3, loaded.report().tracks(), "equal records are different calls");
    assertTrue(loaded.songs().hasArtists());
    assertEquals(
        List.of(
            List.of("Hylidae", "Hyla", "HylaMinuta"),
            List.of("Bufonidae", "Rhinella", "RhinellaG")),
        loaded.genrePaths());
  }

  @Test
  void genreOfTheTrackIsPreferredToListOfTheArtist() throws IOException {
    LoadedSongs loaded =
        load(
            "track_id,artist_genres,track_genre,"
                + String.join(",", Tables.FEATURES)
                + "\nt1,['pop'],jazz,"
                + Tables.numbers(1)
                + "\n");
    assertEquals(List.of("jazz"), loaded.songs().genres());
  }

  @Test
  void filesOfDifferentSchemasAreReadAsOne() throws IOException {
    Path one =
        Tables.write(folder, "1.csv", Tables.table(List.of(Tables.line("t1", "pop", "Ann", 1))));
    Path two =
        Tables.write(
            folder,
            "2.csv",
            "genre,track_id,artist_name,"
                + String.join(",", Tables.FEATURES)
                + "\nrock,t1,Ann,"
                + Tables.numbers(1)
                + "\n");
    LoadedSongs loaded = Tables.load(List.of(one, two), LoadingOptions.everything());
    assertEquals(2, loaded.songs().size());
    assertEquals(1, loaded.report().tracks());
    assertEquals(two, loaded.origins().file(1));
    assertEquals(2, loaded.origins().line(1));
  }

  @Test
  void songsWithoutGenresKeepTheirOrderAndIds() throws IOException {
    Path path =
        Tables.write(
            folder,
            "new.csv",
            "id,"
                + String.join(",", Tables.FEATURES)
                + "\nt9,"
                + Tables.numbers(9)
                + "\nt1,"
                + Tables.numbers(1)
                + "\nt1,"
                + Tables.numbers(1)
                + "\nt2,x,"
                + Tables.numbers(2, 10)
                + "\n");
    LoadedSongs loaded =
        Tables.load(List.of(path), LoadingOptions.everything(), Tables.WITHOUT_GENRES);
    assertEquals(List.of(Songs.UNLABELLED), loaded.songs().genres());
    assertEquals(3, loaded.songs().size(), "nothing is left out for coming twice");
    assertEquals(Optional.of("t9"), loaded.origins().track(0));
    assertEquals(2, loaded.origins().line(0));
    assertEquals(4, loaded.origins().line(2));
    assertEquals(1, loaded.report().leftOut().get(Reason.BAD_FEATURE).rows());
  }

  @Test
  void labelledTableCanBeReadWithoutItsLabels() throws IOException {
    Path path =
        Tables.write(
            folder,
            "t.csv",
            Tables.table(
                List.of(Tables.line("t1", "", "Ann", 1), Tables.line("t1", "pop", "Ann", 1))));
    assertEquals(
        2,
        Tables.load(List.of(path), LoadingOptions.everything(), Tables.WITHOUT_GENRES)
            .songs()
            .size());
  }
}
