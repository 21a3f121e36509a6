package ihct.kernel.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JavadocTextTest {

  @Test
  void whatAMethodReturnsIsASentence() {
    assertEquals(
        "Returns the name, see bytes, or null.\n\n@param n its number",
        JavadocText.plain(
            " {@return the {@code name}, see {@link #of bytes}, or null}\n *\n * @param n its number"));
  }
}
