package ihct.cli;

import ihct.study.run.Experiment;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Says how to go on when the program is ended while it runs, as by Ctrl-C. What networks have
 * learnt by their last complete epoch is on the disk already, so nothing has to be saved then.
 */
final class WayBack implements AutoCloseable {

  private final Thread hook;

  WayBack(Path out, PrintWriter err) {
    hook = new Thread(() -> tell(out, err), "way back");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Tells it, if there is something to go on with. */
  static void tell(Path out, PrintWriter err) {
    if (Experiment.canResume(out)) {
      err.printf("%nStopped. Go on with: environment/ihct run --resume --out \"%s\"%n", out);
      err.flush();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the program is ending, and the hook is telling
    }
  }
}
