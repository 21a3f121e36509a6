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

  /** {@return whether a CSV file, packed or not, has such columns} */
  public static boolean isIn(Path file) throws IOException {
    try (SongFile table = SongFile.open(file)) {
      List<String> header = header(table);
      return !header.get(0).equals("genre") && header.containsAll(List.of("child", "parent"));
    }
  }

  private static List<String> header(SongFile table) {
    return table.header().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Reads a CSV file, packed or not, that has such columns.
   *
   * @throws MalformedDataException if a row has other cells; the message names the line
   */
  public static ParentTable load(Path file) throws IOException {
    try (SongFile table = SongFile.open(file)) {
      List<String> header = header(table);
      int child = header.indexOf("child");
      int parent = header.indexOf("parent");
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
