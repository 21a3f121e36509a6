package ihct.loading.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in Weka's attribute-relation format (ARFF) as comma-separated values, each row on the line
 * on which it stood: the names of the attributes come first, and blank lines take the place of the
 * rest of the head. Sparse rows are filled up. A class that is {@code hierarchical}, as Clus has
 * it, keeps its path, {@code a/b/c}, and gets a column for each tier above: {@code class/1} with
 * {@code a} and {@code class/2} with {@code a/b}, blank where the path is shorter.
 *
 * <p>Source of the format: <a
 * href="https://waikato.github.io/weka-wiki/formats_and_processing/arff_stable/">Weka's description
 * of ARFF</a>.
 */
final class ArffStream extends PieceStream {

  /** Bytes are handed on as they are: what has a meaning here is ASCII. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final Pattern KEYWORD = Pattern.compile("@(\\w+)\\s*(.*)");
  private static final String PATH = "hierarchical";
  private static final int PIECE = 1 << 16;

  /** An attribute; of nominal ones a sparse row leaves out the first value. */
  private record Attribute(String name, String left, int tiersAbove) {}

  private final Path path;
  private final BufferedReader lines;
  private final List<Attribute> attributes = new ArrayList<>();
  private long line;
  private boolean begun;

  ArffStream(Path path, InputStream text) {
    this.path = path;
    lines = new BufferedReader(new InputStreamReader(text, BYTES));
  }

  /** Whether a text begins as such a file does. */
  static boolean begins(byte[] opening) {
    String text = new String(opening, 0, Math.min(opening.length, PIECE), BYTES);
    String first =
        text.lines().map(String::strip).filter(ArffStream::isContent).findFirst().orElse("");
    return first.regionMatches(true, 0, "@relation", 0, 9)
        || first.regionMatches(true, 0, "@attribute", 0, 10);
  }

  private static boolean isContent(String line) {
    return !line.isEmpty() && line.charAt(0) != '%';
  }

  @Override
  boolean next() throws IOException {
    StringBuilder text = new StringBuilder();
    if (!begun) {
      begun = true;
      readHead(text);
    }
    String row = "";
    while (text.length() < PIECE && (row = lines.readLine()) != null) {
      line++;
      appendRow(row.strip(), text);
    }
    piece = text.toString().getBytes(BYTES);
    at = 0;
    end = piece.length;
    return row != null || end > 0;
  }

  private void readHead(StringBuilder text) throws IOException {
    boolean data = false;
    while (!data) {
      String next = lines.readLine();
      if (next == null) {
        throw malformed("there is no line @data, which stands above the rows.");
      }
      line++;
      Matcher keyword = KEYWORD.matcher(next.strip());
      String word = keyword.matches() ? keyword.group(1).toLowerCase(Locale.ROOT) : "";
      if (word.equals("attribute")) {
        attributes.add(attribute(keyword.group(2)));
      }
      data = word.equals("data");
    }
    if (attributes.isEmpty()) {
      throw malformed("no @attribute stands above @data.");
    }
    List<String> names = new ArrayList<>();
    for (Attribute each : attributes) {
      names.add(each.name());
      for (int tier = 1; tier <= each.tiersAbove(); tier++) {
        names.add(each.name() + "/" + tier);
      }
    }
    append(names, text);
    text.append("\n".repeat((int) line)); // rows stay on their lines
  }

  private Attribute attribute(String declared) throws IOException {
    Values words = new Values(declared);
    String name = words.next("");
    String type = words.rest();
    String lower = type.toLowerCase(Locale.ROOT);
    if (name.isEmpty() || type.isEmpty()) {
      throw malformed("an @attribute needs a name and a type.");
    }
    if (lower.startsWith("relational")) {
      throw malformed(
          "the attribute \"%s\" holds tables; one row must be one line.".formatted(name));
    }
    if (lower.startsWith(PATH)) {
      String paths = type.substring(PATH.length()).strip();
      int deepest =
          Arrays.stream(paths.split(","))
              .mapToInt(each -> each.strip().split("/").length)
              .max()
              .orElse(1);
      return new Attribute(name, null, deepest - 1);
    }
    String first = type.startsWith("{") ? new Values(type.substring(1)).next(",}") : "0";
    return new Attribute(name, first, 0);
  }

