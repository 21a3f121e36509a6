package ihct.loading;

/** How many rows a track with several genres becomes. */
public enum LabelMode {
  /** One row per (track, genre), as in the paper. */
  EVERY,
  /** One row per track, under its rarest kept genre: the one that says most about it. */
  SINGLE
}
