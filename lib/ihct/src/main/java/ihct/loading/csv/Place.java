package ihct.loading.csv;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A place in a file, and what was found there.
 *
 * @param line the line on which the record starts, counted from 1; 0 if the whole file is meant
 * @param column the column's header; empty if the whole record is meant
 */
public record Place(Path file, long line, String column, String detail) {

  /** Refuses nulls. */
  public Place {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(detail, "detail");
  }

  /**
   * Writes the place as compilers do, {@code file:line:column: detail}, without the parts that are
   * not known, on one line: control characters, also of names, are escaped.
   */
  @Override
  public String toString() {
    String where = file + (line > 0 ? ":" + line : "") + (column.isEmpty() ? "" : ":" + column);
    return Text.visible(detail.isEmpty() ? where : where + ": " + detail);
  }
}
