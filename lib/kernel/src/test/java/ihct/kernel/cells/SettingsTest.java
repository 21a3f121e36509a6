package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void listsOfBothAreJoined() {
    Settings settings =
        Settings.of(
            Map.of(
                "IJAVA_CLASSPATH",
                "a.jar" + File.pathSeparator + "b/*.jar",
                "JJAVA_CLASSPATH",
                "c.jar",
                "JJAVA_COMPILER_OPTS",
                " -parameters  -Xlint:all "));
    assertEquals(List.of("a.jar", "b/*.jar", "c.jar"), settings.classPath());
    assertEquals(List.of("-parameters", "-Xlint:all"), settings.compilerOptions());
    assertEquals(List.of(), settings.mistakes());
  }

  @ParameterizedTest
  @CsvSource({"250, 250", "-1, 0", "30 SECONDS, 30000", "2 minutes, 120000", "soon, 0", "3 y, 0"})
  void timesHaveUnits(String text, long millis) {
    Settings settings = Settings.of(Map.of("IJAVA_TIMEOUT", text));
    assertEquals(Duration.ofMillis(millis), settings.timeout());
    boolean wrong = text.equals("soon") || text.equals("3 y");
    assertEquals(wrong, settings.mistakes().toString().contains(text + "\", and not heeded"));
  }

  @Test
  void startupScriptsRunBeforeTheFirstCell() throws IOException {
    Path file =
        Files.writeString(folder.resolve("init.jshell"), "int twice(int n) { return 2 * n; }");
    Map<String, String> environment =
        Map.of(
            "IJAVA_STARTUP_SCRIPTS_PATH",
            folder + "/*.jshell",
            "JJAVA_STARTUP_SCRIPT",
            "import java.text.*;\nint start = twice(4);\nstart");
    try (Cells cells = new Cells(environment)) {
      assertEquals("8", cells.run("NumberFormat format;\nstart"));
      assertEquals(List.of(), cells.displayed, "results of scripts are not shown");
      cells.run("start = 1;");
      assertEquals("1", cells.run("start"), "once");
    }
    assertTrue(Files.exists(file));
  }

  @Test
  void cellsRunThoughTheStartFailsAndSayWhy() {
    Map<String, String> environment =
        Map.of(
            "IJAVA_CLASSPATH", "nowhere.jar",
            "IJAVA_STARTUP_SCRIPTS_PATH", "nowhere.jshell",
            "IJAVA_STARTUP_SCRIPT", "int x = nowhere;",
            "JJAVA_STARTUP_SCRIPT", "throw new java.io.IOException(\"on purpose\");",
            "IJAVA_TIMEOUT", "soon",
            "IJAVA_COMPILER_OPTS", "-nonsense");
    try (Cells cells = new Cells(environment)) {
      assertEquals("2", cells.run("1 + 1"));
      String said = String.join("\n", cells.warnings);
      for (String part :
          List.of(
              "CLASSPATH, nowhere.jar: There is no nowhere.jar",
              "SCRIPTS_PATH, nowhere.jshell: There is no nowhere.jshell",
              "SCRIPT: Line 1, column 9: cannot find symbol",
              "on purpose",
              "soon",
              "-nonsense")) {
        assertTrue(said.contains(part), part + " in: " + said);
      }
      cells.run("1");
      assertEquals(List.of(), cells.warnings);
    }
  }

  @Test
  void filesBehindOneThatFailsAreRun() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.jshell"), "int x = nowhere;");
    Path right = Files.writeString(folder.resolve("right.jshell"), "int y = 3;");
    String all = wrong + File.pathSeparator + right;
    try (Cells cells = new Cells(Map.of("IJAVA_STARTUP_SCRIPTS_PATH", all))) {
      assertEquals("3", cells.run("y"));
      assertTrue(cells.warnings.get(0).contains("wrong.jshell: Line 1"), cells.warnings::toString);
    }
  }

  @Test
  void classPathIsThereFromTheStart() throws IOException {
    Files.writeString(folder.resolve("songs.csv"), "x");
    String all = "nowhere.jar" + File.pathSeparator + folder;
    try (Cells cells = new Cells(Map.of("JJAVA_CLASSPATH", all))) {
      String found = "Thread.currentThread().getContextClassLoader().getResource(\"songs.csv\")";
      assertEquals("true", cells.run(found + " != null"));
    }
  }

  @Test
  void compilerOptionsAreHeeded() {
    try (Cells cells = new Cells(Map.of("IJAVA_COMPILER_OPTS", "-parameters"))) {
      cells.run("class Car { void drive(int speed) {} }");
      assertEquals(
          "speed", cells.run("Car.class.getDeclaredMethods()[0].getParameters()[0].getName()"));
    }
  }

  @Test
  void statementsThatTakeTooLongAreStopped() {
    try (Cells cells = new Cells(Map.of("IJAVA_TIMEOUT", "2 SECONDS"))) {
      Outcome.Interrupted stopped =
          assertInstanceOf(
              Outcome.Interrupted.class, cells.outcome("int a = 1;\nwhile (true) { }"));
      assertTrue(stopped.words().contains("longer than 2.0 s, the limit of IJAVA_TIMEOUT"));
      assertEquals("1", cells.run("a"));
    }
  }
}
