package ihct.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.kernel.cells.Outcome;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import javax.tools.ToolProvider;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What cells call without an import, in a kernel without sockets. */
@ResourceLock(Resources.SYSTEM_OUT)
class NotebookTest {

  private static JavaKernel kernel;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    kernel = new JavaKernel();
  }

  private Object eval(String code) {
    return kernel.evalRaw(code);
  }

  /** A folder with a class, and a file that names it as a service. */
  private Path library(String name, String code, String service) throws IOException {
    Path source = Files.writeString(folder.resolve(name + ".java"), code);
    Path out = Files.createDirectories(folder.resolve("classes"));
    String known = System.getProperty("java.class.path");
    String[] options = {"-cp", known, "-d", out.toString(), source.toString()};
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, options));
    Path services = Files.createDirectories(out.resolve("META-INF/services"));
    Files.writeString(services.resolve(service), "added." + name + "\n");
    return out;
  }

  @Test
  void printfPrints() {
    PrintStream before = System.out;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    System.setOut(new PrintStream(text, true, StandardCharsets.UTF_8));
    try {
      eval("printf(\"%d of %s%n\", 3, \"four\");");
    } finally {
      System.setOut(before);
    }
    assertEquals("3 of four" + System.lineSeparator(), text.toString(StandardCharsets.UTF_8));
  }

  @Test
  void evalGivesTheValueInTheMidstOfACell() {
    assertEquals(
        42, eval("int six = 6;\nint all = (Integer) eval(\"int seven = 7;\\nsix * seven\");\nall"));
    assertEquals(7, eval("seven"));
    assertEquals(3, eval("List.of(1, 2).stream().mapToInt(n -> (Integer) eval(n + \"\")).sum()"));
  }

  /** The compiler is about to be asked for the next line as well. */
  @Test
  void threadsThatGoOnBesideTheNextLineEvaluateCode() {
    eval(
        "List<Object> heard = Collections.synchronizedList(new ArrayList<>());\n"
            + "List<Thread> all = new ArrayList<>();");
    for (int round = 0; round < 5; round++) {
      eval(
          "for (int i = 0; i < 3; i++) { int n = i; all.add(new Thread(() ->"
              + " heard.add(eval(n + \" + 1\")))); }\nall.forEach(Thread::start);\n"
              + "int a%1$d = 1;\nint b%1$d = a%1$d + 1;\n".formatted(round)
              + "for (Thread each : all) { each.join(); }\nall.clear();");
    }
    assertEquals(15, eval("heard.size()"));
    assertEquals(30, eval("heard.stream().mapToInt(each -> (Integer) each).sum()"));
  }

  @Test
  void evalKeepsVariablesOfTheCellThatCallsIt() {
    eval("int grow(int n) { return n; }\nint kept = 5;");
    eval("eval(\"int grow(int n) { return 2 * n; }\");");
    assertEquals(10, eval("grow(kept)"));
  }

  @Test
  void evalThrowsWhatTheCodeThrowsAndSaysWhatTheCompilerSays() {
    assertThrows(ArithmeticException.class, () -> eval("1 / (int) eval(\"0\")"));
    assertEquals(
        "caught",
        eval(
            "String how;\ntry { eval(\"1 / 0\"); how = \"not\"; }\n"
                + "catch (ArithmeticException e) { how = \"caught\"; }\nhow"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> eval("eval(\"int x = nowhere;\")"))
            .getMessage();
    assertTrue(message.contains("Line 1, column 9: cannot find symbol"), message);
    assertTrue(!message.contains("\u001b"), message);
    assertTrue(
        assertThrows(
                    IllegalStateException.class,
                    () -> eval("Files.readString(Path.of(\"nowhere.txt\"))"))
                .getCause()
            instanceof IOException);
  }

  @Test
  void commandsHaveValues() throws IOException {
    Path classes = library("Plain", "package added; public class Plain {}", "none");
    assertEquals(
        List.of(classes.toString()),
        eval("List<String> paths = %classpath " + classes + " // ours\npaths"));
    assertEquals(List.of(classes.toString()), eval("var same = %classpath " + classes + ";\nsame"));
    assertEquals(
        List.of(classes.toString()),
        eval("lineMagic(\"classpath\", List.of(\"" + classes + "\"))"));
    assertEquals("added.Plain", eval("new added.Plain().getClass().getName()"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> eval("lineMagic(\"memroy\", List.of())"))
            .getMessage();
    assertTrue(message.contains("mean %memory?"), message);
    assertThrows(IllegalArgumentException.class, () -> eval("cellMagic(\"x\", List.of(), \"\")"));
  }

  @Test
  void slipsInCommandsForValuesAreToldInTheirWordsAlone() {
    Outcome.Failed failed =
        assertInstanceOf(
            Outcome.Failed.class,
            kernel.session().evaluate("List<String> none = %classpath nowhere/*.jar", 1));
    assertEquals("MagicError", failed.name());
    assertTrue(failed.report().get(2).startsWith("There is no nowhere/*.jar"), failed::toString);
    assertTrue(failed.report().stream().noneMatch(line -> line.contains("    at ")));
  }

  @Test
  void signsInTextsAreNoCommands() {
    assertEquals("a = %jars", eval("String text = \"a = %jars\";\ntext"));
    assertEquals(2, eval("int rest = 17\n    % 5;\nrest"));
    assertEquals("= %x", eval("String block = \"\"\"\n  = %x\"\"\";\nblock"));
  }

  @Test
  void cellsRegisterCommands() {
    eval(
        "kernel().getMagicsRegistry()"
            + ".registerLineMagic(\"shout\", (k, words) -> words.get(0).toUpperCase())"
            + ".registerCellMagic(\"count\", (k, words, rest) -> words + \" \" + rest.lines().count());");
    assertEquals("HEY", eval("String loud = %shout hey\nloud"));
    assertEquals("[a] 2", eval("%%count a\nx\n%shout y"));
    assertEquals("[] 1", eval("cellMagic(\"count\", List.of(), \"x\")"));
    assertTrue(kernel.complete("%sh", 3).getReplacements().contains("shout"));
    assertEquals(List.of("count"), kernel.complete("%%co", 4).getReplacements());
  }

  @Test
  void cellsRegisterRenderers() {
    eval("record Song(String title) {}");
    eval(
        "getKernelInstance().getRenderer().createRegistration(Song.class)"
            + ".preferring(\"text/html\").register((song, context) ->"
            + " context.getOutputContainer().putHTML(\"<b>\" + song.title() + \"</b>\"));");
    assertEquals("<b>Help</b>", html(eval("render(new Song(\"Help\"))")));
    assertEquals("Song[title=Help]", text(eval("render(new Song(\"Help\"))")));
    eval(
        "kernel().getRenderer().createRegistration(LinkedList.class)"
            + ".preferring(\"text/html\").register((list, context) -> {"
            + " if (list.isEmpty()) { context.getOutputContainer().putHTML(\"nothing\"); } });");
    assertEquals("nothing", html(Notebook.render(new LinkedList<>())));
    assertEquals("[1]", text(Notebook.render(new LinkedList<>(List.of(1)))), "one that declines");
  }

  @Test
  void addedJarsBringExtensions() throws IOException {
    Path classes =
        library(
            "Greets",
            """
            package added;
            import java.util.List;
            import org.dflib.jjava.jupyter.Extension;
            import org.dflib.jjava.jupyter.kernel.BaseKernel;
            import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
            public class Greets implements Extension {
              static int installed;
              @Override public void install(BaseKernel kernel) {
                installed++;
                LineMagic<String, BaseKernel> greet = (k, words) -> "hello " + words.get(0) + installed;
                kernel.getMagicsRegistry().registerLineMagic("greet", greet);
              }
            }
            """,
            "org.dflib.jjava.jupyter.Extension");
    eval("kernel().addToClasspath(\"" + classes + "\");");
    assertEquals("hello you1", eval("String heard = %greet you\nheard"));
    eval("%classpath " + classes);
    assertEquals("hello me1", eval("lineMagic(\"greet\", List.of(\"me\"))"), "installed once");
  }

  /** Named by a file among the tests, as a jar on the kernel's class path does. */
  public static final class AtStart implements Extension {

    @Override
    public void install(BaseKernel to) {
      LineMagic<String, BaseKernel> began = (k, words) -> "at start";
      to.getMagicsRegistry().registerLineMagic("began", began);
    }
  }

  @Test
  void extensionsOfTheClassPathAreThereInTheFirstCell() {
    JavaKernel fresh = new JavaKernel();
    try {
      Outcome first = fresh.session().evaluate("String how = %began\nhow.length()", 1);
      assertInstanceOf(Outcome.Done.class, first, first::toString);
      assertTrue(fresh.getMagicsRegistry().getLineMagicNames().contains("began"));
    } finally {
      fresh.session().close();
      start();
    }
  }

  @Test
  void imagesArePictures() {
    DisplayData shown = Notebook.render(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));
    byte[] png = Base64.getMimeDecoder().decode((String) shown.getData(MIMEType.IMAGE_PNG));
    assertEquals("PNG", new String(png, 1, 3, StandardCharsets.US_ASCII));
  }

  @Test
  void recordsOfCellsAreTables() {
    eval("record Point(int x, double y) {}");
    String html = (String) html(eval("render(List.of(new Point(1, 2.5)))"));
    assertTrue(html.contains(">x<") && html.contains(">2.5<"), html);
  }

  @Test
  void valuesBesideACellAreGivenOrSayWhatIsWrong() {
    eval("int six = 6;");
    Map<String, Object> values =
        new Expressions(kernel.session())
            .values(
                Map.of(
                    "good",
                    "six * 7",
                    "table",
                    "Map.of(1, 2)",
                    "bad",
                    "six * nowhere",
                    "loud",
                    "new Object() { public String toString() { throw new Error(\"no\"); } }"),
                3);
    assertEquals("ok", field(values.get("good"), "status"));
    assertEquals("{\"text/plain\":\"42\"}", field(values.get("good"), "data").toString());
    assertTrue(field(values.get("table"), "data").toString().contains("text/html"));
    assertEquals("error", field(values.get("bad"), "status"));
    assertEquals("CompilationError", field(values.get("bad"), "ename"));
    assertEquals("java.lang.Error", field(values.get("loud"), "ename"));
    assertEquals(Map.of(), new Expressions(kernel.session()).values(null, 3));
  }

  private static Object field(Object content, String name) {
    return ((Map<?, ?>) content).get(name);
  }

  @Test
  void kernelIsTheOneThatRuns() {
    assertSame(kernel, Notebook.kernel());
    assertSame(kernel, eval("kernel()"));
  }

  @Test
  void codeOfEvalStopsWithItsCell() throws InterruptedException {
    Semaphore begun = new Semaphore(0);
    System.getProperties().put("begun", begun);
    String cell =
        "((Semaphore) System.getProperties().get(\"begun\")).release();\n"
            + "eval(\"while (true) { }\");";
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(() -> kernel.session().evaluate(cell, 1));
    begun.acquire();
    kernel.interrupt();
    assertInstanceOf(Outcome.Interrupted.class, outcome.join());
    assertInstanceOf(Outcome.Done.class, kernel.session().evaluate("eval(\"1\")", 2));
    System.getProperties().remove("begun");
  }

  private static Object html(Object data) {
    return ((DisplayData) data).getData(MIMEType.TEXT_HTML);
  }

  private static Object text(Object data) {
    return ((DisplayData) data).getData(MIMEType.TEXT_PLAIN);
  }
}
