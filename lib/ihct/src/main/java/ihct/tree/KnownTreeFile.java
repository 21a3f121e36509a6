package ihct.tree;

import ihct.files.CsvText;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.NamedTree;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageMatrix;
import ihct.loading.ParentTable;
import ihct.loading.PathTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a known tree: SciPy's linkage matrix, told by the ending .npy; Newick format, told by its
 * first bracket; a table of paths, told by its first column "genre"; or a table of parents.
 */
public final class KnownTreeFile {

  public static final String NPY = ".npy";

  /** Bytes that tell what a file is. */
  private static final int START = 4096;

  /** What {@link CsvText} marks by an apostrophe. */
  private static final Pattern MARKED = Pattern.compile("'[=+\\-@].*", Pattern.DOTALL);

  private KnownTreeFile() {}

  /**
   * Reads the tree of some genres.
   *
   * @param genres in class order; the leaves of a linkage matrix are they in this order
   * @throws IllegalArgumentException if the file holds no tree, or not of these genres; the message
   *     names it and the place
   * @throws IOException if it cannot be read
   */
  static TreeShape read(Path file, List<String> genres) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder; name the file of a tree.");
    }
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(NPY)) {
      Dendrogram tree = LinkageMatrix.read(file, genres.size());
      return new TreeShape.Merged(
          tree, any -> Double.NaN, TreeShape.KNOWN, TreeShape.KNOWN, file.toString());
    }
    List<String> levels = new ArrayList<>();
    List<List<String>> paths = paths(file, genres, levels);
    return new TreeShape.Tiered(Ihct.ofPaths(paths), file.toString(), levels);
  }

  /** Finds the way to each genre, and what the levels are called if the file says so. */
  private static List<List<String>> paths(Path file, List<String> genres, List<String> levels)
      throws IOException {
    try {
      if (!Files.isRegularFile(file)) {
        PathTable.isIn(file); // which says what it is: a pipe would wait for a writer here
      }
      Charset charset = charset(file);
      if (NamedTree.isNewick(new String(start(file), charset))) {
        return NamedTree.ofNewick(text(file, charset)).paths(genres);
      }
      if (!PathTable.isIn(file)) {
        return ofParents(file).paths(genres);
      }
      PathTable table = PathTable.load(file);
      levels.addAll(table.levels());
      return ofTable(table, genres);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<List<String>> ofTable(PathTable table, List<String> genres) {
    Set<String> wanted = Set.copyOf(genres);
    Map<String, List<String>> paths = new HashMap<>();
    for (int row = 0; row < table.genres().size(); row++) {
      String name = table.genres().get(row);
      List<String> path = new ArrayList<>(table.paths().get(row));
      if (!wanted.contains(name) && MARKED.matcher(name).matches()) {
        name = name.substring(1);
        path.set(path.size() - 1, name);
      }
      paths.put(name, path);
    }
    NamedTree.requireAll(paths.keySet(), genres);
    return genres.stream().map(paths::get).toList();
  }

  private static byte[] start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(START);
    }
  }

  /** UTF-8, unless the file begins with the mark of UTF-16. */
  private static Charset charset(Path file) throws IOException {
    byte[] start = start(file);
    int mark = start.length < 2 ? 0 : (start[0] & 0xff) << 8 | start[1] & 0xff;
    return mark == 0xfeff || mark == 0xfffe ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }

  private static String text(Path file, Charset charset) throws IOException {
    try {
      return Files.readString(file, charset);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is no " + charset + " text; save it as UTF-8.", e);
    }
  }

  private static NamedTree ofParents(Path file) throws IOException {
    ParentTable table = ParentTable.load(file);
    return NamedTree.ofParents(
        table.children(), table.parents(), row -> "line " + table.lines().get(row));
  }
}
