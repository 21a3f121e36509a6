package ihct.kernel.cells;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import ihct.display.ValueText;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** JJava's renderer, where cells and libraries register how values of their types are shown. */
public final class OwnRenderer extends Renderer {

  private static final Gson GSON = new Gson();

  /** The value that has to have more than its text. */
  private final ThreadLocal<Object> asked = new ThreadLocal<>();

  /** The forms that a registered function gives a value, of these types if there are any. */
  Optional<DisplayData> forms(Object value, String... mimeTypes) {
    Object before = asked.get();
    asked.set(value);
    DisplayData data;
    try {
      data = mimeTypes.length == 0 ? render(value) : renderAs(value, mimeTypes);
    } finally {
      asked.set(before);
    }
    return isEmpty(data) ? Optional.empty() : Optional.of(finalizeDisplayData(data, value));
  }

  /** Without a text, what nobody has registered for stays empty, and is told by that. */
  @Override
  protected DisplayData finalizeDisplayData(DisplayData data, Object value) {
    if (value != asked.get() && !data.hasDataForType(MIMEType.TEXT_PLAIN)) {
      data.putText(ValueText.anyOf(value));
    }
    return data;
  }

  private static boolean isEmpty(DisplayData data) {
    JsonObject fields = GSON.toJsonTree(data).getAsJsonObject();
    return fields.getAsJsonObject("data").size() == 0;
  }
}
