package ihct.plots.draw;

/** Tells a cluster's name and its size, as in {@code rock, pop … (17)}. */
public final class ClusterLabel {

  private static final int LEAST_LETTERS = 4;

  private ClusterLabel() {}

  /** The name, and in brackets a size above 1. */
  public static String of(String name, int size) {
    return size == 1 ? name : name + " " + count(size);
  }

  /**
   * Of several names the first stands alone before it is cut. Where there is no room for a few
   * letters and the size, the name stands without it: a number alone tells nothing.
   */
  public static String of(String name, int size, double textSize, double room) {
    String whole = of(name, size);
    if (size == 1 || TextWidth.of(whole, textSize) <= room) {
      return TextWidth.fit(whole, textSize, room);
    }
    int second = name.indexOf(", ");
    if (second > 0) {
      String first = name.substring(0, second);
      String more = of(first + " …", size);
      return TextWidth.of(more, textSize) <= room ? more : of(first, size, textSize, room);
    }
    double left = room - TextWidth.of(" " + count(size), textSize);
    String cut = TextWidth.fit(name, textSize, left);
    if (cut.length() > LEAST_LETTERS) {
      return cut + " " + count(size);
    }
    String alone = TextWidth.fit(name, textSize, room);
    return alone.length() > LEAST_LETTERS ? alone : "";
  }

  private static String count(int size) {
    return "(" + size + ")";
  }
}
