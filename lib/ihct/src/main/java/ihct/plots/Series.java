package ihct.plots;

import ihct.plots.draw.Palette;
import ihct.plots.draw.PointMark;
import ihct.plots.draw.Symbol;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Named points. Values that are not finite are gaps. */
public final class Series {

  private final String name;
  private final double[] x;
  private final double[] y;
  private final List<String> labels;

  private Series(String name, double[] x, double[] y, List<String> labels) {
    this.name = name;
    this.x = x;
    this.y = y;
    this.labels = labels;
  }

  /**
   * Takes as many first as second coordinates, which are copied; the name stands in the legend.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static Series of(String name, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Series \"%s\" has %s x and %s y values; each point needs one of each."
              .formatted(name, x.length, y.length));
    }
    return new Series(name, x.clone(), y.clone(), List.of());
  }

  /** Takes values in their order, which are copied: the points (1, y₁), (2, y₂) … */
  public static Series of(String name, double... y) {
    double[] x = IntStream.rangeClosed(1, y.length).asDoubleStream().toArray();
    return new Series(name, x, y.clone(), List.of());
  }

  /**
   * {@return the same points with a name for each; a scatter plot prints the names where there is
   * room}
   *
   * @throws IllegalArgumentException if there are more or fewer names than points
   */
  public Series labelled(String... names) {
    if (names.length != y.length) {
      throw new IllegalArgumentException(
          "Series \"%s\" has %s points, but %s labels were given; each point needs one."
              .formatted(name, y.length, names.length));
    }
    return new Series(name, x, y, List.of(names));
  }

  /** {@return the name in the legend} */
  public String name() {
    return name;
  }

  /** {@return the first coordinates, one per point; a copy} */
  public double[] x() {
    return x.clone();
  }

  /** {@return the second coordinates, one per point; a copy} */
  public double[] y() {
    return y.clone();
  }

  /** {@return the points' names, one each, or none} */
  public List<String> labels() {
    return labels;
  }

  int size() {
    return y.length;
  }

  /** The points in the colour and the shape of the series that has this place among others. */
  PointMark points(int place, boolean inLegend, boolean printed) {
    return new PointMark(
        name, x, y, labels, Palette.series(place), Symbol.of(place), inLegend, printed);
  }

  boolean sameX(Series other) {
    return Arrays.equals(x, other.x);
  }

  /** Keeps at most so many points, evenly chosen, and says so in the name. */
  Series atMost(int most) {
    if (size() <= most) {
      return this;
    }
    int[] kept = IntStream.range(0, most).map(i -> (int) ((long) i * size() / most)).toArray();
    return new Series(
        "%s (%s of %s shown)".formatted(name, most, size()),
        Arrays.stream(kept).mapToDouble(i -> x[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> y[i]).toArray(),
        labels.isEmpty() ? labels : Arrays.stream(kept).mapToObj(labels::get).toList());
  }

  @Override
  public String toString() {
    return "%s: %s points".formatted(name, size());
  }
}
