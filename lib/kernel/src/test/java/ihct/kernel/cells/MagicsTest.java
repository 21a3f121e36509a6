package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class MagicsTest {

  @TempDir Path folder;
  private final Cells cells = new Cells();

  @AfterEach
  void close() {
    cells.close();
  }

  /** What a cell prints. */
  private String printed(String cell) {
    PrintStream before = System.out;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    System.setOut(new PrintStream(text, true, StandardCharsets.UTF_8));
    try {
      cells.run(cell);
    } finally {
      System.setOut(before);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private String message(String cell) {
    Outcome.Failed failed = cells.fail(cell);
    return failed.message() + String.join("\n", failed.report());
  }

  @Test
  void documentationIsShownBesideThePage() {
    cells.run("%doc ihct.linkage.LinkageRule");
    assertTrue(
        cells.displayed.get(0).contains("ihct.linkage.LinkageRule"), cells.displayed::toString);
    assertTrue(message("%doc NoSuchThing").contains("NoSuchThing is not known here."));
  }

  private Path classes() throws IOException {
    return classes("Greeter", SOURCE);
  }

  private Path classes(String name, String code) throws IOException {
    Path source = Files.writeString(folder.resolve(name + ".java"), code);
    Path out = Files.createDirectories(folder.resolve("classes"));
    String known = System.getProperty("java.class.path");
    String[] options = {"-cp", known, "-d", out.toString(), source.toString()};
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, options));
    return out;
  }

  private static final String PROVIDER =
      """
      package greet;
      public class Shown implements ihct.display.DisplayProvider {
        public java.util.Optional<ihct.display.MimeBundle> show(Object value) {
          return value instanceof Thread thread
              ? java.util.Optional.of(ihct.display.MimeBundle.ofText("thread " + thread.getName()))
              : java.util.Optional.empty();
        }
      }
      """;

  private static final String SOURCE =
      "package greet; public class Greeter { public static String hello() { return \"hello\"; } }";

  private Path jar() throws IOException {
    Path jar = folder.resolve("greeter.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry("greet/Greeter.class"));
      Files.copy(classes().resolve("greet/Greeter.class"), entries);
    }
    return jar;
  }

  @Test
  void jarsAreFoundByPattern() throws IOException {
    jar();
    assertEquals("hello", cells.run("%jars " + folder + "/*.jar // ours\ngreet.Greeter.hello()"));
  }

  @Test
  void classPathTakesFolders() throws IOException {
    Path classes = classes();
    assertEquals("hello", cells.run("%classpath " + classes + "\ngreet.Greeter.hello()"));
  }

  @Test
  void addedLibrariesShowTypesThatKnowNothingOfIt() throws IOException {
    cells.run("Thread job = new Thread(() -> {}, \"of a reader\");");
    assertTrue(cells.run("job").startsWith("Thread["), "nobody shows threads yet");
    Path classes = classes("Shown", PROVIDER);
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("ihct.display.DisplayProvider"), "greet.Shown\n");
    cells.run("%classpath " + classes);
    assertEquals("thread of a reader", cells.run("job"));
  }

  @Test
  void addedLibrariesKeepVariables() throws IOException {
    cells.run("int[] kept = {3};");
    cells.run("%jars " + jar());
    assertEquals("3", cells.run("kept[0]"));
  }

  @Test
  void filesAndNotebooksAreLoaded() throws IOException {
    Path code = Files.writeString(folder.resolve("a.jshell"), "int loaded = 9;\n");
    Path notes =
        Files.writeString(
            folder.resolve("b.ipynb"),
            "{\"cells\": [{\"cell_type\": \"markdown\", \"source\": \"# int\"},"
                + "{\"cell_type\": \"code\", \"source\": [\"int other =\\n\", \"loaded + 1;\"]}]}");
    assertEquals("10", cells.run("%load " + code + "\n%load " + notes + " // twice\nother"));
  }

  @Test
  void cellsOfLoadedNotebooksHaveTheirCommands() throws IOException {
    Path notes =
        Files.writeString(
            folder.resolve("timed.ipynb"),
            "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"int one = 1;\"},"
                + "{\"cell_type\": \"code\", \"source\": \"%%time\\nint two = one + 1;\"}]}");
    assertTrue(printed("%load " + notes).contains("Time: "));
    assertEquals("2", cells.run("two"));
  }

  @Test
  void wordsAreNotPassedOverInSilence() throws IOException {
    Files.writeString(folder.resolve("one.jshell"), "int one = 1;");
    assertTrue(message("%load " + folder + "/one other").contains("takes one file"));
    assertTrue(message("%loadFromPOM pom.xml test").contains("takes one file"));
    assertTrue(message("%maven --from http://example.org/").contains("Which library?"));
  }

  @Test
  void filesThatAreNoTextAreTold() throws IOException {
    Files.write(folder.resolve("picture.java"), new byte[] {(byte) 0xff, (byte) 0xd8});
    assertTrue(message("%load " + folder + "/picture").contains("picture.java is no text"));
  }

  @Test
  void patternsFollowLinksAndEndInCircles() throws IOException {
    jar();
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    assertEquals("hello", cells.run("%jars " + link + "/*.jar\ngreet.Greeter.hello()"));
    cells.run("%jars " + folder + "/**/greeter.jar");
  }

  @Test
  void timeIsOfALineOrOfACell() {
    assertTrue(printed("%time int a = 2;").contains("Time: "));
    assertEquals("2", cells.run("a"));
    assertTrue(printed("%time\nint b = 3;\nint c = 4;").contains("Time: "));
    assertEquals("7", cells.run("%%time // all\nb + c"));
    assertTrue(printed("%%time int e = 5;").contains("Time: "));
    assertEquals("5", cells.run("e"));
    assertTrue(message("int d;\n%time").contains("%time"));
  }

  @Test
  void memoryIsTold() {
    cells.run("new byte[50_000_000]");
    String line = printed("%memory // now");
    assertTrue(line.matches("Memory: \\d+ MiB in use \\(\\d+ before collecting\\), .*\\R"), line);
  }

  @Test
  void unknownOnesNameTheNearest() {
    String message = message("%memroy");
    assertTrue(message.contains("mean %memory?"), message);
    assertTrue(message.contains("%maven"), message);
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertTrue(message("%load nowhere.java").contains("There is no nowhere.java"));
    assertTrue(message("%load " + folder).contains("is a folder; name a file in it"));
    assertTrue(message("%jars nowhere/*.jar").contains("nowhere/*.jar"));
    assertTrue(message("%classpath").contains("%classpath PATH"));
  }

  @Test
  void commandsOfOtherKernelsAreAnsweredWithTheWayHere() {
    String known = message("%dependency /add org.jsoup:jsoup:1.21.2");
    assertTrue(known.contains(": %maven org.jsoup:jsoup:1.21.2"), known);
    assertTrue(message("%pom a.xml").contains("%loadFromPOM FILE"));
    assertTrue(message("%addJar a.jar").contains("%jars FILE.jar"));
    assertTrue(message("%%bash\nls").contains("ProcessBuilder"));
    assertTrue(message("%%HTML\n<b>x</b>").contains("display(TEXT, \"text/html\")"));
    assertTrue(message("%%maven a:b:1").contains("one percent sign: %maven"));
    assertTrue(message("%classpath add jar a.jar").contains("without add"));
    assertTrue(message("%lsmagic").contains("%load FILE"));
  }

  @Test
  void projectsAreReadByTheirPom() {
    String message = message("%%loadFromPOM\n<dependency><artifactId>a</artifactId></dependency>");
    assertTrue(message.contains("'dependencies.dependency.groupId'"), message);
    assertTrue(message.contains("'dependencies.dependency.version'"), message);
    assertTrue(message("%loadFromPOM nowhere.xml").contains("There is no nowhere.xml"));
    assertTrue(message("%%loadFromPOM").contains("No library is named"));
  }

  @Test
  void repositoriesNeedAnAddress() {
    assertTrue(message("%mavenRepo shelf").contains("%mavenRepo NAME URL"));
    assertTrue(message("%mavenRepo shelf example.org").contains("example.org is not the address"));
    assertTrue(message("%maven a:b:1 --from").contains("--from needs the address"));
    assertTrue(message("%addMavenRepo shelf").contains("%mavenRepo NAME URL"));
  }

  @Test
  void librariesAreAddedByTheNamesOfOtherKernels() {
    assertTrue(message("%addMavenDependency gson").contains("gson is not GROUP:ARTIFACT:VERSION"));
    assertTrue(message("%addMavenDependencies gson").contains("gson is not GROUP:"));
  }

  @Test
  void filesAreLoadedWithoutTheirEnding() throws IOException {
    Files.createDirectories(folder.resolve("course"));
    Files.writeString(folder.resolve("course.jshell"), "int week = 3;\n");
    assertEquals("3", cells.run("%load " + folder.resolve("course") + "\nweek"));
  }

  @Test
  void variablesAreListedWithTheirTypes() {
    assertTrue(printed("%who").contains("no variables"));
    cells.run("int year = 1999;\nvar named = Map.of(\"a\", List.of(1));\n\"unnamed\"");
    assertEquals(
        List.of("int year", "Map<String,List<Integer>> named"), printed("%who").lines().toList());
  }

  @Test
  void helpListsTheCommands() {
    assertTrue(printed("%help").contains("%mavenRepo NAME URL"));
  }

  @Test
  void classPathTakesPatterns() throws IOException {
    jar();
    classes();
    assertEquals("hello", cells.run("%classpath " + folder + "/cl*\ngreet.Greeter.hello()"));
    assertEquals("hello", cells.run("%classpath " + folder + "/*.jar\ngreet.Greeter.hello()"));
    assertTrue(message("%classpath " + folder + "/*.zip").contains("There is no " + folder));
  }

  @Test
  void unknownNamesKeepTheirCaseAndAreNotGuessedFromAfar() {
    String message = message("%Frobnicate");
    assertTrue(message.contains("There is no %Frobnicate."), message);
    assertTrue(!message("%xy").contains("mean"), "two letters are not near %doc");
    assertTrue(message("%Tmie 1").contains("mean %time?"));
  }

  @Test
  void jarsWithoutClassesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    for (String command : new String[] {"%jars ", "%classpath "}) {
      String broken = message(command + text);
      assertTrue(broken.contains("text.jar is neither a folder nor a whole jar file"), broken);
      assertEquals("2", cells.run("1 + 1"));
    }
    Files.delete(text);
    Path jar = folder.resolve("empty.jar");
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
      entries.putNextEntry(new JarEntry("songs.csv"));
    }
    assertTrue(message("%jars " + jar).contains("%classpath PATH"));
    cells.run("%classpath " + jar);
    jar();
    assertEquals("hello", cells.run("%jars " + folder + "/*.jar\ngreet.Greeter.hello()"));
  }

  @Test
  void percentSignsOfJavaAreNoCommands() {
    assertEquals("2", cells.run("int m = 17\n  % 5;\nm"));
    assertEquals("%memory", cells.run("String t = \"\"\"\n%memory\n\"\"\";\nt.strip()"));
    assertEquals("1", cells.run("/*\n%nothing\n*/\n1"));
  }
}
