package ihct.experiment;

import ihct.hierarchy.NamedTree;
import ihct.loading.ParentTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads a known tree: in Newick format, told by its first bracket, or as a table of parents. */
final class KnownTreeFile {

  /** The tree counts rows; people count lines of the file. */
  private static final Pattern ROW = Pattern.compile("\\brow (\\d+)\\b");

  private KnownTreeFile() {}

  /**
   * Reads the tree.
   *
   * @throws IllegalArgumentException if the file holds no tree; the message names it and the place
   * @throws IOException if it cannot be read
   */
  static NamedTree read(Path file) throws IOException {
    return isNewick(file) ? newick(file) : parents(file);
  }

  private static boolean isNewick(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int c = in.read();
      while (c == '\uFEFF' || Character.isWhitespace(c)) {
        c = in.read();
      }
      return c == '(' || c == '[';
    } catch (MalformedInputException e) {
      return false; // packed, or no text: the table's reader says what is wrong
    }
  }

  private static NamedTree newick(Path file) throws IOException {
    try {
      return NamedTree.ofNewick(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static NamedTree parents(Path file) throws IOException {
    ParentTable table = ParentTable.load(file);
    try {
      return NamedTree.ofParents(table.children(), table.parents());
    } catch (IllegalArgumentException e) {
      String byLines =
          ROW.matcher(e.getMessage())
              .replaceAll(row -> "line " + table.lines().get(Integer.parseInt(row.group(1)) - 1));
      throw new IllegalArgumentException(file + ": " + byLines, e);
    }
  }
}
