package ihct.kernel.code;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Evaluates pieces of code, and takes back what the compiler can never finish: a text or a method
 * that is too long for a class file. JShell keeps such a snippet as if something were to be
 * declared yet, and its compiler is unfit from then on.
 */
public final class Snippets {

  /** How the compiler names what is beyond the limits of class files. */
  private static final String LIMIT = "compiler.err.limit.";

  private final JShell shell;

  public Snippets(JShell shell) {
    this.shell = shell;
  }

  /** What became of a piece. */
  public record Evaluated(List<SnippetEvent> events, List<Refused> refused) {}

  /**
   * A snippet that was taken back.
   *
   * @param snippet the snippet: one of the piece, or an earlier one that uses what it declares
   */
  public record Refused(Snippet snippet, List<Diag> reasons, boolean own) {}

  public Evaluated evaluate(String code) {
    List<SnippetEvent> events = shell.eval(code);
    List<Refused> refused = takeBack(events);
    if (refused.isEmpty() || refused.stream().allMatch(Refused::own)) {
      return new Evaluated(events, refused);
    }
    // An earlier snippet had waited for this one, and now all failed for its sake.
    List<Refused> earlier = new ArrayList<>(refused);
    if (earlier.removeIf(Refused::own)) {
      events = shell.eval(code);
      earlier.addAll(takeBack(events));
    }
    return new Evaluated(events, earlier);
  }

  private List<Refused> takeBack(List<SnippetEvent> events) {
    List<Refused> refused = new ArrayList<>();
    for (SnippetEvent event : events) {
      if (isHopeless(event)) {
        Snippet snippet = event.snippet();
        refused.add(
            new Refused(
                snippet, shell.diagnostics(snippet).toList(), event.causeSnippet() == null));
      }
    }
    refused.forEach(each -> shell.drop(each.snippet()));
    if (!refused.isEmpty()) {
      renewCompiler();
    }
    return refused;
  }

  private boolean isHopeless(SnippetEvent event) {
    Snippet snippet = event.snippet();
    if (!isIncomplete(shell.status(snippet))) {
      return false;
    }
    return event.causeSnippet() == null && unresolved(snippet).isEmpty()
        || shell.diagnostics(snippet).anyMatch(each -> each.getCode().startsWith(LIMIT));
  }

  /** Whether a snippet waits for something to be declared. */
  public static boolean isIncomplete(Status status) {
    return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
  }

  /** What is to be declared before a snippet can be used. */
  public List<String> unresolved(Snippet snippet) {
    return snippet instanceof DeclarationSnippet declared
        ? shell.unresolvedDependencies(declared).toList()
        : List.of();
  }

  /** Names of the variables that a piece would set, which is not run. */
  public List<String> variablesOf(String code) {
    return shell.sourceCodeAnalysis().sourceToSnippets(code).stream()
        .flatMap(Snippets::variable)
        .toList();
  }

  /** Names of the variables that a piece did not set, since it was stopped or threw. */
  public List<String> notSet(List<SnippetEvent> events) {
    return events.stream()
        .filter(each -> each.causeSnippet() == null && each.exception() != null)
        .map(SnippetEvent::snippet)
        .flatMap(Snippets::variable)
        .toList();
  }

  private static Stream<String> variable(Snippet snippet) {
    if (snippet.subKind() == SubKind.VAR_DECLARATION_WITH_INITIALIZER_SUBKIND) {
      return Stream.of(((VarSnippet) snippet).name());
    }
    return snippet.subKind() == SubKind.ASSIGNMENT_SUBKIND
        ? Stream.of(((ExpressionSnippet) snippet).name())
        : Stream.empty();
  }

  /**
   * A compiler that has failed keeps the constants that it could not write, and fails again. JShell
   * makes new ones when the class path changes.
   */
  private void renewCompiler() {
    shell.addToClasspath(System.getProperty("java.class.path"));
  }
}
