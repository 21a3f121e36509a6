package ihct.loading.formats;

import ihct.loading.csv.SongBytes;
import java.io.IOException;
import java.nio.file.Path;

/** Opens files whose rows are not lines of text. */
public final class Formats {

  private static final Fetched EXCEL =
      new Fetched("Excel workbooks", "ExcelRows", "org.dhatim:fastexcel-reader:0.20.2", 3);

  private static final Fetched PARQUET =
      new Fetched("Parquet files", "ParquetRows", "blue.strategic.parquet:parquet-floor:1.49", 19);

  private Formats() {}

  /**
   * Opens the rows of a file.
   *
   * @param bytes the file, whose format is known
   * @throws IOException if it cannot be read
   */
  public static TableRows open(Path path, SongBytes bytes) throws IOException {
    return switch (bytes.format()) {
      case JSON -> JsonRows.open(path, bytes);
      case EXCEL -> EXCEL.open(path);
      case PARQUET -> PARQUET.open(path);
    };
  }
}
