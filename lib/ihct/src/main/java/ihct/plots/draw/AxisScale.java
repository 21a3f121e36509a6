package ihct.plots.draw;

import ihct.display.Escape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Maps values to 0…1 and marks round ones.
 *
 * @param low the value at 0, itself a tick of a linear scale
 * @param high the value at 1, likewise
 * @param logarithmic whether shares are of the logarithm
 */
public record AxisScale(double low, double high, boolean logarithmic, List<Tick> ticks) {

  private static final int MOST_DECADES = 8;

  /** A marked value and its label. */
  public record Tick(double value, String label) {}

  /**
   * A linear scale of about so many intervals, whose ends are round and hold the data; 0…1 if there
   * are none.
   */
  public static AxisScale linear(Extent data, int intervals) {
    Extent range = widened(data);
    BigDecimal step = step((range.high() - range.low()) / intervals);
    if (range.whole() && step.compareTo(BigDecimal.ONE) < 0) {
      step = BigDecimal.ONE; // there is no half epoch
    }
    // The tolerance keeps 0.3 / 0.1, a little below 3, from adding an empty interval.
    long first = (long) Math.floor(range.low() / step.doubleValue() + 1e-9);
    long last = (long) Math.ceil(range.high() / step.doubleValue() - 1e-9);
    BigDecimal unit = step;
    List<Tick> ticks =
        LongStream.rangeClosed(first, last)
            .mapToObj(BigDecimal::valueOf)
            .map(unit::multiply)
            .map(value -> new Tick(value.doubleValue(), NumberText.grouped(value)))
            .toList();
    double low = Math.min(range.low(), ticks.get(0).value());
    double high = Math.max(range.high(), ticks.get(ticks.size() - 1).value());
    return new AxisScale(low, high, false, ticks);
  }

  /**
   * A logarithmic scale whose ends are 1, 2 or 5 times a power of ten and hold the positive data,
   * or 1…10 without any. Powers of ten are ticks; if there would be fewer than three, so are twice
   * and five times those.
   */
  static AxisScale logarithmic(Extent data) {
    Extent range = data.isEmpty() ? Extent.of(1, 10) : data;
    int first = (int) Math.floor(Math.log10(range.low()));
    int last = (int) Math.ceil(Math.log10(range.high()));
    List<Tick> fine = fine(first, last);
    double low = fine.get(0).value();
    double high = fine.get(fine.size() - 1).value();
    for (Tick tick : fine) {
      low = tick.value() <= range.low() * (1 + 1e-9) ? tick.value() : low;
      high = tick.value() >= range.high() * (1 - 1e-9) ? Math.min(high, tick.value()) : high;
    }
    double from = low;
    double to = Math.max(high, 2 * low);
    long decades = IntStream.rangeClosed(first, last).filter(p -> isOn(p, from, to)).count();
    int stride = decades < 3 ? 1 : 3 * ((last - first) / MOST_DECADES + 1);
    List<Tick> ticks =
        IntStream.range(0, fine.size())
            .filter(i -> i % stride == 0)
            .mapToObj(fine::get)
            .filter(tick -> tick.value() >= from && tick.value() <= to)
            .toList();
    return new AxisScale(from, to, true, ticks);
  }

  private static boolean isOn(int power, double low, double high) {
    double value = tick(1, power).value();
    return value >= low && value <= high;
  }

  /** 1, 2 and 5 times the powers of ten. */
  private static List<Tick> fine(int first, int last) {
    List<Tick> fine = new ArrayList<>();
    for (int power = first; power <= last; power++) {
      fine.add(tick(1, power));
      fine.add(tick(2, power));
      fine.add(tick(5, power));
    }
    return fine;
  }

  /** A scale of names, each as wide as the others, at 0, 1, 2 … */
  static AxisScale names(List<String> names) {
    List<Tick> ticks =
        IntStream.range(0, names.size())
            .mapToObj(i -> new Tick(i, Escape.readable(names.get(i))))
            .toList();
    return new AxisScale(-0.5, Math.max(1, names.size()) - 0.5, false, ticks);
  }

  /** Where a value lies; outside 0…1, or NaN, if it is not on the scale. */
  double share(double value) {
    if (!logarithmic) {
      return (value - low) / (high - low);
    }
    return value > 0
        ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
        : Double.NaN;
  }

  /** Every k-th tick, so that labels that need so many pixels do not overlap. */
  List<Tick> thinned(double pixels, double needed) {
    double spacing = pixels * (share(1) - share(0));
    int stride = ticks.size() < 2 ? 1 : (int) Math.max(1, Math.ceil(needed / spacing));
    return IntStream.range(0, ticks.size())
        .filter(i -> i % stride == 0)
        .mapToObj(ticks::get)
        .toList();
  }

  private static Tick tick(int factor, int power) {
    BigDecimal value = BigDecimal.valueOf(factor).scaleByPowerOfTen(power);
    boolean readable = power >= -4 && power <= 6;
    String text = readable ? NumberText.grouped(value) : factor + "e" + power;
    return new Tick(value.doubleValue(), text);
  }

  /** A range without extent is widened, as nothing can be scaled by 0. */
  private static Extent widened(Extent data) {
    if (data.isEmpty()) {
      return new Extent(0, 1, false);
    }
    double least = Math.max(Math.abs(data.low()), Math.abs(data.high())) * 1e-9;
    if (data.high() - data.low() > least) {
      return data;
    }
    double half = data.low() == 0 || data.whole() ? 0.5 : Math.abs(data.low()) / 10;
    return new Extent(data.low() - half, data.high() + half, data.whole());
  }

  /** The least of 1, 2 and 5 times a power of ten that is not below a number. */
  private static BigDecimal step(double rough) {
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(rough)));
    return Stream.of(1, 2, 5)
        .map(factor -> power.multiply(BigDecimal.valueOf(factor)))
        .filter(candidate -> candidate.doubleValue() >= rough * (1 - 1e-9))
        .findFirst()
        .orElse(power.scaleByPowerOfTen(1));
  }
}
