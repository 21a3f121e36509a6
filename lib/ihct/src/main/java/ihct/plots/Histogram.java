package ihct.plots;

import ihct.plots.draw.AxisScale;
import ihct.plots.draw.BarMark;
import ihct.plots.draw.CartesianPanel;
import ihct.plots.draw.Extent;
import ihct.plots.draw.Mark;
import ihct.plots.draw.NumberText;
import ihct.plots.draw.Palette;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts values in bins that all samples share. */
final class Histogram {

  private static final int BINS = 30;

  private final double low;
  private final double width;
  private final int bins;

  private Histogram(Extent data) {
    List<AxisScale.Tick> edges = AxisScale.linear(data, BINS).ticks();
    this.low = edges.get(0).value();
    this.width = edges.get(1).value() - low;
    this.bins = edges.size() - 1;
  }

  static Plot figure(PlotAxis x, List<Series> samples) {
    Extent data = samples.stream().map(s -> Extent.of(s.y())).reduce(Extent.EMPTY, Extent::and);
    Histogram bins = new Histogram(data);
    boolean shares = samples.size() > 1;
    // A range of pure numbers, such as 0…1, is no unit of a width.
    String unit = x.unit().matches("\\d.*") ? "" : " " + x.unit();
    String per = "per bin of " + NumberText.text(bins.width) + unit;
    PlotAxis y = PlotAxis.of(shares ? "share" : "count", (shares ? "% " : "values ") + per.strip());
    List<Mark> marks = new ArrayList<>();
    List<Series> heights = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      double[] counts = bins.counts(samples.get(i).y(), shares);
      String name = shares ? samples.get(i).name() : "";
      marks.add(bins.mark(name, counts, i, shares));
      heights.add(Series.of(samples.get(i).name(), bins.middles(), counts));
    }
    return Plot.of(
        new CartesianPanel(x.numbers(), y.numbers().with(0), marks),
        FigureNumbers.of(x, y, heights));
  }

  /** A value on the edge between two bins counts in the upper one; the last bin has both edges. */
  private double[] counts(double[] values, boolean shares) {
    double[] counts = new double[bins];
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    for (double value : finite) {
      int bin = (int) Math.floor((value - low) / width + 1e-9);
      counts[Math.max(0, Math.min(bins - 1, bin))] += shares ? 100.0 / finite.length : 1;
    }
    return counts;
  }

  private double[] middles() {
    return IntStream.range(0, bins).mapToDouble(b -> low + (b + 0.5) * width).toArray();
  }

  private Mark mark(String name, double[] counts, int index, boolean overlaid) {
    List<String> texts =
        IntStream.range(0, bins)
            .mapToObj(
                b ->
                    "%s … %s: %s"
                        .formatted(
                            NumberText.text(low + b * width),
                            NumberText.text(low + (b + 1) * width),
                            NumberText.text(counts[b])))
            .toList();
    double opacity = overlaid ? 0.5 : 1;
    String colour = Palette.series(index);
    return new BarMark(name, middles(), counts, width * 0.96, false, colour, opacity, texts);
  }
}
