package ihct.loading.schema;

/**
 * What was found of a column's unit.
 *
 * @param guess what else it may be, in a few words; empty if there is no doubt
 */
public record ColumnUnit(FeatureUnit unit, String guess) {

  public static final ColumnUnit USUAL = new ColumnUnit(FeatureUnit.USUAL, "");
  public static final ColumnUnit OWN = new ColumnUnit(FeatureUnit.OWN, "");
  public static final ColumnUnit Z_SCORES = new ColumnUnit(FeatureUnit.Z_SCORES, "");

  public static ColumnUnit of(FeatureUnit unit) {
    return new ColumnUnit(unit, "");
  }

  public static ColumnUnit other(String guess) {
    return new ColumnUnit(FeatureUnit.OTHER, guess);
  }

  /** The usual unit, most likely. */
  public static ColumnUnit doubtful(String guess) {
    return new ColumnUnit(FeatureUnit.USUAL, guess);
  }

  public boolean isPlain() {
    return guess.isEmpty() && (unit == FeatureUnit.USUAL || unit == FeatureUnit.OWN);
  }
}
