package ihct.display;

/** The one that is installed. A kernel is one per Java machine, so this may be too. */
final class InstalledFrontEnd {

  private static volatile FrontEnd current = new TextFrontEnd();

  private InstalledFrontEnd() {}

  static FrontEnd get() {
    return current;
  }

  static void set(FrontEnd frontEnd) {
    current = frontEnd == null ? new TextFrontEnd() : frontEnd;
  }
}
