package ihct.loading.formats.fetched;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.formats.TableRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * The rows of a workbook's first visible sheet that holds something. Cells are what Excel would
 * write as CSV, but for numbers, which are whole, and dates, which are ISO's. Formulas are the
 * values that were computed when the workbook was saved. Rows without anything are no rows.
 */
public final class ExcelRows implements TableRows {

  /** What in a format is text, or a condition. */
  private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\[[^\\]]*]");

  private static final Pattern DATE = Pattern.compile("[^0#?]*[ymdhsYMDHS].*");
  private static final Pattern INTEGER = Pattern.compile("-?\\d+");

  /** Powers of ten up to here are written out. */
  private static final int MOST_ZEROS = 20;

  private final Path path;
  private final ReadableWorkbook workbook;
  private String words = "Excel";
  private Stream<Row> stream = Stream.empty();
  private Iterator<Row> rows = stream.iterator();
  private List<String> first;
  private int columns;
  private long line;

  /** Opens a workbook. */
  public ExcelRows(Path path) throws IOException {
    this.path = path;
    try {
      workbook = new ReadableWorkbook(path.toFile(), new ReadingOptions(hasStyles(path), false));
      openSheet();
    } catch (MalformedDataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw broken(e);
    }
  }

  /** Whether cells have formats, which tell dates from numbers; small writers leave them out. */
  private static boolean hasStyles(Path path) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      return zip.stream().anyMatch(entry -> entry.getName().endsWith("styles.xml"));
    }
  }

  private void openSheet() throws IOException {
    List<Sheet> sheets =
        workbook
            .getSheets()
            .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
            .toList();
    for (int i = 0; i < sheets.size() && first == null; i++) {
      stream.close();
      stream = sheets.get(i).openStream();
      rows = stream.iterator();
      first = take();
      words =
          "Excel, sheet \"%s\"%s"
              .formatted(
                  sheets.get(i).getName(),
                  sheets.size() > 1 ? ", %d of %d".formatted(i + 1, sheets.size()) : "");
    }
    columns = first == null ? 0 : first.size();
  }

  @Override
  public List<String> names() {
    return List.of();
  }

  @Override
  public List<String> next() throws IOException {
    List<String> cells = first;
    first = null;
    try {
      cells = cells == null ? take() : cells;
    } catch (RuntimeException e) {
      throw broken(e);
    }
    while (cells != null && cells.size() < columns) {
      cells.add("");
    }
    return cells;
  }

  /** Takes the cells of the next row that holds something, without empty ones at the end. */
  private List<String> take() throws MalformedDataException {
    while (rows.hasNext()) {
      Row row = rows.next();
      line = Math.max(line + 1, row.getRowNum()); // its number may be left out
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < row.getCellCount(); column++) {
        cells.add(row.hasCell(column) ? text(row.getCell(column)) : "");
      }
      while (!cells.isEmpty() && cells.get(cells.size() - 1).isBlank()) {
        cells.remove(cells.size() - 1);
      }
      if (!cells.isEmpty()) {
        return cells;
      }
    }
    return null;
  }

  private String text(Cell cell) throws MalformedDataException {
    if (cell.getValue() instanceof BigDecimal) {
      return isDate(cell.getDataFormatString()) ? date(cell.asDate()) : number(cell.getRawValue());
    }
    if (cell.getValue() instanceof Boolean is) {
      return is ? "TRUE" : "FALSE";
    }
    if (cell.getValue() == null && cell.getFormula() != null) {
      throw new MalformedDataException(
          path,
          line,
          "column " + cell.getAddress().toString().replaceAll("\\d", ""),
          "the formula has no value. Open the workbook in a spreadsheet program and save it.");
    }
    return cell.getText();
  }

  private static boolean isDate(String format) {
    return format != null && DATE.matcher(LITERAL.matcher(format).replaceAll("")).matches();
  }

  private static String date(LocalDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().toString()
        : time.toString();
  }

  /** Excel writes 1.1 as 1.1000000000000001, the number beside it. */
  private static String number(String raw) {
    if (INTEGER.matcher(raw).matches()) {
      return raw;
    }
    BigDecimal shortest =
        new BigDecimal(Double.toString(Double.parseDouble(raw))).stripTrailingZeros();
    return Math.abs(shortest.scale()) <= MOST_ZEROS
        ? shortest.toPlainString()
        : shortest.toString();
  }

  private MalformedDataException broken(Exception e) {
    return new MalformedDataException(
        path, line, "the workbook is broken (%s). Save it anew.".formatted(e.getMessage()));
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public void close() throws IOException {
    stream.close();
    workbook.close();
  }
}
