package ihct.study.guests;

/**
 * Names the genre of a song by some rule of thumb, such as {@code song -> song.get("energy") > 1 ?
 * "techno" : "ambient"}.
 */
@FunctionalInterface
public interface Rule {

  /**
   * Answers a song.
   *
   * @param song its features, by name or by place
   * @return the name of one of the genres; null for no answer
   */
  String genreOf(SongRow song);
}
