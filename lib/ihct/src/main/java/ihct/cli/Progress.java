package ihct.cli;

import ihct.files.RunListener;
import java.io.PrintStream;

/** Writes what begins and what must be known, and remembers what began last, for error messages. */
class Progress implements RunListener {

  final PrintStream err;
  private volatile String stage = "";

  Progress(PrintStream err) {
    this.err = err;
  }

  /** What began last, such as "Training dense"; empty if nothing did. */
  String stage() {
    return stage;
  }

  @Override
  public void stage(String what) {
    stage = what;
    err.println(PlainText.of(what));
  }

  @Override
  public void note(String text) {
    err.println("Note: " + PlainText.of(text));
  }

  @Override
  public void trainingStarted(String phase, int epochs, long songsPerEpoch) {
    stage = "Training " + phase;
  }
}
