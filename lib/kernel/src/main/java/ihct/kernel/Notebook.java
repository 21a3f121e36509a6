package ihct.kernel;

import ihct.display.FrontEnd;
import ihct.display.MimeBundle;
import ihct.kernel.cells.Outputs;
import ihct.kernel.cells.Rendering;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** What cells can call without an import, as in other Java kernels. */
public final class Notebook {

  private static volatile Rendering rendering;
  private static volatile Outputs outputs;

  private Notebook() {}

  static void connect(Rendering by, Outputs to) {
    rendering = by;
    outputs = to;
    FrontEnd.install(new Bridge());
  }

  /**
   * Shows a value.
   *
   * @param value what to show
   * @return the display's id, for {@link #updateDisplay(String, Object)}
   */
  public static String display(Object value) {
    return display(value, new String[0]);
  }

  /**
   * Shows a value in chosen forms.
   *
   * @param value what to show
   * @param mimeTypes such as {@code text/html}
   * @return the display's id, for {@link #updateDisplay(String, Object)}
   */
  public static String display(Object value, String... mimeTypes) {
    DisplayData data = render(value, mimeTypes);
    if (!data.hasDisplayId()) {
      data.setDisplayId(UUID.randomUUID().toString());
    }
    outputs.display(data);
    return data.getDisplayId();
  }

  /**
   * Turns a value into the forms that a front end shows, without showing it.
   *
   * @param value what to render
   * @param mimeTypes such as {@code text/html}; none for those that suit the value
   * @return the forms
   */
  public static DisplayData render(Object value, String... mimeTypes) {
    return rendering.render(value, mimeTypes);
  }

  /**
   * Replaces an output.
   *
   * @param id what {@code display} returned
   * @param value what to show from now on
   */
  public static void updateDisplay(String id, Object value) {
    updateDisplay(id, value, new String[0]);
  }

  /**
   * Replaces an output, in chosen forms.
   *
   * @param id what {@code display} returned
   * @param value what to show from now on
   * @param mimeTypes such as {@code text/html}
   */
  public static void updateDisplay(String id, Object value, String... mimeTypes) {
    DisplayData data = render(value, mimeTypes);
    data.setDisplayId(id);
    outputs.update(data);
  }

  /**
   * Removes what the running cell has put out so far.
   *
   * @param wait whether to do so only when the next output comes, which does not flicker
   */
  public static void clearOutput(boolean wait) {
    outputs.clear(wait);
  }

  /** Lets values that know {@link FrontEnd} alone show and update themselves. */
  private static final class Bridge implements FrontEnd {

    @Override
    public void display(String id, MimeBundle bundle) {
      DisplayData data = Rendering.data(bundle);
      data.setDisplayId(id);
      outputs.display(data);
    }

    @Override
    public void update(String id, MimeBundle bundle) {
      DisplayData data = Rendering.data(bundle);
      data.setDisplayId(id);
      outputs.update(data);
    }
  }
}
