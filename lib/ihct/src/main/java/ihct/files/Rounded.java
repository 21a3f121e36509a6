package ihct.files;

import java.util.Locale;

/** How figures are rounded for readers, alike in every table and on every machine. */
public final class Rounded {

  /** Stands where there is no figure. */
  public static final String NONE = "–";

  private Rounded() {}

  /** {@return a share, 0…1, as percent without the sign, such as "13.50"; "–" for NaN} */
  public static String percent(double share) {
    return decimals(2, 100 * share);
  }

  /** {@return a number with so many digits behind the point, such as "0.125"; "–" for NaN} */
  public static String decimals(int digits, double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
