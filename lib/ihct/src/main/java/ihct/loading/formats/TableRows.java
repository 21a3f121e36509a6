package ihct.loading.formats;

import ihct.loading.csv.MalformedDataException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The rows of a table that is no text to be cut into cells, one after the other. */
public interface TableRows extends Closeable {

  /** The names of the columns; none if they may stand in the first row. */
  List<String> names();

  /**
   * Takes the cells of the next row, as many as there are names; what is missing is empty. Null at
   * the end.
   *
   * @throws MalformedDataException if it cannot be read; the message names the row
   */
  List<String> next() throws IOException;

  /** Where the row at hand stands, counted from 1. */
  long line();

  /** What a reader of the report must be told of the file, such as "JSON lines". */
  String words();
}
