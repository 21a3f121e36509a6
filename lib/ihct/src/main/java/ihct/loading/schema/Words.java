package ihct.loading.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What classes, rows and groups are called. Of songs they are genres, songs and artists; a table of
 * frogs has neither. Texts are written for songs, and {@link #in} puts them in the words of other
 * data.
 */
public enum Words {
  /** Tables of songs, known by their features, and simulated ones. */
  SONGS {
    @Override
    public String in(String text) {
      return text;
    }
  },
  /** Tables whose columns the user named. */
  OTHER {
    @Override
    public String in(String text) {
      return OF_SONGS
          .matcher(text)
          .replaceAll(found -> Matcher.quoteReplacement(other(found.group())));
    }
  };

  /** Words, but not parts of options such as --min-per-genre, and not what --split takes. */
  private static final Pattern OF_SONGS =
      Pattern.compile("(?<![-\\w]|--split |split by )(?i:genre|song|track|artist)s?(?![-\\w])");

  private static final Map<String, String> OTHERS =
      Map.of(
          "genre", "class",
          "genres", "classes",
          "song", "row",
          "songs", "rows",
          "track", "record",
          "tracks", "records",
          "artist", "group",
          "artists", "groups");

  private static String other(String word) {
    String other = OTHERS.get(word.toLowerCase(Locale.ROOT));
    return Character.isUpperCase(word.charAt(0))
        ? Character.toUpperCase(other.charAt(0)) + other.substring(1)
        : other;
  }

  /**
   * {@return the words of songs if the features, in any order, are those of a known table of songs}
   */
  public static Words of(List<String> features) {
    return SongSchema.isKnown(features) ? SONGS : OTHER;
  }

  /** What a report calls one of our columns: the label, what tells rows apart, or their group. */
  public String column(String ours) {
    return List.of("genre", "track", "artist").contains(ours) ? in(ours) : ours;
  }

  /**
   * Puts a text of the program's about songs in these words, before names and numbers are filled
   * in: the same for songs; for other data "class" for genre, "row" for song, "record" for track
   * and "group" for artist.
   */
  public abstract String in(String text);
}
