package ihct.kernel;

import ihct.display.Displayable;
import ihct.display.MimeBundle;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Turns values into what a front end shows. */
final class Rendering {

  private final Renderer renderer;

  Rendering(Renderer renderer) {
    this.renderer = renderer;
  }

  /** Renders in the forms that suit the value, or in those asked for. */
  DisplayData render(Object value, String... mimeTypes) {
    if (value instanceof DisplayData data) {
      return data;
    }
    if (value instanceof MimeBundle bundle) {
      return data(bundle);
    }
    if (value instanceof Displayable displayable) {
      return data(displayable.mimeBundle());
    }
    if (value == null || value.getClass().isArray()) {
      return new DisplayData(ArrayText.of(value));
    }
    DisplayData data =
        mimeTypes.length == 0 ? renderer.render(value) : renderer.renderAs(value, mimeTypes);
    tidy(data);
    return data;
  }

  /** Objects without a text of their own have JShell's name for their class in it. */
  private static void tidy(DisplayData data) {
    if (data.getData(MIMEType.TEXT_PLAIN) instanceof String text
        && text.contains("REPL.$JShell$")) {
      data.putText(Failures.readable(text));
    }
  }

  static DisplayData data(MimeBundle bundle) {
    DisplayData data = new DisplayData();
    bundle.forms().forEach((type, form) -> data.putData(type, form));
    return data;
  }
}
