package ihct.browser.alone;

/** Stands for linkage's second thread where there is one: all loops are the caller's. */
final class LoneHelper implements AutoCloseable {

  /** A part of a loop. */
  interface Part {
    void run(int from, int to);
  }

  private LoneHelper() {}

  static LoneHelper forItems(int items) {
    return none();
  }

  static LoneHelper none() {
    return new LoneHelper();
  }

  void run(int count, int worthHalving, Part loop) {
    loop.run(0, count);
  }

  void run(int count, int middle, int worthHalving, Part loop) {
    loop.run(0, count);
  }

  @Override
  public void close() {}
}
