package ihct.songs;

import ihct.keys.TextList;
import ihct.stopping.Stop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import smile.data.DataFrame;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.IntVector;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Songs as tables of Tablesaw and Smile, and songs of a table of Tablesaw. */
final class SongTables {

  static final String GENRE = "genre";
  private static final String TITLE = "title";
  private static final String ARTIST = "artist";
  private static final String TRACK = "track";
  private static final String GROUP = "group";

  /** Columns that are no features unless they are named as such. */
  private static final Set<String> ROLES = Set.of(TITLE, ARTIST, TRACK, GROUP);

  private SongTables() {}

  static Table table(Songs songs) {
    Table table = Table.create("songs");
    table.addColumns(texts(GENRE, songs, row -> songs.genres().get(songs.genre(row))));
    if (songs.hasTitles()) {
      table.addColumns(texts(TITLE, songs, row -> songs.title(row).orElse("")));
    }
    if (songs.hasArtistNames()) {
      table.addColumns(texts(ARTIST, songs, row -> songs.artist(row).orElse("")));
    }
    for (int j = 0; j < songs.dimension(); j++) {
      double[] values = new double[songs.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = songs.feature(row, j);
      }
      table.addColumns(DoubleColumn.create(songs.features().get(j), values));
    }
    table.addColumns(texts(TRACK, songs, row -> OwnSongs.text(songs.trackKey(row))));
    if (songs.hasArtists()) {
      table.addColumns(texts(GROUP, songs, row -> OwnSongs.text(songs.artistKey(row))));
    }
    return table;
  }

  private static StringColumn texts(String name, Songs songs, IntFunction<String> text) {
    StringColumn column = StringColumn.create(name);
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("making a table of songs");
      column.append(text.apply(row));
    }
    return column;
  }

  static DataFrame smile(Songs songs) {
    DataFrame features = DataFrame.of(songs.x(), songs.features().toArray(String[]::new));
    NominalScale genres = new NominalScale(songs.genres());
    return DataFrame.of(
            IntVector.of(new StructField(GENRE, DataTypes.IntegerType, genres), songs.y()))
        .merge(features);
  }

  static Songs songs(Table table, String label, List<String> named) {
    int rows = table.rowCount();
    Column<?> labels = column(table, label, "the label");
    List<String> features =
        named.isEmpty()
            ? others(table, label)
            : named.stream().map(name -> column(table, name, "a feature").name()).toList();
    if (rows == 0 || features.isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to make songs of: the table has %d rows and %d features."
              .formatted(rows, features.size()));
    }
    requireWhole(labels);
    double[] values = new double[Math.multiplyExact(rows, features.size())];
    for (int j = 0; j < features.size(); j++) {
      copy(numbers(table, features.get(j)), values, j, features.size());
    }
    OwnSongs.requireFinite(features, values, "leave such rows out: table.where(…).");
    Map<String, Column<?>> roles =
        ROLES.stream()
            .filter(role -> !role.equals(label) && !features.contains(role))
            .filter(table::containsColumn)
            .collect(Collectors.toMap(role -> role, table::column));
    Songs songs =
        OwnSongs.of(
            features,
            values,
            IntStream.range(0, rows).mapToObj(labels::getString).toArray(String[]::new),
            roles.containsKey(TRACK) ? text(roles.get(TRACK)) : row -> null,
            text(roles.getOrDefault(GROUP, roles.get(ARTIST))));
    TextList titles = list(roles.get(TITLE));
    TextList artists = list(roles.get(ARTIST));
    return titles.size() + artists.size() == 0
        ? songs
        : songs.withNames(SongNames.of(titles, artists, IntStream.range(0, rows).toArray()));
  }

  private static Column<?> column(Table table, String name, String role) {
    if (!table.containsColumn(name)) {
      throw new IllegalArgumentException(
          "The table has no column \"%s\", named as %s; it has: %s."
              .formatted(name, role, String.join(", ", table.columnNames())));
    }
    return table.column(name);
  }

  private static List<String> others(Table table, String label) {
    List<String> others =
        table.columnNames().stream()
            .filter(name -> !name.equalsIgnoreCase(label) && !ROLES.contains(name))
            .toList();
    List<String> texts =
        others.stream().filter(name -> !(table.column(name) instanceof NumericColumn)).toList();
    if (!texts.isEmpty()) {
      throw new IllegalArgumentException(
          "These columns hold no numbers, so they cannot be features: %s. Name the features that"
                  .formatted(
                      texts.stream()
                          .map(name -> name + " (" + table.column(name).type() + ")")
                          .collect(Collectors.joining(", ")))
              + " you want, or leave such columns out: table.rejectColumns(…).");
    }
    return others;
  }

  private static NumericColumn<?> numbers(Table table, String name) {
    Column<?> column = column(table, name, "a feature");
    if (column instanceof NumericColumn<?> numbers) {
      requireWhole(column);
      return numbers;
    }
    throw new IllegalArgumentException(
        "Column \"%s\" holds no numbers but %s, so it cannot be a feature."
            .formatted(name, column.type()));
  }

  private static void requireWhole(Column<?> column) {
    int[] missing = IntStream.range(0, column.size()).filter(column::isMissing).toArray();
    if (missing.length > 0) {
      throw new IllegalArgumentException(
          "Column \"%s\" holds nothing in %d of %d rows, first in row %d (counted from 0)."
                  .formatted(column.name(), missing.length, column.size(), missing[0])
              + " Fill them in, or leave them out: table.dropRowsWithMissingValues().");
    }
  }

  private static void copy(NumericColumn<?> numbers, double[] values, int feature, int features) {
    for (int row = 0; row < numbers.size(); row++) {
      Stop.check("making songs of a table");
      values[row * features + feature] = numbers.getDouble(row);
    }
  }

  private static IntFunction<String> text(Column<?> column) {
    return column == null ? null : row -> column.isMissing(row) ? null : column.getString(row);
  }

  private static TextList list(Column<?> column) {
    TextList texts = new TextList();
    for (int row = 0; column != null && row < column.size(); row++) {
      texts.add(column.isMissing(row) ? "" : column.getString(row));
    }
    return texts;
  }
}
