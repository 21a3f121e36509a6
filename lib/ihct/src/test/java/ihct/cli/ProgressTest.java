package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.files.RunListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static String heard(Function<PrintStream, RunListener> progress) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RunListener listener = progress.apply(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    listener.stage("Training dense");
    listener.note("tempo is constant");
    listener.trainingStarted("dense", 2, 1000);
    listener.batch(1000, 2.5);
    listener.epoch(1, 2.5, 0.125, 4);
    listener.batch(1000, 1.5);
    listener.epoch(2, 1.5, 0.25, 4);
    listener.trainingEnded();
    listener.trainingEnded();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void linesTellLossAccuracyRateAndTimeLeft() {
    assertEquals(
        """
        Training dense
        Note: tempo is constant
        dense, epoch 1 of 2: loss 2.5000, validation accuracy 12.50 %, 250 songs/s, 0:04 left
        dense, epoch 2 of 2: loss 1.5000, validation accuracy 25.00 %, 250 songs/s, 0:00 left
        """,
        heard(LineProgress::new).replace(System.lineSeparator(), "\n"));
  }

  @Test
  void barTellsSongsLossAndAccuracyAndIsClosedOnce() {
    String shown = heard(BarProgress::new);
    assertTrue(shown.startsWith("Training dense" + System.lineSeparator()), shown);
    assertTrue(shown.contains("Note: tempo is constant"), shown);
    String last = shown.substring(shown.lastIndexOf("dense"));
    assertTrue(last.contains("100%"), last);
    assertTrue(last.contains("2000/2000"), last);
    assertTrue(last.contains("loss 1.500"), last);
  }

  @Test
  void durationsAreWrittenAsClocksDo() {
    assertEquals("0:00", LineProgress.duration(0.4));
    assertEquals("1:05", LineProgress.duration(65));
    assertEquals("2:00:09", LineProgress.duration(7209));
  }
}
