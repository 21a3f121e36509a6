package ihct.kernel;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Installs the kernel where Jupyter looks for kernels: copies its jar with the libraries, and
 * writes the {@code kernel.json} that starts it.
 */
final class Installer {

  static final String USAGE =
      """
      usage: java -jar ihct-kernel.jar install [--user | --sys-prefix | --prefix DIR] [--name NAME]

        --user        for you alone, in Jupyter's folder in your home (the default)
        --sys-prefix  for the Python that python3 starts, such as one of a virtual environment
        --prefix DIR  in DIR/share/jupyter/kernels
        --name NAME   what Jupyter calls it, java if not given""";

  static final String JAR = "ihct-kernel.jar";

  private static final String LIBRARIES = "lib";
  private static final String OPTIONS = "kernel.options";
  private static final String SPECIFICATION = "kernel.json";
  private static final String MAIN = KernelMain.class.getName();
  private static final int PATIENCE_SECONDS = 120;

  /** Folders below a prefix where Jupyter looks for kernels. */
  private static final Path KERNELS = Path.of("share", "jupyter", "kernels");

  private final Path source;
  private final Path java;
  private final Map<String, String> variables;
  private final PrintStream out;

  /**
   * Installs from a folder.
   *
   * @param source the folder of the jar, its libraries and its Java options
   * @param java the program that will start the kernel
   * @param variables the environment, which says where the user's own folders are
   */
  Installer(Path source, Path java, Map<String, String> variables, PrintStream out) {
    this.source = source;
    this.java = java;
    this.variables = variables;
    this.out = out;
  }

