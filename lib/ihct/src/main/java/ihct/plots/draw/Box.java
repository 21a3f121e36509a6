package ihct.plots.draw;

/** A rectangle of a picture, in pixels from its upper left corner. */
public record Box(double x, double y, double width, double height) {

  public double right() {
    return x + width;
  }

  public double bottom() {
    return y + height;
  }

  public Box without(double left, double top, double right, double bottom) {
    double innerWidth = Math.max(1, width - left - right);
    double innerHeight = Math.max(1, height - top - bottom);
    return new Box(x + left, y + top, innerWidth, innerHeight);
  }

  /** The rectangle between two corners, in any order. */
  static Box between(double x1, double y1, double x2, double y2) {
    return new Box(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
  }

  boolean meets(Box other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
}
