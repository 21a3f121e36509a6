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

  /** Shows a value; its output's id is for {@link #updateDisplay(String, Object)}. */
  public static String display(Object value) {
    return display(value, new String[0]);
  }

  /**
   * Shows a value in chosen forms, such as {@code text/html}; its output's id is for {@link
   * #updateDisplay(String, Object, String...)}.
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
   * {@return the forms that a front end shows: those of these MIME types, such as {@code
   * text/html}, or without any those that suit the value}
   */
  public static DisplayData render(Object value, String... mimeTypes) {
    return rendering.render(value, mimeTypes);
  }

  /** Replaces the output that {@link #display(Object)} gave an id. */
  public static void updateDisplay(String id, Object value) {
    updateDisplay(id, value, new String[0]);
  }

  /** Replaces the output that {@link #display(Object, String...)} gave an id, in chosen forms. */
  public static void updateDisplay(String id, Object value, String... mimeTypes) {
    DisplayData data = render(value, mimeTypes);
    data.setDisplayId(id);
    outputs.update(data);
  }

  /**
   * Removes what the running cell has put out so far: at once, or when the next output comes, which
   * does not flicker.
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
