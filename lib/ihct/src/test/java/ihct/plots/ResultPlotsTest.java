package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultPlotsTest {

  /** Wilson's interval of 50 of 100 is 40.38…59.62 %. */
  @Test
  void intervalsAreWilsons() {
    String text =
        ResultPlots.accuracyWithIntervals(
                List.of("dense"), new double[] {0.5}, 100, new double[] {0.133})
            .text();
    assertTrue(text.contains("40.38") && text.contains("59.62") && text.contains("13.3"), text);
  }

  @Test
  void eachModelNeedsItsNumbers() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ResultPlots.accuracyWithIntervals(
                List.of("dense", "rnn"), new double[] {0.5}, 100, new double[] {0.133}));
  }

  @Test
  void genresLeftOutAreCountedInTheTitle() {
    double[][] means = Collections.nCopies(61, new double[] {1}).toArray(double[][]::new);
    String svg = SongPlots.genreMeans(means, List.of("energy"), Gallery.names(61)).svg();
    assertTrue(svg.contains("Class means, 31 of 61 classes"), "one feature makes no song: " + svg);
  }
}
