package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.kernel.code.CellSplitter;
import ihct.kernel.code.SourceDocs;
import java.nio.file.Path;
import java.util.List;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeHelpTest {

  private final JShell shell = JShell.builder().executionEngine("local").build();
  private final CodeHelp help =
      new CodeHelp(
          shell,
          new CellSplitter(shell.sourceCodeAnalysis()),
          new SourceDocs(Path.of("lib/ihct/src/main/java").toString()),
          new MagicsRegistry());

  CodeHelpTest() {
    shell.addToClasspath(System.getProperty("java.class.path"));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  /** Completes at the bar; returns what the cell becomes with the first option. */
  private String completed(String cellWithBar) {
    int at = cellWithBar.indexOf('|');
    String cell = cellWithBar.replace("|", "");
    ReplacementOptions found = help.complete(cell, at);
    assertTrue(!found.getReplacements().isEmpty(), "nothing for " + cellWithBar);
    return cell.substring(0, found.getSourceStart())
        + found.getReplacements().get(0)
        + cell.substring(found.getSourceEnd());
  }

  @ParameterizedTest
  @CsvSource({
    "Math.absEx|, Math.absExact(",
    "'int a = 1;\nMath.absEx|\nint b = 2;', 'int a = 1;\nMath.absExact(\nint b = 2;'",
    "'%memory\n\"x\".isBl|', '%memory\n\"x\".isBlank()'",
    "%mem|, %memory",
    "'int a;\n  %%ti|\nint b;', 'int a;\n  %%time\nint b;'",
    "%|, %classpath",
    "'%%lo|\n<dependency>', '%%loadFromPOM\n<dependency>'",
    "%loadfrom|, %loadFromPOM",
    "'int a;\nvar added = %ja|', 'int a;\nvar added = %jars'",
  })
  void completesInPlace(String cell, String expected) {
    assertEquals(expected, completed(cell));
  }

  @Test
  void onlyCommandsOfCellsHaveTwoSigns() {
    assertEquals(List.of("loadFromPOM", "time"), help.complete("%%", 2).getReplacements());
  }

  @Test
  void commandsThatStandForAValueAreComplete() {
    assertEquals("complete", help.isComplete("List<String> added = %jars x.jar"));
    assertEquals("complete", help.isComplete("%%loadFromPOM\n<dependency>"));
  }

  @Test
  void percentSignInTextIsNoCommand() {
    ReplacementOptions found = help.complete("String t = \"\"\"\n%me", 17);
    assertTrue(!found.getReplacements().contains("memory"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 + 1", "int a = 1", "void f() { }", "", "// comment", "%time 1"})
  void complete(String cell) {
    assertEquals("complete", help.isComplete(cell));
  }

  @ParameterizedTest
  @ValueSource(strings = {"}", "int a = ;", "class 3 {}", "int a;\n)"})
  void invalid(String cell) {
    assertEquals("invalid", help.isComplete(cell));
  }

  @Test
  void incompleteGoesOnAsDeepAsItsLastLine() {
    assertEquals("  ", help.isComplete("void f() {"));
    assertEquals("    ", help.isComplete("void f() {\n  if (true) {"));
    assertEquals("  ", help.isComplete("void f() {\n  int a = 1;\n"));
    assertEquals("  ", help.isComplete("int a = 1;\nfor (int i = 0; i < 3; i++)"));
  }

  @Test
  void inspectionShowsSignatureAndJavadoc() {
    String found = help.inspect("ihct.linkage.Agglomerative.cluster", 30);
    assertTrue(found.contains("CondensedDistances"), found);
    assertTrue(found.lines().count() > 2, found);
  }

  @Test
  void inspectionWithoutSourcesShowsTheSignature() {
    CodeHelp bare =
        new CodeHelp(
            shell,
            new CellSplitter(shell.sourceCodeAnalysis()),
            new SourceDocs(""),
            new MagicsRegistry());
    String found = bare.inspect("ihct.linkage.Agglomerative.cluster(", 35);
    assertTrue(found.contains("CondensedDistances"), found);
  }

  @Test
  void inspectionIsHtmlAsWell() {
    CodeHelp documented =
        new CodeHelp(
            shell,
            new CellSplitter(shell.sourceCodeAnalysis()),
            new SourceDocs(Path.of("lib/trees/src/main/java").toString()),
            new MagicsRegistry());
    String name = "ihct.linkage.Agglomerative.cluster";
    DisplayData found = documented.inspection(name, name.length());
    String html = (String) found.getData(MIMEType.TEXT_HTML);
    assertTrue(html.startsWith("<pre><b>ihct.linkage.Dendrogram ihct.linkage.Agglomera"), html);
    assertTrue(html.contains("</b></pre>\n<p style="), html);
    assertEquals(documented.inspect(name, name.length()), found.getData(MIMEType.TEXT_PLAIN));
    String generic = (String) help.inspection("java.util.List.of", 17).getData(MIMEType.TEXT_HTML);
    assertTrue(generic.contains("List&lt;E&gt;"), generic);
  }

  @Test
  void inspectionOfNothingIsEmpty() {
    assertNull(help.inspection("nowhere", 3));
    assertEquals("", help.inspect("nowhere", 3));
  }
}
