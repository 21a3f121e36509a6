package ihct.plots.draw;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something drawn between two axes, in units of the data. */
public interface Mark {

  /** What the horizontal axis must hold; positive values alone if it is logarithmic. */
  Extent x(boolean logarithmic);

  /** What the vertical axis must hold; positive values alone if it is logarithmic. */
  Extent y(boolean logarithmic);

  /** Draws it into the frame. */
  void draw(Svg svg, Frame frame);

  /** Writes names where they cover nothing, after all marks have been drawn. */
  default void write(Svg svg, Frame frame) {}

  /** The same as Plotly traces, without their axes. */
  List<Map<String, Object>> traces();

  /** Its line in the legend, if it has one. */
  default Optional<Key> key() {
    return Optional.empty();
  }

  /** A line of a legend: a sample of the mark, 24 pixels wide, beside its name. */
  record Key(String name, Sample sample) {}

  /** Draws a sample whose middle is at (x, y). */
  interface Sample {
    void draw(Svg svg, double x, double y);
  }
}
