package ihct.plots;

import java.util.ArrayList;
import java.util.List;

/** The numbers of figures as tables. */
final class Tables {

  private Tables() {}

  /** Points: one column per series where all have the same x, else one row per point. */
  static Table of(Axis x, Axis y, List<Series> series) {
    boolean oneX = series.stream().allMatch(s -> s.sameX(series.get(0)));
    boolean labelled = series.stream().anyMatch(s -> !s.labels().isEmpty());
    return oneX && !labelled && !series.isEmpty() ? wide(x, y, series) : tall(x, y, series);
  }

  private static Table wide(Axis x, Axis y, List<Series> series) {
    List<String> header = new ArrayList<>(List.of(x.label()));
    series.forEach(s -> header.add(series.size() == 1 ? y.label() : s.name() + ": " + y.label()));
    List<double[]> columns = series.stream().map(Series::y).toList();
    double[] xs = series.get(0).x();
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < xs.length; i++) {
      List<Object> row = new ArrayList<>(List.of(xs[i]));
      for (double[] column : columns) {
        row.add(column[i]);
      }
      rows.add(row);
    }
    return Table.of(header, rows);
  }

  private static Table tall(Axis x, Axis y, List<Series> series) {
    List<List<Object>> rows = new ArrayList<>();
    for (Series s : series) {
      double[] xs = s.x();
      double[] ys = s.y();
      for (int i = 0; i < xs.length; i++) {
        String name = s.labels().isEmpty() ? "" : s.labels().get(i);
        rows.add(List.of(s.name(), name, xs[i], ys[i]));
      }
    }
    return Table.of(List.of("series", "point", x.label(), y.label()), rows);
  }

  static Table named(
      Axis value, List<String> names, double[] values, double[] lower, double[] upper) {
    boolean whiskers = lower.length > 0;
    List<String> header = new ArrayList<>(List.of("name", value.label()));
    if (whiskers) {
      header.addAll(List.of("from", "to"));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      rows.add(
          whiskers
              ? List.of(names.get(i), values[i], lower[i], upper[i])
              : List.of(names.get(i), values[i]));
    }
    return Table.of(header, rows);
  }

  static Table grouped(Axis value, List<String> groups, List<Series> series) {
    List<String> header = new ArrayList<>(List.of(value.label()));
    series.forEach(s -> header.add(s.name()));
    List<double[]> columns = series.stream().map(Series::y).toList();
    List<List<Object>> rows = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      List<Object> row = new ArrayList<>(List.of(groups.get(g)));
      for (double[] column : columns) {
        row.add(column[g]);
      }
      rows.add(row);
    }
    return Table.of(header, rows);
  }

  static Table heat(Axis y, List<String> columns, List<String> rows, double[][] values) {
    List<String> header = new ArrayList<>(List.of(y.label()));
    header.addAll(columns);
    List<List<Object>> lines = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      List<Object> line = new ArrayList<>(List.of(rows.get(r)));
      for (double value : values[r]) {
        line.add(value);
      }
      lines.add(line);
    }
    return Table.of(header, lines);
  }
}
