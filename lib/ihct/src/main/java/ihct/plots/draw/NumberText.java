package ihct.plots.draw;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Numbers as text and as JSON, the same on every machine whatever its language. */
public final class NumberText {

  private static final double WHOLE_UP_TO = 1e15;
  private static final MathContext SHOWN = new MathContext(4);
  private static final MathContext KEPT = new MathContext(6);

  private NumberText() {}

  static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) < WHOLE_UP_TO;
  }

  /** Whole numbers in full, others to four digits; a dash where there is no number. */
  public static String text(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    if (isWhole(value)) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
    double size = Math.abs(value);
    return size < 1e-4 || size >= 1e7 ? rounded.toString() : rounded.toPlainString();
  }

  /** Digits in groups of three, by a narrow space, from five digits on. */
  static String grouped(BigDecimal value) {
    String plain = value.toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    if (value.abs().compareTo(BigDecimal.valueOf(10_000)) < 0) {
      return plain;
    }
    return whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", "\u202F") + plain.substring(whole.length());
  }

  /** JSON knows no NaN; six digits are more than a screen can show. */
  static Object json(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    return isWhole(value)
        ? (Object) (long) value
        : (Object) new BigDecimal(value).round(KEPT).doubleValue();
  }

  static List<Object> json(double[] values) {
    List<Object> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(json(value));
    }
    return list;
  }
}
