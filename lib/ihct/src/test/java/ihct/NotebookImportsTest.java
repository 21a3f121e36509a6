package ihct;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ihct.kernel.cells.Outcome;
import ihct.kernel.cells.Outputs;
import ihct.kernel.cells.OwnRenderer;
import ihct.kernel.cells.Rendering;
import ihct.kernel.cells.Session;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.junit.jupiter.api.Test;

/**
 * Notebooks import packages whole, ours and those of libraries. Two classes of one name clash only
 * where the name is used, so all are.
 */
class NotebookImportsTest {

  private static final Path NOTEBOOKS = Path.of("notebooks");

  /** What readers bring along. */
  private static final List<String> GUESTS =
      List.of(
          "tech.tablesaw.api",
          "tech.tablesaw.plotly.api",
          "smile.classification",
          "smile.clustering",
          "org.deeplearning4j.nn.multilayer",
          "org.nd4j.linalg.factory");

  /** What is one class among the imports of all notebooks together is one among those of each. */
  @Test
  void everyNameThatNotebooksImportMeansOneClass() throws IOException {
    Set<String> imports = new LinkedHashSet<>();
    for (Path notebook : notebooks()) {
      List<String> lines = imports(notebook);
      for (String guest : GUESTS) {
        String line = "import " + guest + ".*;";
        assertTrue(lines.contains(line), () -> notebook + " lacks " + line);
      }
      imports.addAll(lines);
    }
    Set<String> names = new TreeSet<>();
    for (String line : imports) {
      if (line.endsWith(".*;") && !line.startsWith("import java.")) {
        names.addAll(classes(line.substring("import ".length(), line.length() - ".*;".length())));
      }
    }
    assertTrue(names.containsAll(List.of("Plot", "Table", "KMeans", "Nd4j")), names::toString);
    try (Session session = new Session(new Rendering(new OwnRenderer()), new Silent())) {
      assertInstanceOf(Outcome.Done.class, session.evaluate(String.join("\n", imports), 1));
      String used =
          names.stream().map(name -> name + ".class.getName()").collect(Collectors.joining(",\n"));
      Outcome outcome =
          session.evaluate("List<String> used = List.of(new String[] {\n" + used + "});", 2);
      assertInstanceOf(Outcome.Done.class, outcome, () -> report(outcome));
    }
  }

  private static String report(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        ? String.join("\n", failed.report())
        : outcome.toString();
  }

  private static Set<Path> notebooks() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(NOTEBOOKS, "*.ipynb")) {
      Set<Path> found = new TreeSet<>();
      files.forEach(found::add);
      return found;
    }
  }

  /** The lines of the first cell with code. */
  private static List<String> imports(Path notebook) throws IOException {
    for (JsonNode cell : new ObjectMapper().readTree(notebook.toFile()).get("cells")) {
      if (cell.get("cell_type").asText().equals("code")) {
        StringBuilder code = new StringBuilder();
        cell.get("source").forEach(line -> code.append(line.asText()));
        return code.toString().lines().toList();
      }
    }
    throw new IllegalStateException(notebook + " has no code.");
  }

  /** The simple names of a package's public classes. */
  private static Set<String> classes(String name) throws IOException {
    Set<String> found = new TreeSet<>();
    String folder = name.replace('.', '/');
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        collect(path.resolve(folder), name, found);
      } else if (Files.isRegularFile(path)) {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          collect(jar.getPath(folder), name, found);
        }
      }
    }
    return found;
  }

  private static void collect(Path folder, String name, Set<String> found) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches("[A-Z]\\w*\\.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .filter(simple -> isPublic(name + "." + simple))
          .forEach(found::add);
    }
  }

  private static boolean isPublic(String name) {
    try {
      Class<?> type = Class.forName(name, false, NotebookImportsTest.class.getClassLoader());
      return Modifier.isPublic(type.getModifiers());
    } catch (ClassNotFoundException | LinkageError e) {
      return false; // needs a library that is not there
    }
  }

  /** Outputs that nobody looks at. */
  private static final class Silent implements Outputs {

    @Override
    public void display(DisplayData data) {}

    @Override
    public void update(DisplayData data) {}

    @Override
    public void result(DisplayData data) {}

    @Override
    public void warn(String text) {}

    @Override
    public void page(String text) {}

    @Override
    public void clear(boolean wait) {}
  }
}
