package ihct.kernel.cells;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/**
 * The results that JShell calls {@code $1}, {@code $2} and so on. Kept for ever they would fill the
 * memory, so that only the latest stay, and those that later code names.
 */
final class UnnamedResults {

  static final int KEPT = 3;

  private final JShell shell;
  private final Variables variables;
  private final Deque<VarSnippet> results = new ArrayDeque<>();

  UnnamedResults(JShell shell, Variables variables) {
    this.shell = shell;
    this.variables = variables;
  }

  void add(VarSnippet result) {
    results.addLast(result);
  }

  /** Lets go of all but the latest. */
  void keep(int count) {
    while (results.size() > count) {
      VarSnippet oldest = results.removeFirst();
      if (!isNamed(oldest)) {
        variables.forget(oldest.name());
        shell.drop(oldest);
      }
    }
  }

  private boolean isNamed(VarSnippet result) {
    Pattern name = Pattern.compile(Pattern.quote(result.name()) + "(?!\\w)");
    return shell
        .snippets()
        .filter(each -> each != result && shell.status(each).isActive())
        .map(Snippet::source)
        .anyMatch(source -> name.matcher(source).find());
  }
}
