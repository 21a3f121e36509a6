package ihct.plots;

import ihct.loading.schema.Words;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Figures of songs and of genre means. */
public final class SongPlots {

  private static final int COLUMNS = 3;
  private static final int MOST_BARS = 40;
  private static final int MOST_ROWS = 60;

  private SongPlots() {}

  /**
   * Draws a histogram of each feature of unscaled songs; z-scored ones would be labelled with units
   * that they do not have.
   */
  public static Plot features(Songs songs) {
    Plot[] parts = new Plot[songs.dimension()];
    for (int j = 0; j < parts.length; j++) {
      int feature = j;
      String name = songs.features().get(j);
      double[] values =
          IntStream.range(0, songs.size())
              .mapToDouble(row -> songs.feature(row, feature))
              .toArray();
      parts[j] =
          Charts.histograms(PlotAxis.of(name, unit(name)), Series.of(name, values)).titled(name);
    }
    return Charts.grid(COLUMNS, parts);
  }

  /** The units of the published features; those of other tables are not known. */
  private static String unit(String feature) {
    return switch (feature) {
      case "duration_ms" -> "ms";
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
      default -> "unit of the file";
    };
  }

  /**
   * Draws how many rows the genres have: a bar each, or, for more than 40 genres, how many genres
   * have how many rows.
   */
  public static Plot rowsPerGenre(Songs songs) {
    Words words = Words.of(songs.features());
    int[] rows = songs.rowsPerGenre();
    if (rows.length > MOST_BARS) {
      double[] counts = Arrays.stream(rows).asDoubleStream().toArray();
      return Charts.histograms(
              PlotAxis.of(words.in("rows of a genre"), "rows"),
              Series.of(words.in("genres"), counts))
          .titled(words.in("Rows of the %s genres").formatted(rows.length));
    }
    int[] order =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparing((Integer g) -> -rows[g]))
            .mapToInt(g -> g)
            .toArray();
    List<String> names = Arrays.stream(order).mapToObj(songs.genres()::get).toList();
    double[] counts = Arrays.stream(order).mapToDouble(g -> rows[g]).toArray();
    return Charts.bars(PlotAxis.of("rows", "count"), names, counts)
        .titled(words.in("Rows per genre"));
  }

  /**
   * Draws the mean song of each genre as a row of colours. Of more than 60 genres, every k-th is
   * drawn, and the title says so.
   *
   * @param means [genre][feature], in standard deviations
   * @throws IllegalArgumentException if the table has not one value per genre and feature
   */
  public static Plot genreMeans(double[][] means, List<String> features, List<String> genres) {
    Words words = Words.of(features);
    int stride = (means.length + MOST_ROWS - 1) / MOST_ROWS;
    List<String> names = new ArrayList<>();
    List<double[]> shown = new ArrayList<>();
    for (int g = 0; g < means.length; g += Math.max(1, stride)) {
      names.add(genres.get(g));
      shown.add(means[g]);
    }
    String title =
        stride <= 1
            ? words.in("Genre means")
            : words.in("Genre means, %s of %s genres").formatted(names.size(), means.length);
    return Charts.heatMap(
            PlotAxis.of("feature", ""),
            PlotAxis.of(words.in("genre"), ""),
            features,
            names,
            shown.toArray(double[][]::new),
            "mean",
            "standard deviations")
        .titled(title);
  }

  /**
   * Draws genre means that were projected to a plane, [genre][2] in standard deviations, coloured
   * by their clusters 0…k−1; the names are shown when pointed at.
   */
  public static Plot genreMap(double[][] plane, int[] cluster, List<String> genres) {
    int clusters = Arrays.stream(cluster).max().orElse(-1) + 1;
    Series[] series = new Series[clusters];
    for (int c = 0; c < clusters; c++) {
      int wanted = c;
      int[] members =
          IntStream.range(0, cluster.length).filter(g -> cluster[g] == wanted).toArray();
      series[c] =
          Series.of(
                  "cluster %s (%s)".formatted(c + 1, members.length),
                  Arrays.stream(members).mapToDouble(g -> plane[g][0]).toArray(),
                  Arrays.stream(members).mapToDouble(g -> plane[g][1]).toArray())
              .labelled(Arrays.stream(members).mapToObj(genres::get).toArray(String[]::new));
    }
    return Charts.scatter(
        PlotAxis.of("first component", "standard deviations"),
        PlotAxis.of("second component", "standard deviations"),
        series);
  }
}
