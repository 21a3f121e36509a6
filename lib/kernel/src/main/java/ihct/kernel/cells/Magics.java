package ihct.kernel.cells;

import ihct.kernel.code.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of cells that begin with a percent sign. */
final class Magics {

  static final List<String> NAMES =
      List.of("classpath", "doc", "jars", "load", "maven", "memory", "time");

  static final String HELP =
      """
      %maven GROUP:ARTIFACT:VERSION …   add libraries, from the local cache or the network
      %jars FILE.jar …                  add jar files; * and ** stand for names and folders
      %classpath PATH …                 add folders or jar files
      %doc NAME                         show the documentation of a class or method beside the page
      %load FILE                        run a file of Java, or a notebook's code
      %time CODE                        run the rest of the line, and tell how long it took
      %memory                           let go of unnamed results; tell how much memory is in use
      Alone on the first line, %time is for the whole cell; so is %%time. Comments may follow after //.""";

  private final Session session;

  Magics(Session session) {
    this.session = session;
  }

  /** Runs one; {@code text} is its line without the percent sign. */
  Outcome run(String text, Places.Place place) throws Exception {
    MagicLine line = MagicLine.of(text);
    switch (line.command()) {
      case "maven" -> session.addToClassPath(() -> MavenLibraries.resolve(some(line)));
      case "jars" -> session.addToClassPath(() -> JarFiles.find(some(line)));
      case "classpath" -> session.addToClassPath(() -> classPath(some(line)));
      case "memory" -> session.say(session.memory());
      case "doc" -> session.page(documentation(some(line).get(0)));
      case "load" -> {
        return session.run(CodeFile.read(file(some(line).get(0))), place.cell());
      }
      case "time", "%time" -> {
        some(line);
        return timed(line.rest(), place, text.length() - line.rest().length());
      }
      default -> throw new IllegalArgumentException(unknown(line));
    }
    return new Outcome.Done();
  }

  private static String unknown(MagicLine line) {
    return OtherMagics.wayHere(line)
        .map(way -> "There is no %" + line.name() + " here. " + way)
        .orElseGet(() -> MagicLine.unknown(line.name(), NAMES));
  }

  private static List<Path> classPath(List<String> words) {
    if (words.get(0).equals("add") && words.size() > 1 && !Files.exists(Path.of("add"))) {
      throw new IllegalArgumentException(
          "It is %classpath PATH, without add; libraries: %maven GROUP:ARTIFACT:VERSION.");
    }
    return words.stream().map(Magics::file).toList();
  }

  private String documentation(String name) {
    String found = session.help().inspect(name, name.length());
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is not known here. Import its class, or write its name in full.");
    }
    return found;
  }

  /** Runs code and tells how long that took. */
  Outcome timed(String code, Places.Place place, int skipped) {
    Stopwatch watch = new Stopwatch();
    Outcome outcome = session.run(code, place.at(skipped));
    session.say(watch.toString());
    return outcome;
  }

  private static List<String> some(MagicLine line) {
    if (line.words().isEmpty()) {
      throw new IllegalArgumentException("What? It goes like this:" + usage(line.name()));
    }
    return line.words();
  }

  private static String usage(String name) {
    return HELP.lines()
        .filter(line -> line.startsWith("%" + name.toLowerCase(Locale.ROOT)))
        .map(line -> " " + line.replaceAll(" {2,}", ": "))
        .collect(Collectors.joining());
  }

  private static Path file(String name) {
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "There is no %s. Paths are seen from %s, which has: %s"
              .formatted(name, Path.of("").toAbsolutePath(), neighbours()));
    }
    return path;
  }

  private static String neighbours() {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.map(Path::toString).sorted().limit(20).collect(Collectors.joining(", "));
    } catch (IOException e) {
      return "nothing that can be read";
    }
  }
}
