package ihct.songs;

import ihct.keys.TextList;
import java.util.Arrays;
import java.util.Optional;

/** Titles and artists of songs, as their file has them; rows of one record share theirs. */
public final class SongNames {

  private final TextList titles;
  private final TextList artists;

  /** Where the names of each row stand in the lists. */
  private final int[] place;

  private SongNames(TextList titles, TextList artists, int[] place) {
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
    return new SongNames(someTitles, someArtists, place);
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
    return titles.size() > 0;
  }

  boolean hasArtists() {
    return artists.size() > 0;
  }

  Optional<String> title(int row) {
    return text(titles, row);
  }

  Optional<String> artist(int row) {
    return text(artists, row);
  }

  private Optional<String> text(TextList texts, int row) {
    return texts.size() == 0
        ? Optional.empty()
        : Optional.of(texts.get(place[row])).filter(text -> !text.isEmpty());
  }
}
