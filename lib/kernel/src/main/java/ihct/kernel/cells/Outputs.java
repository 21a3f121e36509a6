package ihct.kernel.cells;

import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Where a cell's results and displays go. */
public interface Outputs {

  /** Shows an output below those before it. */
  void display(DisplayData data);

  /** Replaces the output of the same display id. */
  void update(DisplayData data);

  /** Shows the value of the cell's last expression. */
  void result(DisplayData data);

  /** Says something about the cell that is neither its result nor an error. */
  void warn(String text);

  /** Shows a text beside the page, when the cell has ended. */
  void page(String text);

  /** Removes what the cell has put out so far; at once, or when the next output comes. */
  void clear(boolean wait);
}
