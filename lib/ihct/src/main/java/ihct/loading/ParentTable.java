package ihct.loading;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A known hierarchy as a table of two columns, "child" and "parent"; a blank parent is the root.
 */
public record ParentTable(List<String> children, List<String> parents, List<Long> lines) {

  /**
   * Reads a CSV file, packed or not.
   *
   * @throws MalformedDataException if it is no such table; the message names the line
   */
  public static ParentTable load(Path file) throws IOException {
    try (SongFile table = SongFile.open(file)) {
      List<String> header =
          table.header().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      int child = header.indexOf("child");
      int parent = header.indexOf("parent");
      if (child < 0 || parent < 0) {
        throw new MalformedDataException(
            file,
            1,
            "a known tree needs the columns child and parent, or genre and then its path, or to be in Newick format; this has %s."
                .formatted(table.header()));
      }
      ParentTable rows = new ParentTable(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      while (table.next()) {
        if (table.cells() != header.size()) {
          throw new MalformedDataException(
              file,
              table.line(),
              "this row has %d cells and the header %d.".formatted(table.cells(), header.size()));
        }
        rows.children.add(Text.withoutControls(table.cell(child)));
        rows.parents.add(Text.withoutControls(table.cell(parent)));
        rows.lines.add(table.line());
      }
      return rows;
    }
  }
}
