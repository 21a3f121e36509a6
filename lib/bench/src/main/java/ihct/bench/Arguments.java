package ihct.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of one side of a measurement, given as {@code name=value}. */
final class Arguments {

  private final Map<String, String> values = new HashMap<>();

  Arguments(String[] arguments, int first) {
    for (int i = first; i < arguments.length; i++) {
      int sign = arguments[i].indexOf('=');
      if (sign < 1) {
        throw new IllegalArgumentException(
            "\"%s\" is no setting; it must be name=value.".formatted(arguments[i]));
      }
      values.put(arguments[i].substring(0, sign), arguments[i].substring(sign + 1));
    }
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("%s=… is missing.".formatted(name));
    }
    return value;
  }

  int number(String name) {
    return Integer.parseInt(text(name));
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Path file(String name) {
    return Path.of(text(name));
  }
}
