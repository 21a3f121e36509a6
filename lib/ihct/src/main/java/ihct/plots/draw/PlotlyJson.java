package ihct.plots.draw;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes JSON objects as ordered maps. */
public final class PlotlyJson {

  private PlotlyJson() {}

  /** Names and values in turn. */
  public static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
