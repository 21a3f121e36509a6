package ihct.display;

import java.util.function.BiConsumer;

/**
 * Where outputs go. A kernel installs its own by {@link #install}, IJava and JJava are found;
 * elsewhere outputs are printed as text, so that the same code runs in a terminal and in kernels
 * that know nothing of this.
 */
public interface FrontEnd {

  /** Shows a new output below the ones of the running cell; the id names it for {@link #update}. */
  void display(String id, MimeBundle bundle);

  /** Replaces an output that was displayed, wherever it stands. */
  void update(String id, MimeBundle bundle);

  /**
   * Replaces an output by a state worth keeping, such as the curve at the end of a training. One
   * that cannot replace outputs, and leaves out most states in between, shows this one.
   */
  default void settle(String id, MimeBundle bundle) {
    update(id, bundle);
  }

  /**
   * Shows controls below the outputs of the running cell.
   *
   * @param moved told the name and the new value of each that is moved
   * @return whether it has controls
   */
  default boolean offer(Controls controls, BiConsumer<String, Object> moved) {
    return false;
  }

  /**
   * Chooses where outputs go from now on, in this Java machine; null for plain text on standard
   * output.
   */
  static void install(FrontEnd frontEnd) {
    TextFrontEnd.install(frontEnd);
  }

  /**
   * {@return where outputs go: the installed front end; else that of IJava or JJava, where one of
   * them runs the cells, which is then told how to show whatever has more forms than its text; else
   * one that prints text}
   */
  static FrontEnd current() {
    return TextFrontEnd.current();
  }
}
