package ihct.kernel;

/** Stops what a cell runs: its own thread and every thread that cells have started. */
final class Stopper {

  private final CellThread cell;
  private volatile boolean asked;

  Stopper(CellThread cell) {
    this.cell = cell;
  }

  void begin() {
    asked = false;
  }

  void end() {}

  boolean isAsked() {
    return asked;
  }

  void stop() {
    asked = true;
    Thread busy = cell.busy();
    if (busy != null) {
      busy.interrupt();
    }
  }
}
