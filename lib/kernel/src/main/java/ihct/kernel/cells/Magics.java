package ihct.kernel.cells;

import ihct.kernel.code.Places;
import ihct.kernel.libraries.CodeFile;
import ihct.kernel.libraries.JarFiles;
import ihct.kernel.libraries.MavenLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/**
 * The commands of cells that begin with a percent sign: ours, and before them those that cells and
 * libraries have registered.
 */
final class Magics {

  static final List<String> NAMES =
      List.of(
          "classpath",
          "doc",
          "help",
          "jars",
          "load",
          "loadFromPOM",
          "maven",
          "mavenRepo",
          "memory",
          "time",
          "who");

  /** Those that can stand before a whole cell, with two percent signs. */
  private static final List<String> OF_CELLS = List.of("loadFromPOM", "time");

  static final String HELP =
      """
      %maven GROUP:ARTIFACT:VERSION …   add libraries, from the local cache or the network; --from URL: from there, too
      %mavenRepo NAME URL               look for libraries there from now on
      %loadFromPOM FILE                 add the libraries that a pom.xml names
      %jars FILE.jar …                  add jar files; * and ** stand for names and folders
      %classpath PATH …                 add folders or jar files; * and ** as before
      %doc NAME                         show the documentation of a class or method beside the page
      %load FILE                        run a file of Java, or a notebook's code
      %time CODE                        run the rest of the line, and tell how long it took
      %memory                           let go of unnamed results; tell how much memory is in use
      %who                              the variables and their types
      %help                             this list
      Alone on the first line, %time is for the whole cell; so is %%time. %%loadFromPOM is for a cell of
      <dependency> elements. What a command adds is its value: List<String> added = %jars FILE.jar
      Comments may follow after //.""";

  /** How the one command begins whose cell is run as others are. */
  private static final Pattern TIMED = Pattern.compile("\\s*%?%time[ \\t]*(?://.*)?(?:\\R|\\z)");

  private final Session session;
  private final BaseKernel kernel;
  private final MagicsRegistry own;
  private MavenLibraries maven;

  /** Commands of a session; the kernel, which may be null, is handed to those of others. */
  Magics(Session session, BaseKernel kernel, MagicsRegistry own) {
    this.session = session;
    this.kernel = kernel;
    this.own = own;
  }

