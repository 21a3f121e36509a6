package ihct.songs;

import ihct.keys.TextList;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Titles and artists of songs, as their file has them, or invented; rows of one record share
 * theirs.
 */
public final class SongNames {

  /** The title at a place; null if no titles are known. */
  private final IntFunction<String> titles;

  /** The artists at a place; null if no artists are known. */
  private final IntFunction<String> artists;

  /** The place of each row's names. */
  private final int[] place;

  private SongNames(IntFunction<String> titles, IntFunction<String> artists, int[] place) {
    this.titles = titles;
    this.artists = artists;
    this.place = place;
  }

  /**
   * Keeps of many names those that some rows need, each at its record's place in the lists. A song
   * without one has an empty text; a list is empty if none are known.
   */
  public static SongNames of(TextList titles, TextList artists, int[] records) {
    int[] moved = new int[Math.max(titles.size(), artists.size())];
    Arrays.fill(moved, -1);
    TextList someTitles = new TextList();
    TextList someArtists = new TextList();
    int[] place = new int[records.length];
    int kept = 0;
    for (int row = 0; row < records.length; row++) {
      int record = records[row];
      if (moved[record] < 0) {
        moved[record] = kept++;
        copy(titles, record, someTitles);
        copy(artists, record, someArtists);
      }
      place[row] = moved[record];
    }
    return new SongNames(textsOf(someTitles), textsOf(someArtists), place);
  }

  /**
   * Names that are made, not kept: each time one is asked for, from the number of its record, which
   * must always give the same text.
   *
   * @param records the number of each row's record; taken over
   */
  public static SongNames made(
      IntFunction<String> titles, IntFunction<String> artists, int[] records) {
    return new SongNames(titles, artists, records);
  }

  private static IntFunction<String> textsOf(TextList texts) {
    return texts.size() == 0 ? null : texts::get;
  }

  private static void copy(TextList from, int record, TextList to) {
    if (from.size() > 0) {
      to.add(from, record);
    }
  }

  /** The names of some rows; the texts are shared. */
  SongNames rows(int[] rows) {
    return new SongNames(titles, artists, Arrays.stream(rows).map(row -> place[row]).toArray());
  }

  boolean hasTitles() {
    return titles != null;
  }

  boolean hasArtists() {
    return artists != null;
  }

  Optional<String> title(int row) {
    return text(titles, row);
  }

  Optional<String> artist(int row) {
    return text(artists, row);
  }

  private Optional<String> text(IntFunction<String> texts, int row) {
    return texts == null
        ? Optional.empty()
        : Optional.of(texts.apply(place[row])).filter(text -> !text.isEmpty());
  }
}
