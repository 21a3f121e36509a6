package ihct.loading.formats;

import ihct.loading.csv.GivenNames;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.RecordBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Puts the rows of a table that is no text into blocks, the names of its columns first. */
public final class TableScanner {

  /** A block with more bytes takes no further row. */
  private static final int ENOUGH = 1 << 18;

  private record Row(long line, List<String> cells) {}

  private final Path path;
  private final TableRows rows;
  private final Queue<Row> first = new ArrayDeque<>();

  /**
   * Looks at the first rows.
   *
   * @param columns the names of all columns, if the first row may be one; none if that has them
   * @throws MalformedDataException if they do not fit
   */
  public TableScanner(Path path, TableRows rows, List<String> columns) throws IOException {
    this.path = path;
    this.rows = rows;
    boolean named = !rows.names().isEmpty();
    if (named) {
      first.add(new Row(0, rows.names()));
    }
    take();
    if (!columns.isEmpty() && !first.isEmpty()) {
      Row top = first.peek();
      take();
      List<String> second = first.stream().skip(1).findFirst().map(Row::cells).orElse(List.of());
      if (GivenNames.areAbove(path, columns, top.line(), top.cells(), second, named)) {
        Queue<Row> below = new ArrayDeque<>(first);
        first.clear();
        first.add(new Row(0, columns));
        first.addAll(below);
      }
    }
  }

  private void take() throws IOException {
    List<String> cells = rows.next();
    if (cells != null) {
      first.add(new Row(rows.line(), cells));
    }
  }

  /**
   * Fills a block with the rows that come next; false at the end.
   *
   * @throws MalformedDataException if a row cannot be read
   */
  public boolean fill(RecordBlock block) throws IOException {
    block.clear();
    int length = 0;
    while (length < ENOUGH) {
      if (first.isEmpty()) {
        take();
      }
      Row row = first.poll();
      if (row == null) {
        break;
      }
      for (String cell : row.cells()) {
        byte[] text = cell.getBytes(StandardCharsets.UTF_8);
        while (block.bytes.length < length + text.length) {
          block.growBytes();
        }
        System.arraycopy(text, 0, block.bytes, length, text.length);
        block.addCell(length, length + text.length, false);
        length += text.length;
      }
      if (row.line() > Integer.MAX_VALUE) {
        throw new MalformedDataException(path, row.line(), "there are more rows than can be read.");
      }
      block.endRecord((int) row.line());
    }
    return block.records() > 0;
  }
}
