package ihct.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of cells that begin with a percent sign. */
final class Magics {

  static final List<String> NAMES = List.of("classpath", "jars", "load", "maven", "memory", "time");

  static final String HELP =
      """
      %maven GROUP:ARTIFACT:VERSION …   add libraries, from the local cache or the network
      %jars FILE.jar …                  add jar files; * and ** stand for names and folders
      %classpath PATH …                 add folders or jar files
      %load FILE                        run a file of Java, or a notebook's code
      %time CODE                        run the rest of the line, and tell how long it took
      %memory                           let go of unnamed results; tell how much memory is in use
      Two percent signs apply %time to the whole cell. Comments may follow after //.""";

  private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)//.*$");

  private final Session session;

  Magics(Session session) {
    this.session = session;
  }

  /** Runs one; {@code text} is its line without the percent sign. */
  Outcome run(String text, Places.Place place) throws Exception {
    String[] words = text.split("\\s+", 2);
    String rest = words.length < 2 ? "" : words[1];
    String arguments = COMMENT.matcher(rest).replaceAll("").strip();
    switch (words[0].toLowerCase(Locale.ROOT)) {
      case "maven" -> session.addToClassPath(maven(words(arguments)));
      case "jars" -> session.addToClassPath(JarFiles.find(words(arguments)));
      case "classpath" -> session.addToClassPath(existing(words(arguments)));
      case "memory" -> session.say(session.memory());
      case "load" -> {
        return session.run(CodeFile.read(file(arguments)), place.cell());
      }
      case "time" -> {
        return timed(rest, place, text.length() - rest.length());
      }
      default ->
          throw new IllegalArgumentException("There is no %" + words[0] + ". There are:\n" + HELP);
    }
    return new Outcome.Done();
  }

  /** The network may be slow; the stop button works meanwhile. */
  private List<Path> maven(List<String> coordinates) throws Exception {
    return session.interruptible(() -> MavenLibraries.resolve(coordinates));
  }

  /** Runs code and tells how long that took. */
  Outcome timed(String code, Places.Place place, int skipped) {
    Stopwatch watch = new Stopwatch();
    Outcome outcome =
        session.run(code, new Places.Place(place.cell(), place.source(), place.start() + skipped));
    session.say(watch.toString());
    return outcome;
  }

  private static List<String> words(String arguments) {
    List<String> words =
        Stream.of(arguments.split("\\s+"))
            .map(word -> word.replaceAll("^\"|\"$", ""))
            .filter(word -> !word.isEmpty())
            .toList();
    if (words.isEmpty()) {
      throw new IllegalArgumentException("What? It goes like this:\n" + HELP);
    }
    return words;
  }

  private static List<Path> existing(List<String> names) {
    return names.stream().map(Magics::file).toList();
  }

  private static Path file(String name) {
    Path path = Path.of(name.replaceAll("^\"|\"$", ""));
    if (name.isEmpty() || !Files.exists(path)) {
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
