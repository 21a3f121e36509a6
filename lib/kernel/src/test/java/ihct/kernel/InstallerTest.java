package ihct.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {

  @TempDir Path folder;

  /** Runs nothing, so that classes are not kept for a quicker start either. */
  private final Path java = Path.of("/none/bin/java");

  private Path zip;
  private Path prefix;

  @BeforeEach
  void unpack() throws IOException {
    zip = folder.resolve("zip");
    prefix = Files.createDirectories(folder.resolve("a prefix"));
    Files.createDirectories(zip.resolve("lib"));
    Files.writeString(zip.resolve(Installer.JAR), "jar");
    Files.writeString(zip.resolve("lib").resolve("new-2.jar"), "library");
    Files.writeString(zip.resolve("kernel.options"), "# why\n-Xmx1g # more\n\n-Dx=a b\n");
  }

  /** Installs; what it said. */
  private String install(Map<String, String> variables, String... options) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      new Installer(zip, java, variables, out).install(List.of(options));
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private Path installed(String name) {
    return prefix.resolve("share").resolve("jupyter").resolve("kernels").resolve(name);
  }

  private String refusal(String... options) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> install(Map.of("HOME", folder.resolve("no home").toString()), options))
        .getMessage();
  }

  @Test
  void kernelIsCopiedAndStartsWithItsOptionsAndItsAgent() throws Exception {
    String said = install(Map.of(), "--prefix", prefix.toString());
    Path kernel = installed("java");
    assertEquals("library", Files.readString(kernel.resolve("lib").resolve("new-2.jar")));
    JsonObject json =
        JsonParser.parseString(Files.readString(kernel.resolve("kernel.json"))).getAsJsonObject();
    String jar = kernel.resolve(Installer.JAR).toString();
    assertTrue(Files.exists(Path.of(jar)));
    assertEquals(
        List.of(
            java.toString(),
            "-Xmx1g",
            "-Dx=a b",
            "-javaagent:" + jar,
            "-cp",
            jar,
            "ihct.kernel.KernelMain",
            "{connection_file}"),
        json.getAsJsonArray("argv").asList().stream().map(each -> each.getAsString()).toList());
    assertEquals("message", json.get("interrupt_mode").getAsString());
    assertEquals("java", json.get("language").getAsString());
    assertEquals("Java", json.get("display_name").getAsString());
    assertTrue(said.contains("Installed the kernel \"java\" in " + kernel), said);
    assertTrue(
        said.startsWith("Its classes could not be kept in the form that Java loads quickly."),
        said);
    assertTrue(said.contains("-Xmx4g in place of -XX:MaxRAMPercentage=50 in " + kernel), said);
  }

  @Test
  void placesOfTheUserAreJupytersOwn() throws Exception {
    String home = prefix.toString();
    String data = folder.resolve("data").toString();
    assertTrue(
        install(Map.of("HOME", home, "JUPYTER_DATA_DIR", data)).contains(data + "/kernels/java"));
    assertTrue(
        install(Map.of("HOME", home, "JUPYTER_DATA_DIR", data), "--user", "--name", "own")
            .contains(data + "/kernels/own"));
    install(Map.of("HOME", home));
    try (var files = Files.walk(prefix)) {
      assertTrue(files.anyMatch(each -> each.endsWith("kernels/java/kernel.json")));
    }
  }

  @Test
  void olderOneIsReplacedAndAnotherKernelIsNot() throws Exception {
    install(Map.of(), "--prefix", prefix.toString());
    Path old = installed("java").resolve("lib").resolve("old-1.jar");
    Files.writeString(old, "library");
    install(Map.of(), "--prefix", prefix.toString());
    assertFalse(Files.exists(old));
    Path other = Files.createDirectories(installed("other")).resolve("kernel.json");
    Files.writeString(other, "{\"argv\": [\"java\", \"-jar\", \"ijava.jar\"]}");
    String text = refusal("--prefix", prefix.toString(), "--name", "other");
    assertTrue(text.startsWith("The name \"other\" is taken by another kernel, in "), text);
    assertTrue(Files.readString(other).contains("ijava"));
    assertFalse(Files.exists(other.resolveSibling("lib")));
  }

  @Test
  void installedOneCanInstallItselfElsewhereAndInItsPlace() throws Exception {
    install(Map.of(), "--prefix", prefix.toString());
    zip = installed("java");
    install(Map.of(), "--prefix", prefix.toString());
    install(Map.of(), "--prefix", prefix.toString(), "--name", "two");
    assertEquals("jar", Files.readString(installed("java").resolve(Installer.JAR)));
    String json = Files.readString(installed("two").resolve("kernel.json"));
    assertTrue(
        json.contains("kernels/two/ihct-kernel.jar") && !json.contains("kernels/java"), json);
  }

  @Test
  void placesThatAreNoneAreToldInWords() throws Exception {
    assertTrue(refusal().startsWith("You have no home folder, in which Jupyter's would be."));
    String none = folder.resolve("none").toString();
    assertTrue(
        refusal("--prefix", none).startsWith("There is no folder " + none + ". Jupyter's own"));
    Files.writeString(prefix.resolve("share"), "a file in the way");
    String text = refusal("--prefix", prefix.toString());
    assertTrue(text.startsWith("Nothing can be written to " + installed("java") + ": "), text);
    assertTrue(text.endsWith("Choose another place by --user or --prefix DIR."), text);
  }

  @Test
  void slipsShowTheOptions() {
    assertTrue(refusal("--prefix").startsWith("--prefix lacks its value.\nusage: "));
    assertTrue(refusal("--home").startsWith("--home is no option.\nusage: "));
    String twice = refusal("--prefix", prefix.toString(), "--prefix", prefix.toString());
    assertTrue(twice.startsWith("One place at a time"), twice);
    String name = refusal("--prefix", prefix.toString(), "--name", "a/b");
    assertTrue(name.startsWith("\"a/b\" is no name for Jupyter"), name);
  }
}
