package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in cells, headers and names of files, a line of a report is one line. */
class PlainLinesTest {

  /** Every control character, and the line ends of Unicode that are none. */
  private static final String CONTROLS = controls();

  @TempDir Path folder;

  private static String controls() {
    StringBuilder text = new StringBuilder("\u2028\u2029");
    for (char c = 1; c < 0xa0; c++) {
      if (Character.isISOControl(c)) {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static void assertPlain(String line) {
    assertFalse(line.chars().anyMatch(c -> CONTROLS.indexOf(c) >= 0 || c == 0), line);
  }

  @Test
  void reportOfOddCellsHeadersAndNamesIsOneLineEach() throws IOException {
    String odd = "\"a\r\nb" + CONTROLS.replace("\n", "") + "\"";
    String text =
        Tables.table(
                List.of(
                    Tables.line("t1", "pop", "A", 1),
                    Tables.line("t2", "pop", "A", 2).replaceFirst("2[.]01", odd),
                    Tables.line(odd, "pop", "A", 3),
                    Tables.line(odd, "pop", "A", 3)))
            .replace("artists", "\"Artist\n(s)\"");
    Path file = Tables.write(folder, "my\nsongs\u001b.csv", text);
    LoadingReport report = Tables.load(file).report();
    assertEquals(2, report.leftOut().size());
    report.lines().forEach(PlainLinesTest::assertPlain);
    assertTrue(report.lines().get(0).endsWith("my\\nsongs\\u001b.csv"));
    report.leftOut().values().forEach(left -> assertPlain(left.first().toString()));
    assertTrue(
        report.leftOut().get(Reason.BAD_FEATURE).first().toString().contains("\"a\\r\\nb\\u2028"));
  }

  @Test
  void errorsAreOneLine() throws IOException {
    Path file = Tables.write(folder, "\rsongs.csv", "\"ge\nnre\",\"\u0007\"\n1,2\n");
    assertPlain(assertThrows(MalformedDataException.class, () -> Tables.load(file)).getMessage());
  }

  @Test
  void fileThatIsNamedTwiceIsRefused() throws IOException {
    Path file = Tables.write(folder, "a.csv", Tables.table(List.of(Tables.line("t", "g", "a", 1))));
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
    Path hard = Files.createLink(folder.resolve("hard.csv"), file);
    Path detour = folder.resolve("x/../a.csv");
    Files.createDirectory(folder.resolve("x"));
    assertTrue(twice(file, file).endsWith("a.csv: this file is named twice; name it once."));
    for (Path other : List.of(link, hard, detour)) {
      String message = twice(file, other);
      assertTrue(message.endsWith("this is the same file as " + file + "; name it once."), message);
    }
  }

  private static String twice(Path one, Path two) {
    return assertThrows(
            MalformedDataException.class,
            () -> Tables.load(List.of(one, two), LoadingOptions.everything()))
        .getMessage();
  }

  @Test
  void copyOfAFileIsNoted() throws IOException {
    String text = Tables.table(List.of(Tables.line("t", "g", "a", 1)));
    Path one = Tables.write(folder, "1.csv", text);
    Path two = Tables.write(folder, "2.csv", text);
    Path three = Tables.write(folder, "3.csv", text + Tables.line("u", "g", "a", 1) + "\n");
    LoadingReport report =
        Tables.load(List.of(one, two, three), LoadingOptions.everything()).report();
    assertEquals(
        List.of("the same bytes as " + one + ": songs without a track id count twice"),
        report.files().get(1).notes());
    assertEquals(List.of(), report.files().get(2).notes());
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void pipeWithoutAWriterIsRefusedAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe.csv");
    Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0, "no mkfifo");
    assertTrue(
        assertThrows(MalformedDataException.class, () -> Tables.load(pipe))
            .getMessage()
            .endsWith(
                "this is no file but a pipe or device. Keep what comes of it in a file: cat FILE > songs.csv"));
  }
}
