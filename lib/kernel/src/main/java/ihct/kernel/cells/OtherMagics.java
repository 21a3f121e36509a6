package ihct.kernel.cells;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Commands of other kernels, which notebooks bring along, and how to do the same here. */
final class OtherMagics {

  private static final String LIBRARY =
      "A library, with all that it needs, is added by %maven GROUP:ARTIFACT:VERSION";

  private static final String SYSTEM =
      "Cells run Java alone. A program of the system: new String(new ProcessBuilder(\"ls\","
          + " \"-l\").start().getInputStream().readAllBytes()); files: Files.list(Path.of(\"\")).toList()";

  private static final String LANGUAGE =
      "Cells run Java alone. Run another language's program by ProcessBuilder, or its notebook in a"
          + " kernel of its own";

  private static final Map<String, String> WAYS = new HashMap<>();

  static {
    add(LIBRARY, "dependency", "dependencies", "mvn", "use", "pip", "conda");
    add("The libraries of a POM are added by %loadFromPOM FILE", "maven_pom", "pom");
    add("A repository is added by %mavenRepo NAME URL", "repo", "repository");
    add("Jar files are added by %jars FILE.jar", "jar", "addJar", "addJars");
    add(
        "Folders and jar files are added by %classpath PATH",
        "addClasspath", "addToClasspath", "cp");
    add("Code is loaded by %load FILE", "run", "loadFile", "loadNotebook", "include");
    add(SYSTEM, "sh", "bash", "zsh", "shell", "system", "sx", "cmd", "script", "ls", "pwd", "cat");
    add(LANGUAGE, "python", "python2", "python3", "pypy", "kotlin", "scala", "groovy", "r", "sql");
    add(LANGUAGE, "perl", "ruby");
    add(form("application/javascript"), "javascript", "js");
    add(form("text/html"), "html");
    add(form("text/markdown"), "markdown", "md");
    add(form("text/latex"), "latex");
    add(form("image/svg+xml"), "svg");
    add("A file is written by Files.writeString(Path.of(NAME), TEXT)", "writefile", "file");
    add("Figures need no command: the value of the last line is shown", "matplotlib", "pylab");
    add("How long code takes is told by %time", "timeit", "prun");
    add("The folder of a kernel stays the same: write paths from there, or whole ones", "cd");
    add("Variables of the system are read by System.getenv()", "env", "set_env");
    add("These are the commands:\n" + Magics.HELP, "magic", "lsmagic", "quickref", "man");
  }

  private OtherMagics() {}

  private static void add(String way, String... names) {
    for (String name : names) {
      WAYS.put(name.toLowerCase(Locale.ROOT), way);
    }
  }

  private static String form(String type) {
    return "A text of this kind is shown by display(TEXT, \"" + type + "\")";
  }

  /** How to do here what the command does elsewhere, if it is known. */
  static Optional<String> wayHere(MagicLine line) {
    String name = line.command().replaceFirst("^%", "");
    if (!name.equals(line.command()) && Magics.NAMES.stream().anyMatch(name::equalsIgnoreCase)) {
      return Optional.of("It goes with one percent sign: %" + name);
    }
    String way = WAYS.get(name);
    if (way == null) {
      return Optional.empty();
    }
    String library = library(line.words());
    return Optional.of(
        way.startsWith(LIBRARY) && !library.isEmpty() ? way + ": %maven " + library : way);
  }

  private static String library(List<String> words) {
    return words.stream()
        .filter(word -> word.matches("[^:/]+(?::[^:/]+){2,4}"))
        .collect(Collectors.joining(" "));
  }
}
