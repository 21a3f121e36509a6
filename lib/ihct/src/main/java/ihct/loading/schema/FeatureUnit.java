package ihct.loading.schema;

/** In what a column of a known feature is given. */
public enum FeatureUnit {
  /** The unit of {@link AudioFeature}: milliseconds, shares of 1, popularity of 100. */
  USUAL(0, "the usual unit"),
  SECONDS(3, "seconds"),
  MICROSECONDS(-3, "microseconds"),
  PER_CENT(-2, "per cent"),
  /** Popularity as a share. */
  OF_ONE(2, "a popularity of 0 to 1"),
  /** Standard deviations from a mean. */
  Z_SCORES("z-scores"),
  /** Not known, but not the usual one. */
  OTHER("another unit"),
  /** Of a feature that is no song's: there is no usual unit. */
  OWN("a unit of its own");

  private static final int NO_SHIFT = Integer.MIN_VALUE;

  private final int shift;
  private final String words;

  FeatureUnit(String words) {
    this(NO_SHIFT, words);
  }

  FeatureUnit(int shift, String words) {
    this.shift = shift;
    this.words = words;
  }

  /** Tells whether a power of ten leads to the usual unit. */
  public boolean isConvertible() {
    return shift != NO_SHIFT;
  }

  /** The power of ten that turns a value of this unit into one of another; both convertible. */
  public int shiftTo(FeatureUnit other) {
    return shift - other.shift;
  }

  /** What reports call it. */
  public String words() {
    return words;
  }
}
