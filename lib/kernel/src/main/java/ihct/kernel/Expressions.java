package ihct.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import ihct.kernel.cells.Failures;
import ihct.kernel.cells.Outcome;
import ihct.kernel.cells.Session;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values that a front end asks for along with a cell, by names of its own. */
final class Expressions {

  private static final Gson GSON = new Gson();

  private final Session session;

  Expressions(Session session) {
    this.session = session;
  }

  /**
   * Evaluates them in the cell of that number; each has its forms, or says what is wrong with it.
   */
  Map<String, Object> values(Map<String, String> wanted, int cell) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (wanted != null) {
      wanted.forEach((name, code) -> values.put(name, value(code, cell)));
    }
    return values;
  }

  private Map<String, Object> value(String code, int cell) {
    Outcome outcome = session.evaluateQuietly(code, cell);
    if (outcome instanceof Outcome.Done done) {
      outcome = session.rendered(done);
    }
    if (outcome instanceof Outcome.Done done) {
      JsonObject forms = GSON.toJsonTree(done.value()).getAsJsonObject();
      return Map.of("status", "ok", "data", forms.get("data"), "metadata", Map.of());
    }
    Outcome.Failed failed = Failures.of(outcome);
    return Map.of(
        "status",
        "error",
        "ename",
        failed.name(),
        "evalue",
        failed.message(),
        "traceback",
        failed.report());
  }
}
