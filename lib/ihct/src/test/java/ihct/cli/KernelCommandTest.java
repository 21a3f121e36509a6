package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ihct.files.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCommandTest {

  @TempDir Path folder;

  private Path spec(String argv) throws IOException {
    Path spec = Files.createDirectories(folder.resolve("theirs"));
    Files.writeString(
        spec.resolve("kernel.json"),
        "{\"argv\": [%s], \"display_name\": \"Java\", \"env\": {\"IJAVA_CLASSPATH\": \"a.jar\"}}"
            .formatted(argv));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "some.Kernel");
    new JarOutputStream(Files.newOutputStream(spec.resolve("ijava-1.jar")), manifest).close();
    return spec;
  }

  /** Runs the command: its exit code, and what it said. */
  private static String said(int code, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      assertEquals(code, Main.run(arguments, printer, printer));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void otherKernelStartsWithOursBehindItsOwnJar() throws IOException {
    Path spec =
        spec(
            "\"java\", \"-Dx=y\", \"-jar\", \"{resource_dir}/ijava-1.jar\", \"{connection_file}\"");
    String text = said(Main.SUCCESS, "kernel", "--for", "ijava", "--spec", spec.toString());
    JsonNode kernel = written();
    List<String> argv = argv(kernel);
    String ours = System.getProperty("java.class.path");
    assertEquals(List.of("java", "-Dx=y"), argv.subList(0, 2));
    assertTrue(argv.contains("-XX:MaxRAMPercentage=50"), argv::toString);
    assertEquals(
        List.of(
            "-cp", spec.resolve("ijava-1.jar") + ":" + ours, "some.Kernel", "{connection_file}"),
        argv.subList(argv.size() - 4, argv.size()));
    assertEquals("a.jar:" + ours, kernel.path("env").path("IJAVA_CLASSPATH").asText());
    assertEquals("passive", kernel.path("env").path("OMP_WAIT_POLICY").asText());
    assertTrue(text.contains("choose Kernel, Change kernel, \"Java with IHCT\""), text);
  }

  /** As JJava has it from 1.0-a5 on: its first jar starts another Java, without the class path. */
  @Test
  void kernelThatALauncherWouldStartIsStartedItself() throws IOException {
    Path spec =
        spec(
            "\"java\", \"-jar\", \"{resource_dir}/launcher.jar\","
                + " \"{resource_dir}/ijava-1.jar\", \"{connection_file}\"");
    said(Main.SUCCESS, "kernel", "--for", "ijava", "--spec", spec.toString());
    List<String> argv = argv(written());
    String ours = System.getProperty("java.class.path");
    assertEquals(
        List.of("java", "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED"), argv.subList(0, 3));
    assertEquals(
        List.of(
            "-cp", spec.resolve("ijava-1.jar") + ":" + ours, "some.Kernel", "{connection_file}"),
        argv.subList(argv.size() - 4, argv.size()));
  }

  private JsonNode written() throws IOException {
    return Json.node(Files.readString(folder.resolve("ihct-ijava").resolve("kernel.json")));
  }

  private static List<String> argv(JsonNode kernel) {
    List<String> argv = new ArrayList<>();
    kernel.path("argv").forEach(each -> argv.add(each.asText()));
    return argv;
  }

  @Test
  void specificationThatStartsNoJarIsRefused() throws IOException {
    Path spec = spec("\"python3\", \"{connection_file}\"");
    String text = said(Main.MISUSE, "kernel", "--for", "jjava", "--spec", spec.toString());
    assertTrue(
        text.contains("starts no jar (-jar FILE.jar) but: python3 {connection_file}."), text);
  }

  @Test
  void kernelThatIsNotInstalledIsNamedWithThePlacesLookedAt() {
    String text = said(Main.MISUSE, "kernel", "--for", "ijava");
    assertTrue(text.contains("called ijava was found below "), text);
    assertTrue(text.contains("/usr/share/jupyter/kernels"), text);
  }
}
