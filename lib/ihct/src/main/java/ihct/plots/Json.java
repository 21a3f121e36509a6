package ihct.plots;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes JSON objects as ordered maps. */
final class Json {

  private Json() {}

  /** Names and values in turn. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
