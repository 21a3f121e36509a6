package ihct.loading;

import ihct.loading.schema.Words;

/**
 * Why a row was left out, in the order in which the rules are applied: a row counts under the first
 * rule that it breaks.
 */
public enum Reason {
  /** The record has another number of cells than the header, or a cell that cannot be split. */
  UNREADABLE_ROW("unreadable row"),
  /** A feature's cell is empty, is not a number, or is not finite. */
  BAD_FEATURE("missing or non-finite feature"),
  /** The cell that names the row's part of a published split is empty. */
  NO_PART("no part of the split"),
  /** The genre is empty, NA, or an empty list, and there is no coarse name. */
  NO_GENRE("no genre"),
  /** The track already stands in the data under this genre; the first one read is kept. */
  REPEATED("repeated (track, genre)"),
  /** The known tree does not name the genre, and such genres are to be dropped. */
  NOT_IN_TREE("genre not in the known tree"),
  /** The genre has fewer tracks than {@link LoadingOptions#minPerGenre()}. */
  TOO_FEW("too few rows in the genre"),
  /** The track is kept under a rarer genre ({@link LabelMode#SINGLE} only). */
  RARER_GENRE("track kept under a rarer genre"),
  /** The genre has more rows than {@link LoadingOptions#maxPerGenre()}. */
  OVER_CAP("over the cap per genre");

  private final String words;

  Reason(String words) {
    this.words = words;
  }

  /** {@return the reason in a few words, as the data call their classes and rows} */
  public String words(Words of) {
    return of.in(words);
  }
}
