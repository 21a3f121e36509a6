package ihct.kernel;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;

/** Turns what went wrong in a cell into words. */
final class Failures {

  private Failures() {}

  static Outcome.Failed thrown(Throwable thrown, Throwable asJshellSaysIt) {
    Throwable shown = thrown == null ? asJshellSaysIt : thrown;
    StringWriter trace = new StringWriter();
    shown.printStackTrace(new PrintWriter(trace, true));
    return new Outcome.Failed(
        shown.getClass().getName(),
        String.valueOf(shown.getMessage()),
        trace.toString().lines().toList());
  }

  static Outcome.Failed rejected(String cell, Piece piece, List<Diag> mistakes) {
    List<String> lines = mistakes.stream().map(each -> each.getMessage(Locale.ENGLISH)).toList();
    return new Outcome.Failed("CompilationError", String.join("\n", lines), lines);
  }
}
