package ihct.kernel.cells;

import ihct.display.ValueText;
import ihct.kernel.code.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.UnresolvedReferenceException;

/** Turns what went wrong in a cell into words, with the line that it is about. */
public final class Failures {

  /** Frames of code outside of cells that are shown of each exception. */
  private static final int OTHER_FRAMES = 12;

  private static final int OWN_FRAMES = 10;

  /** Longer lines are shown around the mistake. */
  private static final int LONGEST_LINE = 120;

  /** So many variables are named that a stopped cell did not set. */
  static final int MOST_NOT_SET = 20;

  private final Places places;

  public Failures(Places places) {
    this.places = places;
  }

  /**
   * What the compiler refused at a place; what is being run may have completed what was declared
   * there earlier.
   */
  Outcome.Failed rejected(Places.Place place, List<Diag> all, Places.Place running) {
    List<String> report = new ArrayList<>();
    String first = "";
    String cell = place.cell() == running.cell() ? "Line " : "Cell [" + place.cell() + "], line ";
    for (Diag mistake : all.stream().filter(Diag::isError).toList()) {
      List<String> message = message(mistake);
      first = first.isEmpty() ? message.get(0) : first;
      int at = (int) Math.max(0, mistake.getPosition());
      report.add(
          Style.error(cell + place.line(at) + ", column " + place.column(at) + ": ")
              + message.get(0));
      report.addAll(excerpt(place, mistake, at));
      message.stream().skip(1).forEach(report::add);
      Advice.on(mistake, from(place, at)).ifPresent(advice -> report.add("  " + advice));
    }
    if (report.isEmpty()) {
      first = "The compiler refuses this, and gives no reason.";
      report.add(Style.error(cell + place.line(0) + ": ") + first);
    }
    return new Outcome.Failed("CompilationError", first, report);
  }

  private static List<String> message(Diag mistake) {
    return ValueText.withoutWrappers(mistake.getMessage(Locale.ENGLISH))
        .lines()
        .filter(line -> !line.matches("\\s*location: class\\s*"))
        .toList();
  }

  /** What stands in the line from a place on. */
  private static String from(Places.Place place, int at) {
    String text = place.text(place.line(at));
    return text.substring(Math.min(place.column(at) - 1, text.length()));
  }

  /** The line, as much of it as can be read, and a mark below what is wrong. */
  private static List<String> excerpt(Places.Place place, Diag mistake, int at) {
    String text = place.text(place.line(at));
    int column = Math.min(place.column(at) - 1, text.length());
    int width = place.width(at, (int) mistake.getEndPosition());
    int from = column > LONGEST_LINE / 2 ? column - LONGEST_LINE / 4 : 0;
    int to = Math.min(text.length(), from + LONGEST_LINE);
    String before = from > 0 ? "…" : "";
    int marked = Math.max(1, Math.min(width, to - column));
    return List.of(
        "  " + before + text.substring(from, to) + (to < text.length() ? "…" : ""),
        "  " + Style.mark(" ".repeat(before.length() + column - from) + "^".repeat(marked)));
  }

  /**
   * What the cell threw, or null, and the same in JShell's words, with lines of snippets, or null.
   */
  public Outcome.Failed thrown(Throwable thrown, Throwable translated) {
    if (translated instanceof UnresolvedReferenceException unresolved) {
      return unresolved(unresolved);
    }
    Throwable shown = thrown == null ? translated : thrown;
    List<String> report = new ArrayList<>();
    Throwable words = translated;
    String before = "";
    for (Throwable each = shown; each != null && report.size() < 200; each = each.getCause()) {
      report.add(before + heading(each));
      frames(words == null ? each.getStackTrace() : words.getStackTrace(), report);
      before = "Caused by: ";
      words = words == null ? null : words.getCause();
    }
    return new Outcome.Failed(
        ValueText.withoutWrappers(shown.getClass().getName()), message(shown), report, thrown);
  }

  private static String message(Throwable e) {
    return ValueText.shortened(ValueText.withoutWrappers(e.getMessage()));
  }

  private static String heading(Throwable e) {
    String message = message(e);
    return Style.error(ValueText.withoutWrappers(e.getClass().getName()))
        + (message.isEmpty() ? "" : ": " + message);
  }

  private void frames(StackTraceElement[] frames, List<String> report) {
    int others = 0;
    int own = 0;
    for (StackTraceElement frame : frames) {
      String file = frame.getFileName();
      if (file != null && file.startsWith("#")) {
        if (own++ < OWN_FRAMES) { // endless recursion has a thousand
          report.addAll(own(frame, file.substring(1)));
        }
      } else if (others++ < OTHER_FRAMES) {
        report.add(Style.faint("    at " + ValueText.withoutWrappers(frame.toString())));
      }
    }
  }

  private List<String> own(StackTraceElement frame, String snippet) {
    Places.Place place = places.find(snippet);
    if (place == null) {
      return List.of();
    }
    int line = place.line(0) + frame.getLineNumber() - 1;
    String text = place.text(line);
    text = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
    String bare = text.strip();
    String method = method(frame.getMethodName());
    return List.of(
        "  at cell [" + place.cell() + "], line " + line + method,
        "    " + text,
        "    "
            + Style.mark(" ".repeat(text.indexOf(bare)) + "^".repeat(Math.max(1, bare.length()))));
  }

  private static String method(String name) {
    if (name.isEmpty()) {
      return "";
    }
    return name.startsWith("lambda$") ? " in a lambda" : " in " + name;
  }

  /** What is wrong with a line that begins with a percent sign. */
  Outcome.Failed magic(Places.Place place, Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    List<String> report = new ArrayList<>();
    report.add(Style.error("Line " + place.line(0) + ": "));
    report.add("  " + place.text(place.line(0)));
    message.lines().forEach(report::add);
    return new Outcome.Failed("MagicError", message, report);
  }

  /** The words for a cell that did not run to its end. */
  public static Outcome.Failed of(Outcome outcome) {
    return outcome instanceof Outcome.Interrupted stopped
        ? interrupted(stopped)
        : (Outcome.Failed) outcome;
  }

  /** That the cell was stopped. */
  private static Outcome.Failed interrupted(Outcome.Interrupted how) {
    String message =
        how.leftBehind().isEmpty()
            ? "The cell was stopped; what it had set is kept."
            : "The cell was left, but "
                + how.leftBehind()
                + " listens to no interrupt and may go on for a while, or until the kernel restarts.";
    List<String> report = new ArrayList<>();
    report.add(Style.error("Interrupted") + ": " + message);
    if (!how.notSet().isEmpty()) {
      String names = how.notSet().stream().limit(MOST_NOT_SET).collect(Collectors.joining(", "));
      report.add(
          "Not set: %s%s. Run the cell again before other cells use it."
              .formatted(names, how.notSet().size() > MOST_NOT_SET ? ", …" : ""));
    }
    how.words().lines().forEach(report::add);
    return new Outcome.Failed("Interrupted", message, report);
  }

  private static Outcome.Failed unresolved(UnresolvedReferenceException e) {
    String name = e.getSnippet().name();
    String message =
        name + " uses something that is not declared yet; run the cell that declares it.";
    return new Outcome.Failed(
        "UnresolvedReference", message, List.of(Style.error("Not declared: ") + message));
  }
}
