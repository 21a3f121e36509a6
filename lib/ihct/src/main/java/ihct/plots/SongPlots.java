package ihct.plots;

import ihct.songs.Songs;
import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Grid;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.HistogramTrace;
import tech.tablesaw.plotly.traces.Trace;

/** Figures of songs. */
public final class SongPlots {

  private static final int COLUMNS = 3;
  private static final int BINS = 30;
  private static final int MOST_ROWS = 1000;

  private SongPlots() {}

  /**
   * Draws a histogram of each feature of unscaled songs, by Tablesaw; z-scored ones would be
   * labelled with units that they do not have. Of more than 1000 songs, 1000 are counted, evenly
   * chosen, and the title says so.
   */
  public static TablesawFigure features(Songs songs) {
    int counted = Math.min(MOST_ROWS, songs.size());
    Trace[] parts = new Trace[songs.dimension()];
    for (int j = 0; j < parts.length; j++) {
      int feature = j;
      double[] values =
          IntStream.range(0, counted)
              .map(i -> (int) ((long) i * songs.size() / counted))
              .mapToDouble(row -> rounded(songs.feature(row, feature)))
              .toArray();
      String name = songs.features().get(j);
      String place = j == 0 ? "" : String.valueOf(j + 1);
      parts[j] =
          HistogramTrace.builder(values)
              .name(PlotAxis.of(name, unit(name)).label())
              .nBinsX(BINS)
              .xAxis("x" + place)
              .yAxis("y" + place)
              .build();
    }
    int down = (parts.length + COLUMNS - 1) / COLUMNS;
    Grid grid =
        Grid.builder().rows(down).columns(COLUMNS).pattern(Grid.Pattern.INDEPENDENT).build();
    String title =
        counted < songs.size()
            ? String.format(Locale.ROOT, "Counts of %,d of %,d rows", counted, songs.size())
            : "Counts of rows";
    Layout layout =
        Layout.builder().title(title).grid(grid).width(880).height(140 + 210 * down).build();
    return TablesawFigure.of(new Figure(layout, parts));
  }

  /** Four digits draw the same picture, and a notebook's file stays small. */
  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.4g", value));
  }

  /** The units of the published features; those of other tables are not known. */
  private static String unit(String feature) {
    return switch (feature) {
      case "loudness" -> "dB";
      case "tempo" -> "beats/min";
      case "popularity" -> "0…100";
      case "acousticness",
          "danceability",
          "energy",
          "instrumentalness",
          "liveness",
          "speechiness",
          "valence" ->
          "0…1";
      default -> "";
    };
  }
}
