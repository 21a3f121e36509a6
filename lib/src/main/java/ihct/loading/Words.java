package ihct.loading;

import java.util.List;

/**
 * What classes, rows and groups are called. Of songs they are genres, songs and artists; a table of
 * frogs has neither.
 */
public enum Words {
  /** Tables of songs, known by their features, and simulated ones. */
  SONGS("genre", "song", "track", "artist"),
  /** Tables whose columns the user named. */
  OTHER("class", "row", "record", "group");

  private final String genre;
  private final String song;
  private final String track;
  private final String artist;

  Words(String genre, String song, String track, String artist) {
    this.genre = genre;
    this.song = song;
    this.track = track;
    this.artist = artist;
  }

  /**
   * Finds the words for some data.
   *
   * @param features their names, in order
   * @return those of songs if the features are those of a known table of songs
   */
  public static Words of(List<String> features) {
    return SongSchema.isKnown(features) ? SONGS : OTHER;
  }

  /**
   * What the label tells.
   *
   * @return "genre" or "class"
   */
  public String genre() {
    return genre;
  }

  /**
   * Several of these.
   *
   * @return "genres" or "classes"
   */
  public String genres() {
    return this == SONGS ? "genres" : "classes";
  }

  /**
   * What a row is about.
   *
   * @return "song" or "row"
   */
  public String song() {
    return song;
  }

  /**
   * Several of these.
   *
   * @return "songs" or "rows"
   */
  public String songs() {
    return song + "s";
  }

  /**
   * What may carry several labels, and so stand in several rows.
   *
   * @return "track" or "record"
   */
  public String track() {
    return track;
  }

  /**
   * Several of these.
   *
   * @return "tracks" or "records"
   */
  public String tracks() {
    return track + "s";
  }

  /**
   * What holds rows that are alike.
   *
   * @return "artist" or "group"
   */
  public String artist() {
    return artist;
  }

  /**
   * Several of these.
   *
   * @return "artists" or "groups"
   */
  public String artists() {
    return artist + "s";
  }
}
