package ihct.kernel.cells;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/** Says which variables a piece of code has made useless, since Java will not. */
final class Losses {

  private final Set<String> gone;
  private final Set<String> types;
  private final Set<String> fresh = new TreeSet<>();

  /**
   * Collects variables whose values could not be carried over, classes that took the place of
   * others, and what JShell did: the piece's own changes and those that follow from them.
   */
  Losses(Set<String> lost, Set<String> types, List<SnippetEvent> events) {
    this.types = types;
    gone = new TreeSet<>(lost);
    for (SnippetEvent event : events) {
      if (event.snippet() instanceof VarSnippet variable) {
        add(event, variable.name());
      }
    }
    gone.removeAll(fresh); // declared again, which is no loss
  }

  private void add(SnippetEvent event, String variable) {
    if (event.causeSnippet() == null) {
      fresh.add(variable);
    } else if (event.previousStatus() == Status.VALID
        && event.status() == Status.RECOVERABLE_NOT_DEFINED) {
      gone.add(variable);
    }
  }

  void report(List<VarSnippet> variables, Outputs outputs) {
    if (!gone.isEmpty()) {
      outputs.warn(
          "Lost: %s. %s; the old value does not fit. Run the cell that sets it again."
              .formatted(String.join(", ", gone), reason()));
    }
    Set<String> stale = stale(variables);
    if (!stale.isEmpty()) {
      outputs.warn(
          "Out of date: %s. %s; objects in there are of the former one. Run the cell that sets it again."
              .formatted(String.join(", ", stale), reason()));
    }
  }

  private String reason() {
    return types.isEmpty()
        ? "Its type has changed"
        : String.join(", ", types) + " could not be changed in place and is a new class now";
  }

  /**
   * Variables that were carried over, but by their type hold objects of a class that is no more.
   */
  private Set<String> stale(List<VarSnippet> variables) {
    Set<String> stale = new TreeSet<>();
    for (VarSnippet each : variables) {
      if (!types.contains(each.typeName())
          && types.stream().anyMatch(type -> mentions(each.typeName(), type))) {
        stale.add(each.name());
      }
    }
    stale.removeAll(gone);
    stale.removeAll(fresh);
    return stale;
  }

  private static boolean mentions(String type, String name) {
    return type != null
        && Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(type).find();
  }
}
