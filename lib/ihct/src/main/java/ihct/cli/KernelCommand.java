package ihct.cli;

import ihct.files.Json;
import ihct.files.Names;
import ihct.io.TextFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets another Java kernel run the notebooks: a specification beside its own. */
@Command(
    name = "kernel",
    customSynopsis = "ihct kernel --for KERNEL [--spec DIR] [--name NAME] [--json FILE]",
    sortOptions = false,
    description = {
      "Writes a kernel specification beside that of IJava or JJava, by which it starts with this"
          + " library on its class path.",
      "That must be installed, as jupyter kernelspec list tells, and stays as it is."
    },
    footerHeading = "%nExample:%n",
    footer = "  ihct kernel --for jjava")
final class KernelCommand extends Subcommand {

  /** Kernels that take a class path from a variable, which is called after them. */
  private enum HostKernel {
    IJAVA,
    JJAVA
  }

  private static final String FILE = "kernel.json";
  private static final String JAR = "-jar";

  @Option(names = "--for", required = true, paramLabel = "KERNEL", description = "ijava or jjava.")
  private String host;

  @Option(
      names = "--spec",
      paramLabel = "DIR",
      description = "The folder of its kernel.json, if it is not where Jupyter looks first.")
  private Path spec;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What Jupyter will call it; ihct-ijava or ihct-jjava if not given.")
  private String name;

  @Mixin private JsonOption json;

  /** What JJava's launcher opens to the kernel that it starts. */
  private static final List<String> OPEN =
      List.of("--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED");

  @Override
  public Integer call() throws IOException {
    json.check();
    String called = Names.of(Names.parse(HostKernel.class, "--for", host));
    Path theirs = spec == null ? find(called) : spec;
    Path file = theirs.resolve(FILE);
    @SuppressWarnings("unchecked") // fields that are not known here are kept
    Map<String, Object> kernel = Json.read(file, TextFile.read(file), LinkedHashMap.class);
    String classPath = System.getProperty("java.class.path");
    List<String> argv = new ArrayList<>();
    if (kernel.get("argv") instanceof List<?> words) {
      words.forEach(
          word -> argv.add(String.valueOf(word).replace("{resource_dir}", theirs.toString())));
    }
    int jar = argv.indexOf(JAR);
    if (jar < 0 || jar + 1 == argv.size()) {
      throw new IllegalArgumentException(
          "%s starts no jar (-jar FILE.jar) but: %s. Name the folder of another one by --spec."
              .formatted(file, String.join(" ", argv)));
    }
    if (jar + 2 < argv.size() && argv.get(jar + 2).endsWith(".jar")) {
      argv.remove(jar + 1); // it only starts the other one, and would hand on no class path
      argv.addAll(jar, OPEN);
      jar += OPEN.size();
    }
    String kernelJar = argv.get(jar + 1);
    List<String> start =
        List.of("-cp", kernelJar + File.pathSeparator + classPath, mainClass(Path.of(kernelJar)));
    argv.subList(jar, jar + 2).clear();
    argv.addAll(jar, start);
    argv.addAll(jar, options());
    kernel.put("argv", argv);
    String title = kernel.getOrDefault("display_name", "Java") + " with IHCT";
    kernel.put("display_name", title);
    kernel.put("env", variables(kernel.get("env"), called, classPath));
    String newName = name == null ? "ihct-" + called : name;
    Path folder = theirs.toAbsolutePath().resolveSibling(newName);
    write(folder, kernel);
    Map<String, String> written = new LinkedHashMap<>();
    written.put("file", folder.resolve(FILE).toString());
    written.put("name", newName);
    written.put("displayName", title);
    json.tell(
        this,
        List.of(
            "Wrote " + folder.resolve(FILE),
            "Open a notebook and choose Kernel, Change kernel, \"%s\"; or, without a browser: jupyter nbconvert --to notebook --execute --ExecutePreprocessor.kernel_name=%s NOTEBOOK"
                .formatted(title, newName)),
        Json.pretty(written));
    return Main.SUCCESS;
  }

  /** What the kernel sets, and besides it where cells find our classes. */
  private static Map<String, String> variables(Object theirs, String called, String classPath) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (theirs instanceof Map<?, ?> map) {
      map.forEach((name, value) -> variables.put(String.valueOf(name), String.valueOf(value)));
    }
    variables.merge(
        called.toUpperCase(Locale.ROOT) + "_CLASSPATH",
        classPath,
        (before, more) -> before + File.pathSeparator + more);
    variables.put("OMP_WAIT_POLICY", "passive");
    return variables;
  }

  private static void write(Path folder, Map<String, Object> kernel) throws IOException {
    try {
      Files.createDirectories(folder);
      Json.writePretty(folder.resolve(FILE), kernel);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(
          "Nothing can be written beside the kernel, to %s. Copy its folder to one of your own, such as ~/.local/share/jupyter/kernels, and name that by --spec."
              .formatted(folder),
          e);
    }
  }

  /** The Java options of our own kernel: how much memory it may take, above all. */
  private static List<String> options() throws IOException {
    Path file =
        Path.of(System.getProperty(DoctorCommand.ROOT, ""), "environment/kernel/kernel.options");
    return TextFile.read(file)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  private static String mainClass(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      String found =
          file.getManifest() == null
              ? null
              : file.getManifest().getMainAttributes().getValue("Main-Class");
      if (found == null) {
        throw new IllegalArgumentException(jar + " does not say which of its classes starts it.");
      }
      return found;
    }
  }

  /** Where Jupyter keeps kernels; those of a virtual environment it finds by its own folder. */
  private static List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    Map<String, String> variables = System.getenv();
    for (String path : variables.getOrDefault("JUPYTER_PATH", "").split(File.pathSeparator)) {
      if (!path.isBlank()) {
        folders.add(Path.of(path));
      }
    }
    Path home = Path.of(System.getProperty("user.home"));
    folders.add(
        Path.of(
            variables.getOrDefault(
                "JUPYTER_DATA_DIR", home.resolve(".local/share/jupyter").toString())));
    folders.add(home.resolve("Library/Jupyter"));
    if (variables.containsKey("VIRTUAL_ENV")) {
      folders.add(Path.of(variables.get("VIRTUAL_ENV"), "share/jupyter"));
    }
    folders.add(Path.of("/usr/local/share/jupyter"));
    folders.add(Path.of("/usr/share/jupyter"));
    return folders.stream().map(folder -> folder.resolve("kernels")).toList();
  }

  /** The first specification that starts a jar called after the kernel. */
  private static Path find(String called) throws IOException {
    for (Path kernels : folders()) {
      if (!Files.isDirectory(kernels)) {
        continue;
      }
      try (Stream<Path> specs = Files.list(kernels)) {
        for (Path each : specs.sorted().toList()) {
          Path file = each.resolve(FILE);
          if (Files.isReadable(file)
              && TextFile.read(file)
                  .toLowerCase(Locale.ROOT)
                  .matches("(?s).*\"-jar\".*" + called + "[^\"/]*\\.jar.*")) {
            return each;
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "No kernel that starts a jar called %s was found below %s. Name the folder of its kernel.json by --spec; jupyter kernelspec list tells it."
            .formatted(called, String.join(", ", folders().stream().map(Path::toString).toList())));
  }
}
