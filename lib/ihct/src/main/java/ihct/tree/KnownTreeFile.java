package ihct.tree;

import ihct.files.CsvText;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.NamedTree;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageMatrix;
import ihct.loading.ParentTable;
import ihct.loading.PathTable;
import ihct.loading.csv.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a known tree: SciPy's linkage matrix, told by the ending .npy, or by its numbers if it is
 * text; Newick format, told by its first bracket; nested JSON, told by its first brace or the
 * ending .json; a table of parents, told by its columns child and parent; or else a table of paths.
 */
public final class KnownTreeFile {

  static final String NPY = ".npy";

  private static final String JSON = ".json";

  /** Bytes that tell what a file is. */
  private static final int START = 4096;

  private static final String OTHER_WAYS =
      "leave their rows out (--absent-classes drop), or put each right below the root (own).";

  /** Classes that results name. */
  private static final int SOME = 10;

  /** What {@link CsvText} marks by an apostrophe. */
  private static final Pattern MARKED = Pattern.compile("'[=+\\-@].*", Pattern.DOTALL);

  private KnownTreeFile() {}

  /**
   * A tree whose nodes have names.
   *
   * @param names what it calls nodes that can be classes
   * @param levels what its tiers are called, as far as the file says so
   * @param words how it was read, where that was in question
   * @param paths finds the way to each of some classes, all of which it names
   */
  private record Named(
      Set<String> names,
      List<String> levels,
      String words,
      Function<List<String>, List<List<String>>> paths) {

    static Named of(NamedTree tree) {
      return new Named(tree.names(), List.of(), "", tree::paths);
    }

    static Named of(PathTable table) {
      Map<String, List<String>> paths = new HashMap<>();
      for (int row = 0; row < table.genres().size(); row++) {
        paths.put(table.genres().get(row), table.paths().get(row));
      }
      for (String name : table.genres()) {
        if (MARKED.matcher(name).matches()) {
          List<String> path = new ArrayList<>(paths.get(name));
          path.set(path.size() - 1, name.substring(1));
          paths.putIfAbsent(name.substring(1), path);
        }
      }
      return new Named(
          paths.keySet(),
          table.levels(),
          table.words(),
          genres -> genres.stream().map(paths::get).toList());
    }

    /** Finds the way to each class, and puts those without a name here where they belong. */
    List<List<String>> paths(List<String> genres, AbsentClasses absent) {
      List<String> here = genres.stream().filter(names::contains).toList();
      if (here.isEmpty() || here.size() < genres.size() && absent != AbsentClasses.OWN) {
        NamedTree.requireAll(names, genres, OTHER_WAYS);
      }
      Iterator<List<String>> found = paths.apply(here).iterator();
      return genres.stream()
          .map(genre -> names.contains(genre) ? found.next() : List.of(genre))
          .toList();
    }
  }

  /**
   * Reads the tree of some genres.
   *
   * @param genres in class order; the leaves of a linkage matrix are they in this order
   * @param absent what becomes of those that it does not name; {@link AbsentClasses#DROP} refuses
   *     them, as their rows were to be left out before
   * @throws IllegalArgumentException if the file holds no tree, or not of these genres; the message
   *     names it and the place
   * @throws IOException if it cannot be read
   */
  static TreeShape read(Path file, List<String> genres, AbsentClasses absent) throws IOException {
    if (isMatrix(file)) {
      Dendrogram tree = LinkageMatrix.read(file, genres.size());
      return new TreeShape.Merged(
          tree, any -> Double.NaN, TreeShape.KNOWN, TreeShape.KNOWN, file.toString());
    }
    Named tree = open(file, Set.copyOf(genres)::contains);
    try {
      Ihct ihct = Ihct.ofPaths(tree.paths(genres, absent));
      List<String> own = genres.stream().filter(genre -> !tree.names().contains(genre)).toList();
      List<String> origin = new ArrayList<>(List.of(file.toString()));
      if (!tree.words().isEmpty()) {
        origin.add(tree.words());
      }
      if (!own.isEmpty()) {
        origin.add(
            "%d %s not named there right below the root: %s"
                .formatted(own.size(), Text.noun(own.size(), "classes"), Text.some(own, SOME)));
      }
      return new TreeShape.Tiered(ihct, String.join(", ", origin), tree.levels(), TreeShape.KNOWN);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Tells which classes a file names: any if it is a linkage matrix, which has no names.
   *
   * @throws IllegalArgumentException as {@link #read} does
   */
  static Predicate<String> classes(Path file) throws IOException {
    return isMatrix(file) ? any -> true : open(file, any -> true).names()::contains;
  }

  /**
   * Finds the way to genres, and to others as far as the file names them.
   *
   * @param genres those of a tree that was {@link #read} from it
   * @param others no genres of that tree
   * @return the paths of the genres, then those of the others; an empty one where it has no name
   * @throws IllegalArgumentException as {@link #read} does
   */
  static List<List<String>> paths(
      Path file, List<String> genres, AbsentClasses absent, List<String> others)
      throws IOException {
    Set<String> all = new HashSet<>(genres);
    all.addAll(others);
    Named tree = open(file, all::contains);
    List<String> named = others.stream().filter(tree.names()::contains).toList();
    List<List<String>> found;
    try {
      found = tree.paths(Stream.concat(genres.stream(), named.stream()).toList(), absent);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    List<List<String>> paths = new ArrayList<>(found.subList(0, genres.size()));
    Iterator<List<String>> ofNamed = found.listIterator(genres.size());
    others.forEach(genre -> paths.add(tree.names().contains(genre) ? ofNamed.next() : List.of()));
    return paths;
  }

  /**
   * Tells whether a file holds merges, by its ending or its {@linkplain LinkageMatrix#isText text},
   * and so neither names nor tiers.
   *
   * @throws IllegalArgumentException if it is a folder
   * @throws IOException if it cannot be read
   */
  public static boolean isMatrix(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder; name the file of a tree.");
    }
    return isNamed(file, NPY) || LinkageMatrix.isText(file);
  }

  static boolean isNamed(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private static Named open(Path file, Predicate<String> classes) throws IOException {
    try {
      if (!Files.isRegularFile(file)) {
        ParentTable.isIn(file); // which says what it is: a pipe would wait for a writer here
      }
      Charset charset = charset(file);
      String start = new String(start(file), charset);
      if (NestedTree.isIn(start) || isNamed(file, JSON)) {
        return Named.of(NestedTree.read(text(file, charset)));
      }
      if (NamedTree.isNewick(start)) {
        return Named.of(NamedTree.ofNewick(text(file, charset)));
      }
      return ParentTable.isIn(file)
          ? Named.of(ofParents(file))
          : Named.of(PathTable.load(file, classes));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
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
