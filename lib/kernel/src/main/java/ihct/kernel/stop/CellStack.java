package ihct.kernel.stop;

import java.lang.StackWalker.StackFrame;

/** What a thread is in the middle of, told by the classes and methods on its stack. */
final class CellStack {

  /** Cells are classes of this package, whatever else they are called. */
  private static final String CELLS = "REPL.";

  /** In which a class is initialised, as Java calls it. */
  private static final String INITIALIZER = "<clinit>";

  private CellStack() {}

  /** Whether code of a cell is on the stack. */
  static boolean runsCell(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (isCell(frame.getClassName())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a class that no cell defines is being initialised. Java tries that once: a class whose
   * initialisation was broken off cannot be used as long as the program runs.
   */
  static boolean initializesLibrary(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (initializesLibrary(frame.getMethodName(), frame.getClassName())) {
        return true;
      }
    }
    return false;
  }

  /** The same of the thread that asks. */
  static boolean initializesLibrary() {
    return StackWalker.getInstance().walk(frames -> frames.anyMatch(CellStack::isInitializer));
  }

  private static boolean isInitializer(StackFrame frame) {
    return initializesLibrary(frame.getMethodName(), frame.getClassName());
  }

  private static boolean initializesLibrary(String method, String type) {
    return method.equals(INITIALIZER) && !isCell(type);
  }

  /** Whether a class is of a cell. */
  static boolean isCell(String type) {
    return type.startsWith(CELLS);
  }
}
