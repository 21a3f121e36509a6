package ihct.kernel.cells;

import java.util.List;

/** How a cell ended. */
public sealed interface Outcome {

  /** To its end. */
  record Done() implements Outcome {}

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
   */
  record Failed(String name, String message, List<String> report) implements Outcome {}
}
