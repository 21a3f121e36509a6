package ihct.metrics;

/**
 * A range that holds an unknown share with 95 % confidence.
 *
 * @param low its lower end, 0…1
 * @param high its upper end, 0…1
 */
public record Interval(double low, double high) {

  /** The 97.5 % quantile of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * Wilson's score interval for a share. It stays within 0…1 and holds for few rows and for shares
   * near 0, where the plain normal interval does not. It covers the chance of the test rows alone;
   * another seed or another split varies more.
   *
   * @param share the share seen, 0…1
   * @param rows how many rows it was seen on, at least 1
   * @throws IllegalArgumentException if an argument is out of range
   * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson (1927)</a>
   */
  public static Interval wilson(double share, long rows) {
    if (!(share >= 0 && share <= 1) || rows < 1) {
      throw new IllegalArgumentException(
          "share = %s of %d rows; the share must be 0…1, the rows at least 1."
              .formatted(share, rows));
    }
    double z2n = Z * Z / rows;
    double centre = (share + z2n / 2) / (1 + z2n);
    double half = Z / (1 + z2n) * Math.sqrt(share * (1 - share) / rows + z2n / (4 * rows));
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /** Both ends in percent. */
  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "%.2f…%.2f %%", 100 * low, 100 * high);
  }
}
