package ihct.browser.alone;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.SongBytes;
import ihct.loading.formats.TableRows;
import java.io.IOException;
import java.nio.file.Path;

/** Stands for {@code ihct.loading.formats.Formats}, whose libraries no browser has. */
public final class LoneFormats {

  private LoneFormats() {}

  public static TableRows open(Path path, SongBytes bytes) throws IOException {
    String what =
        switch (bytes.format()) {
          case JSON -> "JSON";
          case EXCEL -> "an Excel workbook";
          case PARQUET -> "a Parquet file";
        };
    throw new MalformedDataException(
        path,
        "this is %s, which the command line reads and this page does not: environment/ihct tree --data FILE --out DIR. Or save it as CSV."
            .formatted(what));
  }
}
