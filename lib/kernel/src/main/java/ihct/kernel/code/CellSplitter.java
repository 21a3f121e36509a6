package ihct.kernel.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Cuts a cell into its pieces, in order, without running any of them. */
public final class CellSplitter {

  private static final Pattern MAGIC =
      Pattern.compile("(?m)^[ \\t]*%(?<text>%?[A-Za-z]\\w*\\b.*)$");

  /** How a line begins that sets a variable to what a command gives back: no operator of Java. */
  public static final Pattern MAGIC_VALUE = Pattern.compile("(?m)^.*?=[ \\t]*%[A-Za-z]");

  /** How a line begins that does not go on with the expression above it. */
  private static final Pattern NEW_EXPRESSION =
      Pattern.compile("\\R\\s*(?!(?:instanceof|else|catch|finally|while)\\b)(?=[\\w$\"'(!~@])");

  /** How a file begins, which a cell may have been copied from. */
  public static final Pattern PACKAGE = Pattern.compile("package\\s+[\\w.]+\\s*;");

  /** JShell of Java 17 takes the hyphen for a minus. */
  private static final Pattern NON_SEALED =
      Pattern.compile("\\bnon-sealed(?=\\s+(?:\\w+\\s+)*(?:class|interface)\\b)");

  /** JShell of Java 17 knows an expression or a block there, and takes all behind for one piece. */
  private static final Pattern THROW = Pattern.compile("(->\\s*)throw\\b");

  private final SourceCodeAnalysis analysis;

  public CellSplitter(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  public List<Piece> split(String cell) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    for (Piece magic : magics(cell)) {
      splitCode(cell, start, cell.lastIndexOf('\n', magic.start()) + 1, pieces);
      pieces.add(magic);
      start = magic.start() + magic.text().length();
    }
    splitCode(cell, start, cell.length(), pieces);
    return pieces;
  }

  private static List<Piece> magics(String cell) {
    List<Piece> found = new ArrayList<>();
    Matcher magic = MAGIC.matcher(cell);
    while (magic.find()) {
      if (SourceScan.isCode(cell, magic.start())) {
        found.add(new Piece(Piece.Kind.MAGIC, magic.group("text"), magic.start("text")));
      }
    }
    Matcher value = MAGIC_VALUE.matcher(cell);
    while (value.find()) {
      if (SourceScan.isCode(cell, value.end() - 2)) {
        int end = cell.indexOf('\n', value.end());
        String line = cell.substring(value.start(), end < 0 ? cell.length() : end);
        found.add(new Piece(Piece.Kind.MAGIC_VALUE, line, value.start()));
      }
    }
    found.sort(Comparator.comparingInt(Piece::start));
    return found;
  }

  /** Adds the semicolon that a statement at the end of a line may lack. */
  public String complete(String code) {
    CompletionInfo info = analyze(code);
    return info.completeness() == Completeness.COMPLETE_WITH_SEMI && info.remaining().isBlank()
        ? code + ";"
        : code;
  }

  /** What JShell makes of the beginning of the code. */
  public CompletionInfo analyze(String code) {
    // words of the same length, so that what remains is as long
    String known = NON_SEALED.matcher(code).replaceAll("strictfp  ");
    return analysis.analyzeCompletion(THROW.matcher(known).replaceAll("$1     "));
  }

  private void splitCode(String cell, int from, int to, List<Piece> pieces) {
    int start = from;
    while (start < to) {
      String rest = cell.substring(start, to);
      int blank = SourceScan.leadingBlank(rest);
      start += blank;
      rest = rest.substring(blank);
      if (rest.isEmpty()) {
        return;
      }
      int length = first(rest);
      pieces.add(new Piece(Piece.Kind.CODE, rest.substring(0, length), start));
      start += length;
    }
  }

  /** Length of the first piece. */
  private int first(String code) {
    Matcher header = PACKAGE.matcher(code);
    if (header.lookingAt()) {
      return header.end();
    }
    CompletionInfo info = analyze(code);
    int length = code.length();
    if (info.completeness() != Completeness.DEFINITELY_INCOMPLETE
        && info.completeness() != Completeness.CONSIDERED_INCOMPLETE
        && info.source() != null) {
      length -= Math.min(info.remaining().length(), length - 1);
    }
    return expression(code.substring(0, length));
  }

  /** JShell takes expressions on lines of their own, without semicolons, for one. */
  private int expression(String code) {
    Matcher line = NEW_EXPRESSION.matcher(code);
    while (line.find()) {
      String above = code.substring(0, line.start());
      if (SourceScan.isCode(code, line.end()) && isExpression(above)) {
        return line.start();
      }
    }
    return code.length();
  }

  private boolean isExpression(String code) {
    String bare = code.stripTrailing();
    return !bare.endsWith(";")
        && !bare.endsWith("}")
        && analyze(code).completeness() == Completeness.COMPLETE;
  }
}
