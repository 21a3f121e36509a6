package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerPlotsTest {

  private static final Ihct TREE = Ihct.ofTiers(new int[][] {{0, 0, 0, 1, 1}, {0, 1, 2, 3, 4}});
  private static final List<String> NAMES = List.of("a", "b", Gallery.HOSTILE, "d", "e");
  private static final double[][] SHARES = {{0.7, 0.3}, {0.2, 0.35, 0.15, 0.29, 0.01}};
  private static final String BLUE = "#0072b2";
  private static final String ORANGE = "#d55e00";

  static Plot tiers() {
    return AnswerPlots.tiers(TREE, NAMES, SHARES, 0).titled("One song");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> trace(Plot figure) {
    return ((List<Map<String, Object>>) figure.plotly().get("data")).get(0);
  }

  @Test
  void everyTierStartsWithTheRightClusterAndTellsTheLikeliestOther() {
    assertEquals(
        String.join(
            "\n",
            "One song",
            "tier  clusters  right cluster  right %  likeliest other  other %",
            "   1         2  a … (3)           70.0  d … (2)             30.0",
            "   2         5  a                 20.0  b                   35.0"),
        tiers().text());
  }

  @Test
  void barsAreTheProbabilitiesOneBehindTheOther() {
    Map<String, Object> trace = trace(tiers());
    assertEquals(
        List.of(70.0, 30.0, 20.0, 35.0, 29.0, 15.0, 1.0),
        rounded((List<?>) trace.get("x")),
        "0.01 is too little for a name");
    assertEquals(
        List.of(0.0, 70.0, 0.0, 20.0, 55.0, 84.0, 99.0), rounded((List<?>) trace.get("base")));
    assertEquals(List.of(0, 0, 1, 1, 1, 1, 1), trace.get("y"));
    String grey = "#c9ced6";
    assertEquals(
        List.of(BLUE, grey, BLUE, ORANGE, ORANGE, grey, "#eeeeee"),
        ((Map<?, ?>) trace.get("marker")).get("color"));
  }

  private static List<Double> rounded(List<?> values) {
    return values.stream().map(value -> Math.rint(1e9 * (Double) value) / 1e9).toList();
  }

  @Test
  void theAnsweredPathIsOrangeFromWhereItLeavesTheRightOne() {
    Map<String, Object> trace = trace(AnswerPlots.path(TREE, NAMES, 0, 1));
    List<?> colours = (List<?>) ((Map<?, ?>) trace.get("marker")).get("colors");
    List<?> ids = (List<?>) trace.get("ids");
    assertEquals(BLUE, colours.get(ids.indexOf("tier 1, cluster 0")));
    assertEquals(BLUE, colours.get(ids.indexOf("tier 2, cluster 0")));
    assertEquals(ORANGE, colours.get(ids.indexOf("tier 2, cluster 1")));
    assertEquals(1, colours.stream().filter(ORANGE::equals).count());
    assertEquals(2, colours.stream().filter(BLUE::equals).count());
  }

  @Test
  void noAnswerMarksTheRightPathAlone() {
    Plot figure = AnswerPlots.path(TREE, NAMES, 3, -1);
    List<?> colours = (List<?>) ((Map<?, ?>) trace(figure).get("marker")).get("colors");
    assertEquals(0, colours.stream().filter(ORANGE::equals).count());
    assertEquals(2, colours.stream().filter(BLUE::equals).count());
    assertTrue(figure.text().contains("–"), figure.text());
  }

  @Test
  void everyClusterNeedsAProbability() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> AnswerPlots.tiers(TREE, NAMES, new double[][] {{0.7, 0.3}, {1}}, 0));
    assertEquals(
        "The tree has tiers of [2, 5] clusters; each cluster of each tier needs a probability, and there are [2, 1].",
        refused.getMessage());
  }
}
