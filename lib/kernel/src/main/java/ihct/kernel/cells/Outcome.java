package ihct.kernel.cells;

import java.util.List;

/** How a cell ended. */
public sealed interface Outcome {

  /**
   * To its end.
   *
   * @param value that of its last expression or command; null if it has none
   */
  record Done(Object value) implements Outcome {

    Done() {
      this(null);
    }
  }

  /**
   * Because somebody stopped it.
   *
   * @param leftBehind a call that could not be stopped and is still running, or empty
   * @param notSet variables that it would have set
   * @param words what the code that was stopped has to say about it, or empty
   */
  record Interrupted(String leftBehind, List<String> notSet, String words) implements Outcome {}

  /**
   * By a mistake in it, or by what it threw.
   *
   * @param report the lines to show, with colours
   * @param thrown what it threw, or null
   */
  record Failed(String name, String message, List<String> report, Throwable thrown)
      implements Outcome {

    Failed(String name, String message, List<String> report) {
      this(name, message, report, null);
    }

    /** The same as an exception, for code that asked for a value and gets none. */
    RuntimeException exception() {
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException own) {
        return own;
      }
      return thrown == null
          ? new IllegalArgumentException(Style.plain(String.join("\n", report)))
          : new IllegalStateException(thrown);
    }
  }
}
