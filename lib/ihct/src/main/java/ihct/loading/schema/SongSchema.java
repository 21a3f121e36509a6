package ihct.loading.schema;

import static ihct.loading.schema.LabelForm.COMMA;
import static ihct.loading.schema.LabelForm.LIST;
import static ihct.loading.schema.LabelForm.ONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One way in which tables of songs are published: which header holds what.
 *
 * @param form how a cell of it holds genres in tables of this kind, where the cells leave that open
 * @param track headers of the track's identity, best first; none if each row is its own
 * @param artist headers of the artist, best first; may be absent from the file
 * @param separators characters that end the first artist's name in a cell; empty if none do
 * @param parent the header of the genre's known parent; empty for none
 * @param features the feature columns; the paper's 11 unless the table has no audio features
 */
public record SongSchema(
    String name,
    String label,
    LabelForm form,
    List<String> track,
    List<String> artist,
    String separators,
    String parent,
    List<Feature> features) {

  /** A feature and the headers it stands under. */
  public record Feature(String name, List<String> headers, boolean optional) {

    private static Feature of(String name, String... otherHeaders) {
      List<String> headers = new ArrayList<>(List.of(name));
      headers.addAll(List.of(otherHeaders));
      return new Feature(name, List.copyOf(headers), false);
    }
  }

  /**
   * The paper's 11 features (§3), always in this order. Popularity alone may be missing: one of the
   * published tables never had it.
   */
  public static final List<Feature> AUDIO =
      List.of(
          Feature.of("duration_ms", "duration (ms)", "duration"),
          new Feature("popularity", List.of("popularity", "track_popularity"), true),
          Feature.of("acousticness"),
          Feature.of("danceability"),
          Feature.of("energy"),
          Feature.of("instrumentalness"),
          Feature.of("liveness"),
          Feature.of("loudness"),
          Feature.of("speechiness"),
          Feature.of("tempo"),
          Feature.of("valence"));

  private static final List<Feature> POSITION =
      List.of(Feature.of("top_pixel"), Feature.of("left_pixel"));

  /** Headers of a track's identity in any table. */
  static final List<String> TRACK = List.of("track_id", "track uri", "id", "uri");

  /** Headers of a track's title in any table. */
  public static final List<String> TITLE =
      List.of("track_name", "track name", "song_name", "title", "name");

  /** Headers of the artists' names in any table. */
  public static final List<String> ARTIST_NAME =
      List.of("artists", "artist_name", "track_artist", "artist name(s)", "artist");

  private static final List<String> ARTIST =
      Stream.concat(Stream.of("artist_id"), ARTIST_NAME.stream()).toList();

  private static final List<String> OWN = List.of();

  /**
   * The known tables. The first that fits is taken, so a genre given per track stands before a list
   * that belongs to the track's artist, and a table with track ids before one without.
   */
  public static final List<SongSchema> KNOWN =
      List.of(
          audio("114 genres (dataset.csv)", "track_genre", ONE, TRACK, ARTIST, ";", ""),
          audio("spotify_songs", "playlist_subgenre", ONE, TRACK, ARTIST, "", "playlist_genre"),
          audio("SpotifyFeatures", "genre", ONE, List.of("track_id"), ARTIST, "", ""),
          audio("genres_v2", "genre", ONE, List.of("id", "uri"), ARTIST, "", ""),
          audio("Exportify", "genres", COMMA, List.of("track uri", "spotify id"), ARTIST, ";,", ""),
          audio(
              "Exportify (all fields)",
              "artist genres",
              COMMA,
              List.of("track uri"),
              ARTIST,
              ";,",
              ""),
          audio("Every Noise crawl", "artist_genres", LIST, TRACK, ARTIST, "", ""),
          audio("tracks with lists of genres", "genres", LIST, TRACK, ARTIST, "", ""),
          audio("data_w_genres", "genres", LIST, List.of("artists"), ARTIST, "", ""),
          audio("data_by_genres", "genres", ONE, OWN, OWN, "", ""),
          audio("audio features and a genre", "genre", ONE, OWN, ARTIST, "", ""),
          new SongSchema("Every Noise genre map", "genre_name", ONE, OWN, OWN, "", "", POSITION));

  /** A table of songs whose genre is not known. */
  public static final SongSchema UNLABELLED =
      audio("audio features without a genre", "", ONE, TRACK, ARTIST, ";", "");

  private static SongSchema audio(
      String name,
      String label,
      LabelForm form,
      List<String> track,
      List<String> artist,
      String separators,
      String parent) {
    return new SongSchema(name, label, form, track, artist, separators, parent, AUDIO);
  }

  /** Whether features are made of those of a known table; optional ones may be missing. */
  static boolean isKnown(List<String> derived) {
    List<String> features =
        Derived.originals(
            derived.stream().filter(name -> !Derived.isOfCategory(name)).toList(), true, List.of());
    return KNOWN.stream()
        .map(SongSchema::features)
        .anyMatch(
            known ->
                known.stream().map(Feature::name).toList().containsAll(features)
                    && known.stream()
                        .filter(feature -> !feature.optional())
                        .map(Feature::name)
                        .allMatch(features::contains));
  }

  /** A known table whose label is the user's choice. */
  public SongSchema withLabel(String header) {
    return audio(
        "audio features and a column of genres", header, ONE, track, artist, separators, "");
  }

  /** The form in which headers are compared. */
  public static String normal(String header) {
    return header.strip().toLowerCase(Locale.ROOT);
  }
}
