package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MagicLineTest {

  @Test
  void commentIsLeftOut() {
    assertEquals(List.of("a:b:1"), MagicLine.of("maven a:b:1 // what for").words());
    assertEquals(List.of(), MagicLine.of("memory // now").words());
  }

  @Test
  void slashesOfAddressesAndQuotesBeginNoComment() {
    assertEquals(List.of("file:///a/b.jar"), MagicLine.of("jars file:///a/b.jar // x").words());
    assertEquals(List.of("a // b.jshell"), MagicLine.of("load \"a // b.jshell\" // x").words());
  }

  @Test
  void quotesHoldWordsTogether() {
    assertEquals(
        List.of("my file.jar", "b.jar"), MagicLine.of("jars \"my file.jar\" b.jar").words());
  }

  @Test
  void restIsAsWritten() {
    assertEquals("f(\"a // b\"); // c", MagicLine.of("time f(\"a // b\"); // c").rest());
  }

  @Test
  void unknownNameIsToldTheNearest() {
    String message = MagicLine.unknown("memroy", Magics.NAMES);
    assertTrue(message.contains("Did you mean %memory?"), message);
    assertTrue(message.contains("%classpath, %doc, %help, %jars, %load, %loadFromPOM"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void nothingIsNearAnotherWord() {
    assertTrue(!MagicLine.unknown("matplotlib", Magics.NAMES).contains("mean"));
  }
}
