package ihct.files;

import java.util.Locale;

/** How figures are rounded for readers, alike in every table and on every machine. */
public final class Rounded {

  /** Stands where there is no figure. */
  public static final String NONE = "–";

  private Rounded() {}

  /**
   * Rounds a share to hundredths of a percent.
   *
   * @param share 0…1
   * @return percent without the sign, such as "13.50"; "–" for NaN
   */
  public static String percent(double share) {
    return decimals(2, 100 * share);
  }

  /**
   * Rounds a number.
   *
   * @param digits behind the point
   * @return such as "0.125"; "–" for NaN
   */
  public static String decimals(int digits, double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
