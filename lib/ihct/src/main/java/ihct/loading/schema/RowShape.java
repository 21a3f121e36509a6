package ihct.loading.schema;

import ihct.loading.csv.RecordBlock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How the records of a file differ from its header where the cause is certain, by the records of
 * the first block.
 *
 * <p>"All" means at least nine of ten here; the others are unreadable rows, as in any file.
 *
 * <ol>
 *   <li>If the last name of the header ends in separators of another kind and the last cells of
 *       half of the records in as many ("Class;;" and "5;;"), these are no part of either.
 *   <li>If all records have more cells than the header, none as many, and all that they have more
 *       is empty and last, each row ends in separators that the header lacks.
 *   <li>If the header has more names than all records have cells, and all that it has more is empty
 *       and last, the header does.
 *   <li>If all records have one cell more than the header and none as many, the first cells are
 *       distinct and all quoted or all integers, each row starts with a row name, as R writes it.
 *       But not if the surplus may come from somewhere else: decimal commas (two columns of
 *       integers side by side where no number has a decimal point), a text with a separator and a
 *       blank after it in each row, or a header whose first name is itself one of row numbers.
 * </ol>
 */
public final class RowShape {

  private static final Pattern FOREIGN = Pattern.compile(".*?[^;,|\\t]([;,|\\t]+)");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
  private static final Pattern UNSIGNED = Pattern.compile("\\d+");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d*\\.\\d+([eE][+-]?\\d+)?");
  private static final Set<String> ROW_NUMBERS =
      Set.of("", "id", "index", "no", "no.", "nr", "nr.", "#", "n", "x", "row", "unnamed: 0");

  private final RecordBlock block;
  private final byte separator;
  private final List<String> header = new ArrayList<>();
  private String words = "";
  private String doubt = "";

  /** How many cells at the start of a record are no part of the table. */
  private int first;

  /** How many empty ones at the end are not. */
  private int last;

  /** How many bytes at the end of the last cell are not. */
  private int glued;

  private RowShape(RecordBlock block, byte separator) {
    this.block = block;
    this.separator = separator;
  }

  /** Looks at the first block of a file, whose first record is the header. */
  public static RowShape of(RecordBlock block, byte separator) {
    RowShape shape = new RowShape(block, separator);
    shape.header.addAll(block.cellsOf(0));
    shape.findGlued();
    shape.findSurplus();
    return shape;
  }

  /** The names of the columns. */
  public List<String> header() {
    return List.copyOf(header);
  }

  /** What a reader of the report must be told; empty if records are as their header. */
  public String words() {
    return words;
  }

  /** What to say of a record that is longer than the header, if the cause is not certain. */
  public String doubt() {
    return doubt;
  }

  /** Takes from the records of a block what is no part of the table. */
  public void apply(RecordBlock filled, int from) {
    if (first > 0 || last > 0 || glued > 0) {
      filled.trim(from, first, last, glued);
    }
  }

  private void findGlued() {
    int end = header.size() - 1;
    var matcher = FOREIGN.matcher(header.get(end));
    if (!matcher.matches() || matcher.group(1).indexOf(separator) >= 0) {
      return;
    }
    String tail = matcher.group(1);
    int alike = count(r -> block.cell(r, block.cells(r) - 1).endsWith(tail));
    if (records() > 0 && 2 * alike >= records()) {
      glued = tail.length();
      header.set(end, header.get(end).substring(0, header.get(end).length() - glued));
      words = "rows and header without the %s at their end".formatted(tail);
    }
  }

  private void findSurplus() {
    int columns = header.size();
    if (records() == 0 || count(r -> block.cells(r) == columns) > 0) {
      return;
    }
    int more = commonest() - columns;
    if (!all(r -> block.cells(r) == columns + more)) {
      return;
    }
    if (more < 0 && header.subList(columns + more, columns).stream().allMatch(String::isEmpty)) {
      header.subList(columns + more, columns).clear();
      words = "header without the separators at its end";
    } else if (more > 0 && all(r -> endsEmpty(r, more)) && (more > 1 || !isCounted())) {
      last = more;
      words = "rows without the separators at their end";
    } else if (more == 1 && !all(r -> endsEmpty(r, 1)) && isNamed()) {
      first = 1;
      words = "rows without their first cell, a row name for which the header has no name";
    } else if (more == 1) {
      doubt =
          ". Is the first cell a row name? Then give it a name in the header. Or does a cell hold"
              + " the separator? Then it needs quotes";
    }
  }

  /** The number of cells that most records have, the first of several. */
  private int commonest() {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    IntStream.range(1, block.records()).forEach(r -> counts.merge(block.cells(r), 1, Integer::sum));
    return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  private boolean endsEmpty(int record, int cells) {
    int size = block.cells(record);
    return size > cells
        && IntStream.range(size - cells, size).allMatch(c -> block.cell(record, c).isEmpty());
  }

  /** Whether the first column looks like row numbers that the header does not name as such. */
  private boolean isCounted() {
    return records() > 1 && hasDistinctNames() && all(matches(INTEGER, 0)) && !namesRowNumbers();
  }

  private boolean isNamed() {
    boolean quoted = all(block::startsWithQuote);
    return records() > 1
        && hasDistinctNames()
        && (quoted || (all(matches(INTEGER, 0)) && !namesRowNumbers()))
        && !mayHaveDecimalCommas()
        && !mayHoldSeparators();
  }

  private boolean namesRowNumbers() {
    return ROW_NUMBERS.contains(SongSchema.normal(header.get(0)));
  }

  private boolean hasDistinctNames() {
    Set<String> names = new HashSet<>();
    return count(r -> !block.cell(r, 0).isEmpty() && names.add(block.cell(r, 0))) == records();
  }

  private boolean mayHaveDecimalCommas() {
    if (separator != ',') {
      return false;
    }
    boolean decimals =
        count(r -> cells(r).anyMatch(c -> DECIMAL.matcher(block.cell(r, c)).matches())) > 0;
    return !decimals
        && columns().anyMatch(c -> all(matches(INTEGER, c - 1)) && all(matches(UNSIGNED, c)));
  }

  private boolean mayHoldSeparators() {
    long blank =
        columns().filter(c -> all(r -> c < block.cells(r) && block.startsBlank(r, c))).count();
    return blank > 0 && blank < header.size();
  }

  /** The columns after the first, of records with one cell more than the header. */
  private IntStream columns() {
    return IntStream.rangeClosed(1, header.size());
  }

  private IntStream cells(int record) {
    return IntStream.range(0, block.cells(record));
  }

  private IntPredicate matches(Pattern pattern, int column) {
    Predicate<String> is = pattern.asMatchPredicate();
    return r -> column < block.cells(r) && is.test(block.cell(r, column));
  }

  private int records() {
    return block.records() - 1;
  }

  private int count(IntPredicate is) {
    return (int) IntStream.range(1, block.records()).filter(is).count();
  }

  private boolean all(IntPredicate is) {
    return 10 * count(is) >= 9 * records();
  }
}
