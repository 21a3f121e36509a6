package ihct.loading.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Libraries that are fetched when a file first needs them. */
class FetchedTest {

  @Test
  void whatCannotBeFetchedIsRefusedWithTheCommandThatFetchesIt() {
    Fetched absent = new Fetched("old tablets", "TabletRows", "ihct:absent-reader:1", 7);
    PrintStream screen = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      String message =
          assertThrows(MalformedDataException.class, () -> absent.open(Path.of("t.tablet")))
              .getMessage();
      assertTrue(message.startsWith("t.tablet: Old tablets are read by a library that is not"));
      assertTrue(
          message.endsWith(" With a network: mvn dependency:get -Dartifact=ihct:absent-reader:1"),
          message);
    } finally {
      System.setErr(screen);
    }
    assertEquals(
        "ihct: fetching ihct:absent-reader:1, which reads old tablets, 7 MB, once"
            + System.lineSeparator(),
        said.toString(StandardCharsets.UTF_8));
  }
}
