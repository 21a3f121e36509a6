package ihct.kernel;

import ihct.display.Displayable;
import ihct.display.MimeBundle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    bundle.forms().forEach((type, form) -> data.putData(type, json(form)));
    return data;
  }

  /** JSON has no word for what is not a number or infinite; a gap is what figures make of null. */
  private static Object json(Object form) {
    if (form instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(key, json(value)));
      return copy;
    }
    if (form instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(value -> copy.add(json(value)));
      return copy;
    }
    boolean gap = form instanceof Number number && !Double.isFinite(number.doubleValue());
    return gap ? null : form;
  }
}
