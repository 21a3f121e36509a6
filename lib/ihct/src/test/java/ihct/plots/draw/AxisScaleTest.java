package ihct.plots.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.plots.draw.AxisScale.Tick;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

  private static List<String> labels(AxisScale scale) {
    return scale.ticks().stream().map(Tick::label).toList();
  }

  @Test
  void ticksAreRound() {
    assertEquals(
        List.of("0", "5", "10", "15", "20"), labels(AxisScale.linear(Extent.of(0.5, 18.7), 4)));
    assertEquals(List.of("0.2", "0.3", "0.4"), labels(AxisScale.linear(Extent.of(0.2, 0.4), 3)));
    assertEquals(
        List.of("0", "20\u202F000", "40\u202F000"),
        labels(AxisScale.linear(Extent.of(0, 40000), 2)));
  }

  @Test
  void wholeDataHasNoHalfTicks() {
    assertEquals(List.of("1", "2", "3"), labels(AxisScale.linear(Extent.of(1, 2, 3), 8)));
  }

  @Test
  void oneValueAndNoValueHaveAScale() {
    assertEquals(0.5, AxisScale.linear(Extent.of(3.3), 5).share(3.3), 0.25);
    assertEquals(List.of("0.0", "0.5", "1.0"), labels(AxisScale.linear(Extent.EMPTY, 2)));
    assertEquals(List.of("1", "2", "5", "10"), labels(AxisScale.logarithmic(Extent.EMPTY)));
  }

  @Test
  void logarithmicTicksArePowersOfTen() {
    assertEquals(
        List.of("1", "10", "100", "1000"), labels(AxisScale.logarithmic(Extent.of(1, 1900))));
    assertEquals(List.of("2", "5", "10", "20"), labels(AxisScale.logarithmic(Extent.of(2.5, 14))));
  }

  @Property
  void ticksCoverTheDataAndRiseEvenly(
      @Range(min = -1e9, max = 1e9) double a,
      @Range(min = -1e9, max = 1e9) double b,
      @Range(min = 2, max = 30) int intervals) {
    AxisScale scale = AxisScale.linear(Extent.of(a, b), intervals);
    List<Tick> ticks = scale.ticks();
    assertTrue(scale.low() <= Math.min(a, b) && scale.high() >= Math.max(a, b));
    // A value beyond the tick by a billionth of the range is as good as on it.
    assertEquals(scale.low(), ticks.get(0).value(), 1e-8 * (scale.high() - scale.low()));
    assertTrue(ticks.size() >= 2 && ticks.size() <= intervals + 3, () -> "" + labels(scale));
    assertEquals(ticks.size(), ticks.stream().map(Tick::label).distinct().count());
    assertTrue(scale.share(a) >= 0 && scale.share(a) <= 1);
  }

  @Property
  void logarithmicScalesCoverTheDataWithFewTicks(
      @Range(min = 1e-12, max = 1e12) double a, @Range(min = 1e-12, max = 1e12) double b) {
    AxisScale scale = AxisScale.logarithmic(Extent.of(a, b));
    assertTrue(scale.low() <= Math.min(a, b) * (1 + 1e-8));
    assertTrue(scale.high() >= Math.max(a, b) * (1 - 1e-8));
    assertTrue(scale.ticks().size() >= 2 && scale.ticks().size() <= 14, () -> "" + labels(scale));
  }
}