  private void appendRow(String row, StringBuilder text) throws IOException {
    if (isContent(row)) {
      append(withTiers(row.charAt(0) == '{' ? sparse(row) : dense(row)), text);
    }
    text.append('\n');
  }

  private List<String> dense(String row) throws IOException {
    Values values = new Values(row);
    List<String> cells = new ArrayList<>();
    do {
      cells.add(values.next(","));
    } while (values.skips(','));
    if (!values.rest().isEmpty()) {
      throw malformed(
          "%s stands behind a value. Values are separated by commas, and quoted if they hold one."
              .formatted(Text.shortened(values.rest())));
    }
    if (cells.size() > attributes.size()) {
      throw malformed(
          "the row has %d values, but there are %d attributes. Weights of rows cannot be read."
              .formatted(cells.size(), attributes.size()));
    }
    return cells;
  }

  private List<String> sparse(String row) throws IOException {
    List<String> cells = new ArrayList<>(attributes.stream().map(Attribute::left).toList());
    Values values = new Values(row.substring(1));
    while (!values.skips('}')) {
      String index = values.next(" \t");
      int at = index.matches("\\d{1,9}") ? Integer.parseInt(index) : -1;
      if (at < 0 || at >= cells.size()) {
        throw malformed(
            "%s is no number of an attribute, 0 to %d."
                .formatted(Text.shortened(index), cells.size() - 1));
      }
      cells.set(at, values.next(",}"));
      values.skips(',');
    }
    return cells;
  }

  /** Adds the cells of the tiers above hierarchical classes. */
  private List<String> withTiers(List<String> cells) throws IOException {
    List<String> all = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column) == null ? "" : cells.get(column);
      all.add(cell);
      int tiers = attributes.get(column).tiersAbove();
      if (tiers > 0 && cell.contains("@")) {
        throw malformed(
            "%s are several classes; one path of a row can be read."
                .formatted(Text.shortened(cell)));
      }
      int end = -1;
      for (int tier = 0; tier < tiers; tier++) {
        end = end == cell.length() ? end : cell.indexOf('/', end + 1);
        end = end < 0 ? cell.length() : end;
        all.add(end == cell.length() ? "" : cell.substring(0, end));
      }
    }
    return all;
  }

  private static void append(List<String> cells, StringBuilder text) {
    for (int column = 0; column < cells.size(); column++) {
      text.append(column == 0 ? "" : ",");
      String cell = cells.get(column);
      boolean quoted = cell.isEmpty() && cells.size() == 1;
      for (int i = 0; i < cell.length() && !quoted; i++) {
        quoted = ",;|\t\"\n".indexOf(cell.charAt(i)) >= 0;
      }
      text.append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
  }

  private MalformedDataException malformed(String reason) {
    return new MalformedDataException(path, line, reason);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** The values of a line, one after the other. */
  private final class Values {

    private final String text;
    private int at;

    Values(String text) {
      this.text = text;
    }

    /** Takes the next value, which ends before one of these or, without any, at a blank. */
    String next(String ends) throws IOException {
      skipBlanks();
      char quote = at < text.length() ? text.charAt(at) : ' ';
      if (quote == '\'' || quote == '"') {
        return quoted(quote);
      }
      int from = at;
      while (at < text.length() && !endsAt(ends)) {
        at++;
      }
      String value = text.substring(from, at).strip();
      return value.equals("?") ? "" : value;
    }

    private boolean endsAt(String ends) {
      char next = text.charAt(at);
      return ends.isEmpty() ? Character.isWhitespace(next) : ends.indexOf(next) >= 0;
    }

    private String quoted(char quote) throws IOException {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != quote; at++) {
        boolean escapes = text.charAt(at) == '\\' && at + 1 < text.length();
        value.append(text.charAt(escapes ? ++at : at));
      }
      if (at == text.length()) {
        throw malformed("a quote is opened and never closed.");
      }
      at++;
      return value.toString();
    }

    /** Whether this comes next, which is then passed. */
    boolean skips(char expected) throws IOException {
      skipBlanks();
      if (at == text.length() && expected == '}') {
        throw malformed("a sparse row needs a closing brace.");
      }
      boolean there = at < text.length() && text.charAt(at) == expected;
      at += there ? 1 : 0;
      return there;
    }

    private void skipBlanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    String rest() {
      return text.substring(at).strip();
    }
  }
}
