package ihct.kernel.cells;

import ihct.display.Escape;
import ihct.kernel.code.CellSplitter;
import ihct.kernel.code.JavadocText;
import ihct.kernel.code.Piece;
import ihct.kernel.code.SourceDocs;
import ihct.kernel.code.SourceScan;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** Helps with code while it is being written. */
public final class CodeHelp {

  private static final String INDENT = "  ";

  /** A command whose name is being typed. */
  private static final Pattern MAGIC =
      Pattern.compile("(?:^|\\R|=)[ \\t]*%(?<cell>%?)(?<name>\\w*)$");

  private static final Pattern LAST_LINE =
      Pattern.compile("(?<blank>[ \\t]*)(?<code>[^\\r\\n]*)\\s*$");

  private final SourceCodeAnalysis analysis;
  private final CellSplitter splitter;
  private final SourceDocs docs;
  private final MagicsRegistry magics;

  CodeHelp(JShell shell, CellSplitter splitter, SourceDocs docs, MagicsRegistry magics) {
    this.analysis = shell.sourceCodeAnalysis();
    this.splitter = splitter;
    this.docs = docs;
    this.magics = magics;
  }

  /** How the code at a position can go on. */
  public ReplacementOptions complete(String cell, int at) {
    Matcher magic = MAGIC.matcher(cell.substring(0, at));
    if (magic.find() && SourceScan.isCode(cell, magic.start())) {
      String typed = magic.group("name").toLowerCase(Locale.ROOT);
      List<String> names =
          Magics.names(magics, !magic.group("cell").isEmpty()).stream()
              .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(typed))
              .toList();
      return new ReplacementOptions(names, magic.start("name"), at);
    }
    Piece piece = pieceAt(cell, at);
    if (piece.kind() != Piece.Kind.CODE) {
      return new ReplacementOptions(List.of(), at, at);
    }
    int[] anchor = new int[1];
    List<String> endings =
        analysis.completionSuggestions(piece.text(), at - piece.start(), anchor).stream()
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    return new ReplacementOptions(endings, piece.start() + anchor[0], at);
  }

  /** A signature, and what its documentation says, which may be empty. */
  private record Known(String signature, String javadoc) {

    String text() {
      return javadoc.isEmpty() ? signature : signature + "\n\n" + javadoc;
    }

    /** As a front end shows it beside the code: the signature as such, and paragraphs. */
    String html() {
      return Stream.of(javadoc.split("\n\\s*\n"))
          .filter(paragraph -> !paragraph.isBlank())
          .map(paragraph -> "<p style=\"white-space: pre-line\">" + escaped(paragraph) + "</p>\n")
          .collect(Collectors.joining("", "<pre><b>" + escaped(signature) + "</b></pre>\n", ""));
    }

    private static String escaped(String text) {
      return text.lines().map(Escape::xml).collect(Collectors.joining("\n"));
    }
  }

  /** What is known about the name at a position, as text and HTML; null if nothing is. */
  public DisplayData inspection(String cell, int at) {
    List<Known> known = known(cell, at);
    if (known.isEmpty()) {
      return null;
    }
    DisplayData data = new DisplayData(text(known));
    data.putHTML(known.stream().map(Known::html).collect(Collectors.joining("<hr>\n")));
    return data;
  }

  /** The same as text; empty if nothing is known. */
  public String inspect(String cell, int at) {
    return text(known(cell, at));
  }

  private static String text(List<Known> known) {
    return known.stream().map(Known::text).collect(Collectors.joining("\n\n"));
  }

  private List<Known> known(String cell, int at) {
    int end = at;
    while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) {
      end++;
    }
    Piece piece = pieceAt(cell, end);
    if (piece.kind() != Piece.Kind.CODE) {
      return List.of(new Known(Magics.HELP, ""));
    }
    String code = piece.text().substring(0, Math.min(piece.text().length(), end - piece.start()));
    List<Documentation> found = analysis.documentation(code, code.length(), true);
    if (found.isEmpty()) { // a method is known by its parenthesis
      found = analysis.documentation(code + "(", code.length() + 1, true);
    }
    return found.stream().map(this::known).distinct().toList();
  }

  private Known known(Documentation found) {
    return new Known(
        found.signature(),
        found.javadoc() == null
            ? docs.find(found.signature())
            : JavadocText.plain(found.javadoc()));
  }

  /** Whether code can be run as it is; otherwise what the next line begins with. */
  public String isComplete(String cell) {
    Matcher whole = MagicLine.WHOLE_CELL.matcher(cell);
    if (whole.lookingAt() && Magics.takesCell(MagicLine.of(whole.group("line")), magics)) {
      return BaseKernel.IS_COMPLETE_YES;
    }
    String indent = null;
    for (Piece piece : splitter.split(cell)) {
      if (piece.kind() == Piece.Kind.CODE) {
        switch (splitter.analyze(piece.text()).completeness()) {
          case UNKNOWN:
            return BaseKernel.IS_COMPLETE_BAD;
          case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE:
            indent = indent(cell);
            break;
          default:
            break;
        }
      }
    }
    return indent == null ? BaseKernel.IS_COMPLETE_YES : indent;
  }

  /** As deep as the last line, and deeper behind what opens a block or goes on. */
  private static String indent(String cell) {
    Matcher line = LAST_LINE.matcher(cell.stripTrailing());
    if (!line.find() || line.group("code").isEmpty()) {
      return INDENT;
    }
    return line.group("code").matches(".*[;}]")
        ? line.group("blank")
        : line.group("blank") + INDENT;
  }

  /** The piece that a position lies in, up to and with what is on its left. */
  private Piece pieceAt(String cell, int at) {
    Piece found = new Piece(Piece.Kind.CODE, "", at);
    for (Piece each : splitter.split(cell)) {
      if (each.start() <= at && at <= each.start() + each.text().length()) {
        found = each;
      }
    }
    return found;
  }
}
