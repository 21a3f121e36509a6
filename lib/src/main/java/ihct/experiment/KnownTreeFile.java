package ihct.experiment;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.NamedTree;
import ihct.loading.ParentTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a known tree: in Newick format, told by its first bracket, or as a table of parents. */
final class KnownTreeFile {

  private KnownTreeFile() {}

  /**
   * Reads the tree of some genres.
   *
   * @throws IllegalArgumentException as {@link #paths} does
   * @throws IOException if it cannot be read
   */
  static TreeShape read(Path file, List<String> genres) throws IOException {
    return new TreeShape.Tiered(Ihct.ofPaths(paths(file, genres)), file.toString());
  }

  /**
   * Reads the tree and finds the way to each genre.
   *
   * @throws IllegalArgumentException if the file holds no tree, or not of these genres; the message
   *     names it and the place
   * @throws IOException if it cannot be read
   */
  static List<List<String>> paths(Path file, List<String> genres) throws IOException {
    try {
      NamedTree tree =
          isNewick(file) ? NamedTree.ofNewick(Files.readString(file)) : ofParents(file);
      return tree.paths(genres);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
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

  private static NamedTree ofParents(Path file) throws IOException {
    ParentTable table = ParentTable.load(file);
    return NamedTree.ofParents(
        table.children(), table.parents(), row -> "line " + table.lines().get(row));
  }
}
