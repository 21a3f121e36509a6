package ihct.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellStreamTest {

  private final StringBuilder text = new StringBuilder();
  private final CellStream stream = new CellStream(text::append);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000, 8191, 100_000})
  void lettersAreWholeHoweverTheyAreWritten(int length) {
    String expected = "aßあ🎵".repeat(4_000);
    byte[] bytes = expected.getBytes(StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(stream, true, StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i += length) {
      out.write(bytes, i, Math.min(length, bytes.length - i));
      out.flush();
    }
    stream.end();
    assertEquals(expected, text.toString());
  }

  @Test
  void whatIsWholeIsNotHeldBack() {
    byte[] note = "é".getBytes(StandardCharsets.UTF_8);
    stream.write(new byte[] {'x', note[0]}, 0, 2);
    stream.flush();
    assertEquals("x", text.toString());
    stream.write(note[1]);
    stream.flush();
    assertEquals("xé", text.toString());
  }

  @Test
  void brokenLettersAreReplacedAndDoNotReachTheNextCell() {
    stream.write(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3}, 0, 4);
    stream.end();
    assertEquals("a\ufffdb\ufffd", text.toString());
    stream.write((byte) 0xa9);
    stream.write('c');
    stream.end();
    assertFalse(text.toString().contains("é"), text.toString());
  }
}
