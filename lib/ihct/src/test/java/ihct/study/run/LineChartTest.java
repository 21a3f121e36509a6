package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.study.run.LineChart.Point;
import ihct.study.run.LineChart.Series;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {

  @Test
  void axesHaveRoundTicksInsideTheData() {
    String svg = chart(new Point(1, 15.1), new Point(7, 99.8)).svg();
    for (String tick : List.of("2", "4", "6", "20", "40", "60", "80")) {
      assertTrue(svg.contains(">" + tick + "</text>"), tick);
    }
    assertFalse(svg.contains(">100</text>"), "beyond the data");
    assertFalse(svg.contains(".00</text>"), "decimals that say nothing");
  }

  @Test
  void lineRunsFromCornerToCorner() {
    String svg = chart(new Point(0, 0), new Point(1, 1)).svg();
    assertTrue(svg.contains("points=\"64.0,272.0 470.0,32.0\""), svg);
  }

  @Test
  void constantLineIsDrawn() {
    String svg = chart(new Point(1, 0.3), new Point(2, 0.3)).svg();
    assertTrue(svg.contains("points=\"64.0,152.0 470.0,152.0\""), svg);
  }

  @Test
  void namesAreEscaped() {
    String svg = new LineChart("<b>", "x & y", "", List.of(series(new Point(0, 0)))).svg();
    assertTrue(svg.contains("&lt;b&gt;") && svg.contains("x &amp; y"), svg);
  }

  @Test
  void noPointsNoPicture() {
    assertEquals("", chart().svg());
  }

  private static LineChart chart(Point... points) {
    return new LineChart("title", "x", "y", List.of(series(points)));
  }

  private static Series series(Point... points) {
    return new Series("line", List.of(points));
  }
}
