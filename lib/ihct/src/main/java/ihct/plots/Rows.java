package ihct.plots;

import ihct.display.Escape;
import ihct.plots.draw.NumberText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumberColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.IntColumnType;
import tech.tablesaw.columns.numbers.LongColumnType;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * Makes a Tablesaw table row by row, where that reads better than column by column.
 *
 * <pre>{@code
 * Rows.of("model", "top-1 %").row("dense", 28.4).row("random", 0.88).format("%.1f", "top-1 %").table()
 * }</pre>
 */
public final class Rows {

  private static final Pattern WHOLE = Pattern.compile("%[-+, (0-9]*d");
  private static final Pattern SIGN = Pattern.compile("-(?=[\\d.])");

  private final List<String> header;
  private final String[] patterns;
  private final List<Object[]> rows = new ArrayList<>();

  private Rows(List<String> header) {
    this.header = header;
    this.patterns = new String[header.size()];
  }

  /** Names the columns, with their units; there are no rows yet. */
  public static Rows of(String... header) {
    return new Rows(List.of(header));
  }

  /**
   * Adds a row below the others.
   *
   * @param cells one value per column: a number, or what is shown by its text; null and NaN stand
   *     for no value
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public Rows row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "The row %s has %s cells; give one for each of the columns %s."
              .formatted(Arrays.toString(cells), cells.length, header));
    }
    rows.add(cells.clone());
    return this;
  }

  /**
   * Chooses how the numbers of columns are written; without a choice they are written to four
   * digits. The numbers themselves stay as they are.
   *
   * @param pattern for one number, as for {@link String#format}: {@code "%.1f"}, {@code "%,d"}
   * @throws IllegalArgumentException if there is no such column
   */
  public Rows format(String pattern, String... columns) {
    for (String column : columns) {
      patterns[place(column)] = pattern;
    }
    return this;
  }

  /**
   * Leaves out those of the columns that tell nothing, since every row has the same there.
   *
   * @return the others in new rows
   * @throws IllegalArgumentException if there is no such column
   */
  public Rows withoutConstant(String... columns) {
    Set<Integer> dropped = new HashSet<>();
    for (String column : columns) {
      int at = place(column);
      if (rows.stream().map(row -> row[at]).distinct().count() < 2) {
        dropped.add(at);
      }
    }
    int[] kept = IntStream.range(0, header.size()).filter(c -> !dropped.contains(c)).toArray();
    Rows rest = of(Arrays.stream(kept).mapToObj(header::get).toArray(String[]::new));
    Arrays.setAll(rest.patterns, i -> patterns[kept[i]]);
    rows.forEach(row -> rest.row(Arrays.stream(kept).mapToObj(c -> row[c]).toArray()));
    return rest;
  }

  private int place(String column) {
    int at = header.indexOf(column);
    if (at < 0) {
      throw new IllegalArgumentException(
          "There is no column \"%s\"; the columns are %s.".formatted(column, header));
    }
    return at;
  }

  /**
   * {@return a table with a column of whole numbers, of numbers or of texts for each column, as its
   * values are; a name that stands twice gets a number}
   */
  public Table table() {
    Set<String> taken = new HashSet<>();
    return Table.create(
        IntStream.range(0, header.size())
            .mapToObj(c -> column(c, distinct(header.get(c), taken)))
            .toArray(Column<?>[]::new));
  }

  /** Tablesaw tells columns apart by their names, whether in small letters or in large ones. */
  private static String distinct(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
      free = name + " (" + i + ")";
    }
    return free;
  }

  private Column<?> column(int c, String name) {
    if (!isNumeric(c)) {
      return StringColumn.create(name, rows.stream().map(row -> text(c, row[c])).toList());
    }
    NumberColumn<?, ?> numbers = numbers(c, name);
    if (patterns[c] != null) {
      numbers.setPrintFormatter(new Printf(patterns[c]));
    }
    return numbers;
  }

  private NumberColumn<?, ?> numbers(int c, String name) {
    if (all(c, cell -> cell instanceof Integer)) {
      IntColumn column = IntColumn.create(name);
      rows.forEach(row -> column.append((Integer) row[c]));
      return column;
    }
    if (all(c, cell -> cell instanceof Integer || cell instanceof Long)) {
      LongColumn column = LongColumn.create(name);
      rows.forEach(row -> column.append(row[c] == null ? null : ((Number) row[c]).longValue()));
      return column;
    }
    DoubleColumn column = DoubleColumn.create(name);
    rows.forEach(row -> column.append(row[c] == null ? null : ((Number) row[c]).doubleValue()));
    return column;
  }

  private boolean isNumeric(int c) {
    return all(c, cell -> cell instanceof Number) && rows.stream().anyMatch(row -> row[c] != null);
  }

  private boolean all(int c, Predicate<Object> test) {
    return rows.stream().allMatch(row -> row[c] == null || test.test(row[c]));
  }

  private String text(int c, Object cell) {
    if (cell instanceof Number number) {
      double value = number.doubleValue();
      return patterns[c] == null || Double.isNaN(value)
          ? NumberText.text(value)
          : formatted(patterns[c], value);
    }
    return cell == null ? TableText.NONE : cell.toString();
  }

  /** Alike on every machine; the minus is as wide as the plus. */
  private static String formatted(String pattern, double value) {
    boolean whole = WHOLE.matcher(pattern).find();
    Object number = whole ? (Object) Math.round(value) : (Object) value;
    return SIGN.matcher(String.format(Locale.ROOT, pattern, number)).replaceFirst("−");
  }

  /** All of it as texts. Does without a table, whose class looks through every jar at its start. */
  TableText texts() {
    return new TableText(
        header.stream().map(Escape::readable).toList(),
        IntStream.range(0, header.size()).mapToObj(this::isNumeric).toList(),
        rows.stream()
            .map(
                row ->
                    IntStream.range(0, row.length)
                        .mapToObj(c -> Escape.readable(text(c, row[c])))
                        .toList())
            .toList());
  }

  /** {@return the whole table as HTML, a {@code <table>} with numbers to the right} */
  public String html() {
    return texts().html();
  }

  /** Columns separated by two blanks, numbers to the right. */
  @Override
  public String toString() {
    return texts().toString();
  }

  /** Writes the numbers of a column by a pattern. */
  private static final class Printf extends NumberColumnFormatter {

    private final String pattern;

    Printf(String pattern) {
      this.pattern = pattern;
    }

    @Override
    public String format(double value) {
      return Double.isNaN(value) ? getMissingString() : formatted(pattern, value);
    }

    @Override
    public String format(long value) {
      boolean missing = LongColumnType.valueIsMissing(value);
      return missing ? getMissingString() : formatted(pattern, value);
    }

    @Override
    public String format(int value) {
      boolean missing = IntColumnType.valueIsMissing(value);
      return missing ? getMissingString() : formatted(pattern, value);
    }
  }
}
