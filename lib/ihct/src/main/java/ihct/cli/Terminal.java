package ihct.cli;

/** Knows where output goes. */
final class Terminal {

  private Terminal() {}

  /** Whether someone watches: a terminal that can move its cursor. */
  static boolean isInteractive() {
    String kind = System.getenv("TERM");
    return System.console() != null && kind != null && !kind.equals("dumb");
  }
}