  /** The names that a front end may offer, for a line or for a whole cell. */
  static List<String> names(MagicsRegistry own, boolean cell) {
    Set<String> more = cell ? own.getCellMagicNames() : own.getLineMagicNames();
    return Stream.concat((cell ? OF_CELLS : NAMES).stream(), more.stream())
        .distinct()
        .sorted(Comparator.comparing(name -> name.toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** Whether a line with two percent signs has the rest of its cell for itself. */
  static boolean takesCell(MagicLine line, MagicsRegistry own) {
    return own.getCellMagicNames().contains(line.name()) || line.command().equals("loadfrompom");
  }

  /** Runs a cell, with the command that it may begin with. */
  Outcome cell(String cell, Places.Place place) {
    Matcher timed = TIMED.matcher(cell);
    if (timed.lookingAt()) {
      return timed(cell.substring(timed.end()), place.at(timed.end()));
    }
    Matcher first = MagicLine.WHOLE_CELL.matcher(cell);
    if (first.lookingAt()) {
      MagicLine line = MagicLine.of(first.group("line"));
      if (takesCell(line, own)) {
        String rest = cell.substring(first.end());
        Outcome outcome = session.guarded(() -> runCell(line, rest, place.at(first.end())), place);
        return own.getCellMagicNames().contains(line.name()) ? session.shown(outcome) : outcome;
      }
    }
    return session.run(cell, place);
  }

  /** Runs the command of a whole cell; the place is that of the rest. */
  Outcome runCell(MagicLine line, String rest, Places.Place place) throws Exception {
    if (own.getCellMagicNames().contains(line.name())) {
      return new Outcome.Done(
          session.call(() -> own.evalCellMagic(kernel, line.name(), line.words(), rest)));
    }
    return switch (line.command()) {
      case "loadfrompom" -> added(() -> maven().ofProject(rest));
      case "time" -> timed(rest, place);
      default -> throw new IllegalArgumentException(unknown(MagicLine.of("%" + line.name())));
    };
  }

  /** Whether the command of a line is one of those that cells and libraries have registered. */
  boolean isRegistered(MagicLine line) {
    return own.getLineMagicNames().contains(line.name());
  }

  /** Runs the command of a line; the place is that of what stands behind the name. */
  Outcome run(MagicLine line, Places.Place place) throws Exception {
    if (isRegistered(line)) {
      return new Outcome.Done(
          session.call(() -> own.evalLineMagic(kernel, line.name(), line.words())));
    }
    switch (line.command()) {
      case "maven", "addmavendependency", "addmavendependencies" -> {
        return libraries(line);
      }
      case "mavenrepo", "addmavenrepo" -> repository(line);
      case "loadfrompom" -> {
        return added(() -> maven().ofProject(CodeFile.find(one(line), "")));
      }
      case "jars" -> {
        return added(() -> JarFiles.find(some(line)));
      }
      case "classpath" -> {
        return added(() -> classPath(some(line)));
      }
      case "memory" -> session.say(session.memory());
      case "who" -> session.say(session.variables());
      case "help" -> session.say(HELP);
      case "doc" -> session.page(documentation(some(line).get(0)));
      case "load" -> {
        return load(CodeFile.find(one(line), CodeFile.ENDINGS), place);
      }
      case "time", "%time" -> {
        some(line);
        return timed(line.rest(), place);
      }
      default -> throw new IllegalArgumentException(unknown(line));
    }
    return new Outcome.Done();
  }

  /** Runs a file as one cell, a notebook's cells one after the other, each with its commands. */
  private Outcome load(Path file, Places.Place place) throws IOException {
    Outcome outcome = new Outcome.Done();
    for (String cell : CodeFile.read(file)) {
      outcome = cell(cell, new Places.Place(place.cell(), cell, 0));
      if (!(outcome instanceof Outcome.Done)) {
        return outcome;
      }
    }
    return outcome;
  }

  private Outcome added(Callable<List<Path>> search) throws Exception {
    return new Outcome.Done(session.classPath().add(search));
  }

  /** Made when it is first needed: few notebooks do, and all would wait for its classes. */
  private MavenLibraries maven() {
    if (maven == null) {
      maven = new MavenLibraries();
    }
    return maven;
  }

  private Outcome libraries(MagicLine line) throws Exception {
    List<String> words = new ArrayList<>(some(line));
    int from = words.indexOf("--from");
    String url = "";
    if (from >= 0) {
      words.remove(from);
      if (words.size() == from) {
        throw new IllegalArgumentException("--from needs the address of a repository behind it.");
      }
      url = words.remove(from);
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException("Which library?" + usage("maven"));
    }
    List<String> wanted = List.copyOf(words);
    String repository = url;
    return added(() -> maven().resolve(wanted, repository));
  }

  private void repository(MagicLine line) {
    if (line.words().size() != 2) {
      throw new IllegalArgumentException("It takes a name and an address:" + usage("mavenRepo"));
    }
    maven().addRepository(line.words().get(0), line.words().get(1));
  }

  private String unknown(MagicLine line) {
    return OtherMagics.wayHere(line)
        .map(way -> "There is no %" + line.name() + " here. " + way)
        .orElseGet(() -> MagicLine.unknown(line.name(), names(own, false)));
  }

  private static List<Path> classPath(List<String> words) throws IOException {
    if (words.get(0).equals("add") && words.size() > 1 && !Files.exists(Path.of("add"))) {
      throw new IllegalArgumentException(
          "It is %classpath PATH, without add; libraries: %maven GROUP:ARTIFACT:VERSION.");
    }
    return JarFiles.named(words);
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
  Outcome timed(String code, Places.Place place) {
    Stopwatch watch = new Stopwatch();
    Outcome outcome = session.run(code, place);
    session.say(watch.toString());
    return outcome;
  }

  private static List<String> some(MagicLine line) {
    if (line.words().isEmpty()) {
      throw new IllegalArgumentException("What? It goes like this:" + usage(line.name()));
    }
    return line.words();
  }

  private static String one(MagicLine line) {
    if (some(line).size() > 1) {
      throw new IllegalArgumentException(
          "It takes one file, in quotes if its name has spaces:" + usage(line.name()));
    }
    return line.words().get(0);
  }

  private static String usage(String name) {
    String start = "%" + name.replaceFirst("^%", "").toLowerCase(Locale.ROOT) + " ";
    return HELP.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> " " + line.replaceAll(" {2,}", ": "))
        .collect(Collectors.joining());
  }
}
