package ihct.loading;

/**
 * What was found of a column's unit.
 *
 * @param guess what else it may be, in a few words; empty if there is no doubt
 */
record ColumnUnit(FeatureUnit unit, String guess) {

  static final ColumnUnit USUAL = new ColumnUnit(FeatureUnit.USUAL, "");
  static final ColumnUnit OWN = new ColumnUnit(FeatureUnit.OWN, "");
  static final ColumnUnit Z_SCORES = new ColumnUnit(FeatureUnit.Z_SCORES, "");

  static ColumnUnit of(FeatureUnit unit) {
    return new ColumnUnit(unit, "");
  }

  static ColumnUnit other(String guess) {
    return new ColumnUnit(FeatureUnit.OTHER, guess);
  }

  /** The usual unit, most likely. */
  static ColumnUnit doubtful(String guess) {
    return new ColumnUnit(FeatureUnit.USUAL, guess);
  }

  boolean isPlain() {
    return guess.isEmpty() && (unit == FeatureUnit.USUAL || unit == FeatureUnit.OWN);
  }
}
