package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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

  /** Of 100 songs 50 are right: Wilson's interval is 40.38…59.62 %. */
  @Test
  @SuppressWarnings("unchecked")
  void tiersHaveIntervalsAndBeginAtZero() {
    Plot plot =
        ResultPlots.tierAccuracy(
            Map.of("dense", new double[] {0.9, 0.5}), List.of(2, 40), 100, new double[] {0.8, 0.7});
    assertTrue(plot.text().contains("50.0 (40.4–59.6)"), plot.text());
    List<Map<String, Object>> traces = (List<Map<String, Object>>) plot.plotly().get("data");
    assertFalse(traces.get(0).containsKey("error_y"), "the majority is no model");
    Map<String, Object> error = (Map<String, Object>) traces.get(1).get("error_y");
    assertEquals(9.617, ((List<Double>) error.get("array")).get(1), 1e-3);
    assertEquals(9.617, ((List<Double>) error.get("arrayminus")).get(1), 1e-3);
    assertEquals(0.0, start(plot, "yaxis"), "no value is near 0");
  }

  @Test
  void barsOfAccuraciesBeginAtZero() {
    Plot bars =
        ResultPlots.accuracyWithIntervals(
            List.of("dense"), new double[] {0.8}, 100, new double[] {0.7});
    assertEquals(0.0, start(bars, "xaxis"));
  }

  private static Object start(Plot plot, String axis) {
    Map<?, ?> layout = (Map<?, ?>) plot.plotly().get("layout");
    return ((List<?>) ((Map<?, ?>) layout.get(axis)).get("range")).get(0);
  }
}
