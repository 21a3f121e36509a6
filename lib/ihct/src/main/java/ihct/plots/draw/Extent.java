package ihct.plots.draw;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The least and the greatest of some values; empty if low is above high. */
public record Extent(double low, double high, boolean whole) {

  public static final Extent EMPTY =
      new Extent(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true);

  /** Values that are not finite are left out. */
  public static Extent of(double... values) {
    DoubleStream finite = Arrays.stream(values).filter(Double::isFinite);
    return finite.boxed().reduce(EMPTY, Extent::and, Extent::and);
  }

  /** The positive values alone, which a logarithmic axis can show. */
  static Extent positive(double... values) {
    return of(Arrays.stream(values).filter(v -> v > 0).toArray());
  }

  boolean isEmpty() {
    return low > high;
  }

  public Extent and(double value) {
    return new Extent(
        Math.min(low, value), Math.max(high, value), whole && NumberText.isWhole(value));
  }

  public Extent and(Extent other) {
    return new Extent(Math.min(low, other.low), Math.max(high, other.high), whole && other.whole);
  }
}
