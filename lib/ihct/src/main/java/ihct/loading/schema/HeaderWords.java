package ihct.loading.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The words in the headers of a table whose headers are not all known: "Track Duration (ms)" and
 * "trackDuration" hold the word "duration". What is said of an artist, an album, a playlist or a
 * genre is no feature of a song, and a number, an id or an address of genres is no genre.
 */
public final class HeaderWords {

  private static final Pattern BETWEEN =
      Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  private static final Set<String> GENRE = Set.of("genre", "genres", "subgenre", "subgenres");
  private static final Set<String> ARTIST = Set.of("artist", "artists");
  private static final Set<String> OF_OTHERS =
      Set.of("artist", "artists", "album", "playlist", "genre");

  private static final Set<String> ABOUT_GENRES =
      Set.of(
          "album",
          "id",
          "ids",
          "uri",
          "url",
          "image",
          "count",
          "number",
          "num",
          "popularity",
          "confidence",
          "probability");

  private static final Set<String> BESIDE_ARTIST = Set.of("name", "names", "s", "track");

  private static final Set<Set<String>> TRACK =
      Set.of(
          Set.of("track", "id"),
          Set.of("track", "uri"),
          Set.of("song", "id"),
          Set.of("spotify", "id"),
          Set.of("spotify", "uri"));

  private final List<Set<String>> words;

  public HeaderWords(List<String> header) {
    words = header.stream().map(HeaderWords::of).toList();
  }

  private static Set<String> of(String header) {
    return Set.copyOf(
        Arrays.asList(BETWEEN.matcher(header.strip()).replaceAll(" ").strip().split(" ")).stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList());
  }

  /** The columns that may hold a feature of a song. */
  public List<Integer> feature(SongSchema.Feature feature) {
    String word = word(feature);
    return columns(
        own ->
            own.contains(word)
                && own.stream().noneMatch(OF_OTHERS::contains)
                && SongSchema.AUDIO.stream().map(HeaderWords::word).filter(own::contains).count()
                    == 1);
  }

  private static String word(SongSchema.Feature feature) {
    return feature.name().replaceFirst("_.*", "");
  }

  /** The columns that may hold the genre. */
  public List<Integer> genre() {
    return columns(
        own ->
            own.stream().anyMatch(GENRE::contains)
                && own.stream().noneMatch(ABOUT_GENRES::contains));
  }

  /** The columns that may name the artist. */
  public List<Integer> artist() {
    return columns(
        own ->
            own.stream().anyMatch(ARTIST::contains)
                && own.stream().allMatch(w -> ARTIST.contains(w) || BESIDE_ARTIST.contains(w)));
  }

  /** The columns that may tell tracks apart. */
  public List<Integer> track() {
    return columns(TRACK::contains);
  }

  private List<Integer> columns(Predicate<Set<String>> property) {
    return IntStream.range(0, words.size())
        .filter(column -> property.test(words.get(column)))
        .boxed()
        .toList();
  }
}
