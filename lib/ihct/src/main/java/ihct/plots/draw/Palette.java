package ihct.plots.draw;

import java.util.List;

/** Colours that colour-blind readers can tell apart. */
public final class Palette {

  public static final String TEXT = "#222222";
  static final String GRID = "#dddddd";
  static final String FRAME = "#888888";

  /** Okabe and Ito's eight, their yellow darkened to be seen on white. */
  private static final List<String> SERIES =
      List.of(
          "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#a89a00");

  private static final List<String> DASHES = List.of("", "7 3", "2 3", "9 3 2 3");

  private Palette() {}

  /** The colours of the first series, in their order. */
  public static List<String> all() {
    return SERIES;
  }

  public static String series(int index) {
    return SERIES.get(index % SERIES.size());
  }

  /** Colours repeat from the ninth series on; dashes tell those apart. */
  public static String dash(int index) {
    return DASHES.get(index / SERIES.size() % DASHES.size());
  }

  /** Black or white, whichever can be read on the colour. */
  public static String on(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    double brightness = 0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
    return brightness > 140 ? "#000000" : "#ffffff";
  }

  /** Mixes two colours. */
  public static String between(String from, String to, double share) {
    int a = Integer.parseInt(from.substring(1), 16);
    int b = Integer.parseInt(to.substring(1), 16);
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double start = a >> shift & 255;
      mixed |= (int) Math.round(start + ((b >> shift & 255) - start) * share) << shift;
    }
    return String.format("#%06x", mixed);
  }
}
