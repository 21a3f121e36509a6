package ihct.loading.csv;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The names that a user gives all columns of a file, to stand above its first line. */
final class GivenNames {

  private static final int NAMED = 10;

  private final Path path;
  private final List<String> names;
  private final CellLayout layout;
  private final RecordBlock rows;
  private boolean first;

  /** Looks at the first rows of a text, whose layout is known. */
  GivenNames(Path path, List<String> names, byte[] opening, CellLayout layout)
      throws MalformedDataException {
    this.path = path;
    this.names = names;
    this.layout = layout;
    rows = new RecordBlock(opening.length + 1);
    new RecordScanner(path, new ByteArrayInputStream(opening), layout, "").fill(rows);
  }

  /**
   * The line of names, as the file writes its own; nothing if its first line holds just names of
   * these.
   *
   * @param named whether the kind of file names its columns in any case
   * @throws MalformedDataException if the first line holds other names, or another number of cells
   */
  byte[] line(boolean named) throws MalformedDataException {
    if (rows.records() == 0) {
      return new byte[0];
    }
    List<String> cells = cells(0);
    List<String> known = names.stream().map(GivenNames::normal).toList();
    if (known.containsAll(cells.stream().map(GivenNames::normal).toList())) {
      return new byte[0];
    }
    if (named || !hasNumber(0) && rows.records() > 1 && hasNumber(1)) {
      throw malformed(
          "the file names its columns itself (%s), and --columns is for files whose first line is a"
              + " row. Leave --columns out.");
    }
    if (cells.size() != names.size()) {
      throw malformed(
          "this row has %d cells (%%s), and --columns names %d columns. Name each of them."
              .formatted(cells.size(), names.size()));
    }
    first = true;
    String separator = String.valueOf((char) layout.separator());
    return names.stream()
        .map(name -> '"' + name.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(separator, "", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The layout of the text below that line: rows stay on their lines. */
  CellLayout layout() {
    return first
        ? new CellLayout(layout.separator(), layout.headerLine() - 1, 0, layout.words())
        : layout;
  }

  private MalformedDataException malformed(String reason) {
    String shown = Text.visible(Text.some(cells(0), NAMED));
    return new MalformedDataException(path, rows.line(0), reason.formatted(shown));
  }

  private List<String> cells(int row) {
    return IntStream.range(0, rows.cells(row)).mapToObj(c -> rows.cell(row, c)).toList();
  }

  private boolean hasNumber(int row) {
    return cells(row).stream().anyMatch(Numbers::isLike);
  }

  private static String normal(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
