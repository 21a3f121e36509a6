package ihct.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import ihct.display.Controls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a widget as ipywidgets has it in the page. The attributes and messages are those
 * that <a href="https://ipywidgets.readthedocs.io">its documentation</a> names, of version 6, which
 * Debian's Notebook has, and of 7 and 8.
 */
final class WidgetModel {

  /** How ipywidgets speaks. */
  enum Dialect {
    /** Version 6 and older: the state is the message. */
    OLD,
    /** Since version 7: the state is a part of the message, with places for binary data. */
    NEW
  }

  /** The MIME type of an output that stands for a widget. */
  static final String VIEW = "application/vnd.jupyter.widget-view+json";

  /** Of the message that opens one; older versions do not look at it. */
  static final Map<String, Object> METADATA = Map.of("version", "2.1.0");

  /** Front ends find the newest that they have among these. */
  private static final String VERSIONS = "^1.5.0 || ^2.0.0";

  private static final String BASE = "@jupyter-widgets/base";
  private static final String CONTROLS = "@jupyter-widgets/controls";
  private static final String REFERENCE = "IPY_MODEL_";

  private static final Gson GSON = new Gson();

  private final Dialect dialect;
  private final Controls.Control control;
  private final JsonObject state;

  private WidgetModel(Dialect dialect, Controls.Control control, Map<String, Object> state) {
    this.dialect = dialect;
    this.control = control;
    this.state = GSON.toJsonTree(state).getAsJsonObject();
  }

  static WidgetModel layout(Dialect dialect) {
    return new WidgetModel(dialect, null, names(dialect, BASE, "Layout", "Layout"));
  }

  /** How a control's name and the control itself look. */
  static WidgetModel style(Dialect dialect, Controls.Control control) {
    String model = control instanceof Controls.Slider ? "SliderStyle" : "DescriptionStyle";
    Map<String, Object> state =
        dialect == Dialect.OLD
            ? names(dialect, CONTROLS, "Style", "Style")
            : names(dialect, CONTROLS, model, "Style");
    if (dialect == Dialect.NEW) {
      state.put("_view_module", BASE);
      state.put("description_width", "initial"); // names are not cut
    }
    return new WidgetModel(dialect, null, state);
  }

  /** A menu or a slider. */
  static WidgetModel of(Dialect dialect, Controls.Control control, String layout, String style) {
    Map<String, Object> state;
    if (control instanceof Controls.Choice choice) {
      state = names(dialect, CONTROLS, "Dropdown", "Dropdown");
      state.put("_options_labels", choice.texts());
      int first = choice.choices().indexOf(choice.first());
      if (dialect == Dialect.OLD) {
        state.put("value", choice.texts().get(first));
      } else {
        state.put("index", first);
      }
    } else {
      Controls.Slider slider = (Controls.Slider) control;
      state = names(dialect, CONTROLS, "IntSlider", "IntSlider");
      state.put("min", slider.from());
      state.put("max", slider.to());
      state.put("step", 1);
      state.put("value", slider.first());
      state.put("orientation", "horizontal");
      state.put("readout", true);
      state.put("readout_format", "d");
      state.put("continuous_update", true);
    }
    state.put("description", control.name());
    state.put("disabled", false);
    state.put("layout", REFERENCE + layout);
    state.put("style", REFERENCE + style);
    return new WidgetModel(dialect, control, state);
  }

  /** Models below each other. */
  static WidgetModel box(Dialect dialect, List<String> rows, String layout) {
    Map<String, Object> state = names(dialect, CONTROLS, "VBox", "VBox");
    state.put("children", rows.stream().map(id -> REFERENCE + id).toList());
    state.put("box_style", "");
    state.put("layout", REFERENCE + layout);
    return new WidgetModel(dialect, null, state);
  }

  private static Map<String, Object> names(
      Dialect dialect, String module, String model, String view) {
    Map<String, Object> names = new LinkedHashMap<>();
    String from = dialect == Dialect.OLD ? "jupyter-js-widgets" : module;
    String version = dialect == Dialect.OLD ? "*" : VERSIONS;
    names.put("_model_module", from);
    names.put("_model_module_version", version);
    names.put("_model_name", model + "Model");
    names.put("_view_module", from);
    names.put("_view_module_version", version);
    names.put("_view_name", view + "View");
    if (dialect == Dialect.OLD) {
      names.put("msg_throttle", 1); // what is moved while a picture is drawn is told as one move
    }
    return names;
  }

  /** The data of the message that opens it. */
  JsonObject opening() {
    return dialect == Dialect.OLD ? state.deepCopy() : whole();
  }

  /** The data of the message that tells a page its state. */
  JsonObject update() {
    JsonObject data = whole();
    data.addProperty("method", "update");
    return data;
  }

  private JsonObject whole() {
    JsonObject data = new JsonObject();
    data.add("state", state.deepCopy());
    data.add("buffer_paths", GSON.toJsonTree(List.of()));
    return data;
  }

  /**
   * Takes over the control's value from what the page says, so that a page opened anew has it.
   *
   * @return the value; none if the page says something else, or no value of the control
   */
  Optional<Object> move(JsonObject changed) {
    Optional<Object> value =
        control instanceof Controls.Choice choice
            ? choice(choice, changed)
            : number((Controls.Slider) control, changed.get("value"));
    if (value.isPresent()) {
      changed.entrySet().stream()
          .filter(each -> state.has(each.getKey()))
          .forEach(each -> state.add(each.getKey(), each.getValue()));
      if (value.get() instanceof Integer within && control instanceof Controls.Slider) {
        state.addProperty("value", within);
      }
    }
    return value;
  }

  private static Optional<Object> number(Controls.Slider slider, JsonElement value) {
    return isNumber(value)
        ? Optional.of((int) Math.max(slider.from(), Math.min(slider.to(), value.getAsDouble())))
        : Optional.empty();
  }

  private static Optional<Object> choice(Controls.Choice choice, JsonObject changed) {
    JsonElement index = changed.get("index");
    JsonElement text = changed.get("value");
    int at = -1;
    if (isNumber(index)) {
      at = index.getAsInt();
    } else if (text != null && text.isJsonPrimitive()) {
      at = choice.texts().indexOf(text.getAsString());
    }
    return at < 0 || at >= choice.choices().size()
        ? Optional.empty()
        : Optional.of(choice.choices().get(at));
  }

  private static boolean isNumber(JsonElement value) {
    return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
  }

  /** What stands for a widget among outputs. */
  static Map<String, Object> view(Dialect dialect, String id) {
    return Map.of(
        "version_major", dialect == Dialect.OLD ? 1 : 2, "version_minor", 0, "model_id", id);
  }
}