  /**
   * Installs and says what was done.
   *
   * @param arguments what stands behind {@code install}
   * @throws IllegalArgumentException if they are none of {@link #USAGE}, or if it cannot be
   *     installed there; the message says why and what to do
   */
  void install(List<String> arguments) throws IOException, InterruptedException {
    Path kernels = null;
    String name = "java";
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i);
      boolean takesValue = option.equals("--prefix") || option.equals("--name");
      if (takesValue && i + 1 == arguments.size()) {
        throw new IllegalArgumentException(option + " lacks its value.\n" + USAGE);
      }
      if (option.equals("--name")) {
        name = arguments.get(++i);
        continue;
      }
      if (kernels != null) {
        throw new IllegalArgumentException("One place at a time, please.\n" + USAGE);
      }
      kernels =
          switch (option) {
            case "--user" -> userFolder().resolve("kernels");
            case "--sys-prefix" -> prefix(pythonPrefix());
            case "--prefix" -> prefix(Path.of(arguments.get(++i)));
            default -> throw new IllegalArgumentException(option + " is no option.\n" + USAGE);
          };
    }
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "\"%s\" is no name for Jupyter: it takes letters of ASCII, digits and . _ -"
              .formatted(name));
    }
    install((kernels == null ? userFolder().resolve("kernels") : kernels).resolve(name), name);
  }

  private void install(Path folder, String name) throws IOException, InterruptedException {
    refuseOther(folder, name);
    Path file = folder.resolve(SPECIFICATION);
    try {
      Files.createDirectories(folder.resolve(LIBRARIES));
      copy(folder);
      // First without: what is interrupted here leaves a kernel that starts.
      write(file, specification(folder, name, List.of()));
    } catch (FileSystemException e) {
      throw new IllegalArgumentException(
          "Nothing can be written to %s: %s. Choose another place by --user or --prefix DIR."
              .formatted(folder, reason(e)),
          e);
    }
    Path archive = folder.resolve("kernel.jsa");
    if (archive(folder, archive)) {
      write(file, specification(folder, name, sharing(archive)));
    } else {
      out.println(
          "Its classes could not be kept in the form that Java loads quickly. It runs as well, but its"
              + " first cell takes longer. Installing it again may mend that.");
    }
    out.printf(
        """
        Installed the kernel "%s" in %s
        It runs on %s, and takes at most half of the machine's memory for Java objects. To change \
        that, write for example -Xmx4g in place of -XX:MaxRAMPercentage=50 in %s
        """,
        name, folder, java, file);
  }

  /** An older one of ours is replaced, another kernel is not. */
  private static void refuseOther(Path folder, String name) throws IOException {
    Path file = folder.resolve(SPECIFICATION);
    if (Files.exists(file) && !Files.readString(file).contains(MAIN)) {
      throw new IllegalArgumentException(
          "The name \"%s\" is taken by another kernel, in %s. Give this one another by --name NAME."
              .formatted(name, folder));
    }
  }

  private static String reason(FileSystemException e) {
    return e.getReason() == null
        ? e.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])|Exception$", " ").strip()
        : e.getReason();
  }

  /** Files come anew rather than being written over: a kernel that runs has them open. */
  private void copy(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path each : List.of(source, source.resolve(LIBRARIES))) {
      try (Stream<Path> found = Files.list(each)) {
        found.filter(Files::isRegularFile).map(source::relativize).forEach(files::add);
      }
    }
    for (Path file : files) {
      if (!file.toString().equals(SPECIFICATION)) {
        Files.copy(source.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    try (Stream<Path> there = Files.list(folder.resolve(LIBRARIES))) {
      for (Path each : there.toList()) { // of an older version
        if (!files.contains(folder.relativize(each))) {
          Files.delete(each);
        }
      }
    }
  }

  private JsonObject specification(Path folder, String name, List<String> sharing)
      throws IOException {
    String jar = folder.resolve(JAR).toString();
    JsonArray argv = new JsonArray();
    argv.add(java.toString());
    options().forEach(argv::add);
    sharing.forEach(argv::add);
    Stream.of("-javaagent:" + jar, "-cp", jar, MAIN, "{connection_file}").forEach(argv::add);
    JsonObject kernel = new JsonObject();
    kernel.add("argv", argv);
    kernel.addProperty("display_name", name.equals("java") ? "Java" : "Java (" + name + ")");
    kernel.addProperty("language", "java");
    kernel.addProperty("interrupt_mode", "message");
    return kernel;
  }

  private List<String> options() throws IOException {
    return Files.readAllLines(source.resolve(OPTIONS)).stream()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static void write(Path file, JsonObject kernel) throws IOException {
    Path whole = file.resolveSibling(SPECIFICATION + ".new");
    String text =
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(kernel);
    Files.writeString(whole, text + "\n");
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** A file that does not fit, since Java was renewed, is passed over without a word. */
  private static List<String> sharing(Path archive) {
    return List.of(
        "-XX:SharedArchiveFile=" + archive,
        "-Xshare:auto",
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        "-Xlog:cds=off:stderr");
  }

  /**
   * Keeps the kernel's classes in a form that this Java loads quickly, which halves the wait for
   * the first cell; false if that fails, without which the kernel runs as well.
   */
  private boolean archive(Path folder, Path archive) throws IOException, InterruptedException {
    Files.deleteIfExists(archive);
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(options());
    command.add("-XX:ArchiveClassesAtExit=" + archive);
    command.addAll(List.of("-cp", folder.resolve(JAR).toString(), WarmUp.class.getName()));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return process.exitValue() == 0 && Files.exists(archive);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path prefix(Path prefix) {
    if (!Files.isDirectory(prefix)) {
      throw new IllegalArgumentException(
          "There is no folder %s. Jupyter's own prefix is told by: python3 -c \"import sys; print(sys.prefix)\""
              .formatted(prefix));
    }
    return prefix.toAbsolutePath().resolve(KERNELS);
  }

  private Path pythonPrefix() throws IOException, InterruptedException {
    try {
      Process python =
          new ProcessBuilder("python3", "-c", "import sys; print(sys.prefix)")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(python.getInputStream().readAllBytes()).strip();
      if (python.waitFor() == 0) {
        return Path.of(said);
      }
    } catch (IOException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "There is no python3 that tells its prefix. Name it by --prefix DIR, or take --user.");
  }

  /** Where Jupyter keeps what is the user's own, by its rules. */
  private Path userFolder() {
    String own = variables.getOrDefault("JUPYTER_DATA_DIR", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    String home = variables.getOrDefault("HOME", variables.getOrDefault("USERPROFILE", ""));
    if (home.isEmpty() || !Files.isDirectory(Path.of(home))) {
      throw new IllegalArgumentException(
          "You have no home folder, in which Jupyter's would be. Name a place by --prefix DIR, or by"
              + " the variable JUPYTER_DATA_DIR.");
    }
    String system = System.getProperty("os.name");
    if (system.startsWith("Mac")) {
      return Path.of(home, "Library", "Jupyter");
    }
    if (system.startsWith("Windows")) {
      return Path.of(variables.getOrDefault("APPDATA", home), "jupyter");
    }
    String data = variables.getOrDefault("XDG_DATA_HOME", "");
    return (data.isEmpty() ? Path.of(home, ".local", "share") : Path.of(data)).resolve("jupyter");
  }
}
