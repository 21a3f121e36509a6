package ihct.plots;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The numbers of figures, row by row. */
final class FigureNumbers {

  private FigureNumbers() {}

  /** Points: one column per series where all have the same x, else one row per point. */
  static Rows of(PlotAxis x, PlotAxis y, List<Series> series) {
    boolean oneX = series.stream().allMatch(s -> s.sameX(series.get(0)));
    boolean labelled = series.stream().anyMatch(s -> !s.labels().isEmpty());
    return oneX && !labelled && !series.isEmpty() ? wide(x, y, series) : tall(x, y, series);
  }

  private static Rows wide(PlotAxis x, PlotAxis y, List<Series> series) {
    Stream<String> names =
        series.stream().map(s -> series.size() == 1 ? y.label() : s.name() + ": " + y.label());
    Rows rows = Rows.of(with(x.label(), names));
    List<double[]> columns = series.stream().map(Series::y).toList();
    double[] xs = series.get(0).x();
    for (int i = 0; i < xs.length; i++) {
      int point = i;
      Stream<Double> cells = columns.stream().map(column -> column[point]);
      rows.row(Stream.concat(Stream.of(xs[i]), cells).toArray());
    }
    return rows;
  }

  private static String[] with(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others).toArray(String[]::new);
  }

  private static Rows tall(PlotAxis x, PlotAxis y, List<Series> series) {
    Rows rows = Rows.of("series", "point", x.label(), y.label());
    for (Series s : series) {
      double[] xs = s.x();
      double[] ys = s.y();
      for (int i = 0; i < xs.length; i++) {
        rows.row(s.name(), s.labels().isEmpty() ? "" : s.labels().get(i), xs[i], ys[i]);
      }
    }
    return rows;
  }

  static Rows named(
      PlotAxis value, List<String> names, double[] values, double[] lower, double[] upper) {
    if (lower.length == 0) {
      Rows rows = Rows.of("name", value.label());
      IntStream.range(0, values.length).forEach(i -> rows.row(names.get(i), values[i]));
      return rows;
    }
    Rows rows = Rows.of("name", value.label(), "from", "to");
    IntStream.range(0, values.length)
        .forEach(i -> rows.row(names.get(i), values[i], lower[i], upper[i]));
    return rows;
  }

  static Rows heat(PlotAxis y, List<String> columns, List<String> names, double[][] values) {
    Rows rows = Rows.of(with(y.label(), columns.stream()));
    for (int r = 0; r < values.length; r++) {
      Stream<Double> cells = Arrays.stream(values[r]).boxed();
      rows.row(Stream.concat(Stream.of(names.get(r)), cells).toArray());
    }
    return rows;
  }
}
