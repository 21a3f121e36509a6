package ihct.loading.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in Weka's attribute-relation format (ARFF) as comma-separated values, each row on the line
 * on which it stood: the names of the attributes come first, and blank lines take the place of the
 * rest of the head. Sparse rows are filled up, rows without a comma are cut at blanks, and what
 * stands behind a blank and {@code %} is a comment, as in Weka. Values that were not declared are
 * refused. A class that is {@code hierarchical}, as Clus has it, keeps its path, {@code a/b/c}, and
 * gets a column for each tier above: {@code class/1} with {@code a} and {@code class/2} with {@code
 * a/b}, blank where the path is shorter.
 *
 * <p>Source of the format: <a
 * href="https://waikato.github.io/weka-wiki/formats_and_processing/arff_stable/">Weka's description
 * of ARFF</a>.
 */
final class ArffStream extends LineStream {

  private static final Pattern KEYWORD = Pattern.compile("@(\\w+)\\s*(.*)");
  private static final String PATH = "hierarchical";
  private static final int NAMED = 10;

  /**
   * An attribute.
   *
   * @param left the value that sparse rows leave out, of nominal ones the first
   * @param values those that it can have; empty if it can have any
   */
  private record Attribute(String name, String left, int tiersAbove, Set<String> values) {}

  private final Path path;
  private final List<Attribute> attributes = new ArrayList<>();
  private boolean begun;

  ArffStream(Path path, InputStream text) {
    super(text);
    this.path = path;
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
  void convert(String row, StringBuilder text) throws IOException {
    if (!begun) {
      begun = true;
      readHead(row, text);
    } else if (isContent(row.strip())) {
      String values = withoutComment(row).strip();
      Text.appendRow(withTiers(values.charAt(0) == '{' ? sparse(values) : dense(values)), text);
    }
  }

  /** A comment begins with a percent sign outside of quotes, here behind a blank. */
  private static String withoutComment(String row) {
    char quote = 0;
    for (int i = row.indexOf('%') < 0 ? row.length() : 0; i < row.length(); i++) {
      char next = row.charAt(i);
      char before = i == 0 ? ' ' : row.charAt(i - 1);
      if (quote != 0) {
        i += next == '\\' ? 1 : 0;
        quote = next == quote ? 0 : quote;
      } else if ((next == '\'' || next == '"') && " \t,{".indexOf(before) >= 0) {
        quote = next;
      } else if (next == '%' && Character.isWhitespace(before)) {
        return row.substring(0, i);
      }
    }
    return row;
  }

  private void readHead(String first, StringBuilder text) throws IOException {
    for (String next = first; !read(next); next = readLine()) {}
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
    Text.appendRow(names, text);
    text.append("\n".repeat((int) line() - 1)); // rows stay on their lines
  }

  /** Reads a line of the head; true if the rows begin behind it. */
  private boolean read(String next) throws IOException {
    if (next == null) {
      throw malformed("there is no line @data, which stands above the rows.");
    }
    Matcher keyword = KEYWORD.matcher(withoutComment(next).strip());
    String word = keyword.matches() ? keyword.group(1).toLowerCase(Locale.ROOT) : "";
    if (word.equals("attribute")) {
      attributes.add(attribute(keyword.group(2)));
    }
    return word.equals("data");
  }

  private Attribute attribute(String declared) throws IOException {
    ArffValues words = values(declared);
    String name = words.next("");
    String type = words.rest();
    String lower = type.toLowerCase(Locale.ROOT);
    if (name.isEmpty() || type.isEmpty()) {
      throw malformed("an @attribute needs a name and a type.");
    }
    if (lower.startsWith("relational")) {
      throw malformed(
          "the attribute %s holds tables; one row must be one line.".formatted(shown(name)));
    }
    if (lower.startsWith(PATH)) {
      Set<String> paths = new LinkedHashSet<>();
      int deepest = 1;
      for (String path : listed(type.substring(PATH.length()), ",")) {
        String[] tiers = path.split("/");
        deepest = Math.max(deepest, tiers.length);
        for (int tier = 1; tier <= tiers.length; tier++) {
          paths.add(String.join("/", Arrays.asList(tiers).subList(0, tier)));
        }
      }
      return new Attribute(name, null, deepest - 1, paths);
    }
    if (!type.startsWith("{")) {
      return new Attribute(name, "0", 0, Set.of());
    }
    while (!type.contains("}")) {
      String more = readLine();
      if (more == null) {
        throw malformed("the values of the attribute %s have no end.".formatted(shown(name)));
      }
      type += " " + withoutComment(more).strip();
    }
    Set<String> values = listed(type.substring(1), ",}");
    return new Attribute(name, values.iterator().next(), 0, values);
  }

  /** The values of a list, of which each ends before one of these. */
  private Set<String> listed(String list, String ends) throws IOException {
    Set<String> listed = new LinkedHashSet<>();
    ArffValues values = values(list);
    do {
      listed.add(values.next(ends));
    } while (values.skips(','));
    return listed;
  }

  private List<String> dense(String row) throws IOException {
    ArffValues values = values(row);
    List<String> cells = new ArrayList<>();
    do {
      cells.add(values.next(","));
    } while (values.skips(','));
    if (cells.size() == 1 && attributes.size() > 1) {
      values = values(row);
      cells.clear();
      while (values.hasMore()) {
        cells.add(values.next(""));
      }
    }
    if (!values.rest().isEmpty()) {
      throw malformed(
          "%s stands behind a value. Values are separated by commas, and quoted if they hold one."
              .formatted(shown(values.rest())));
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
    BitSet told = new BitSet();
    ArffValues values = values(row.substring(1));
    while (!values.skips('}')) {
      String index = values.next(" \t");
      int at = index.matches("\\d{1,9}") ? Integer.parseInt(index) : -1;
      if (at < 0 || at >= cells.size()) {
        throw malformed(
            "%s is no number of an attribute, 0 to %d.".formatted(shown(index), cells.size() - 1));
      }
      if (told.get(at)) {
        throw malformed("the attribute with number %d has two values.".formatted(at));
      }
      told.set(at);
      cells.set(at, values.next(",}"));
      values.skips(',');
    }
    if (values.hasMore()) {
      throw malformed(
          "%s stands behind a sparse row. Weights of rows cannot be read."
              .formatted(shown(values.rest())));
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
            "%s are several classes; one path of a row can be read.".formatted(shown(cell)));
      }
      checkDeclared(cell, attributes.get(column));
      int end = -1;
      for (int tier = 0; tier < tiers; tier++) {
        end = end == cell.length() ? end : cell.indexOf('/', end + 1);
        end = end < 0 ? cell.length() : end;
        all.add(end == cell.length() ? "" : cell.substring(0, end));
      }
    }
    return all;
  }

  private void checkDeclared(String cell, Attribute attribute) throws IOException {
    Set<String> values = attribute.values();
    if (!cell.isEmpty() && !values.isEmpty() && !values.contains(cell)) {
      boolean ends = values.stream().anyMatch(value -> value.endsWith("/" + cell));
      throw malformed(
          "%s is no value that the attribute %s declares: %s.%s"
              .formatted(
                  shown(cell),
                  shown(attribute.name()),
                  utf8(Text.some(List.copyOf(values), NAMED)),
                  ends ? " Classes that are a graph and no tree cannot be read." : ""));
    }
  }

  private ArffValues values(String text) {
    return new ArffValues(text, this::malformed);
  }

  private static String shown(String bytes) {
    return Text.shortened(utf8(bytes));
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(BYTES), StandardCharsets.UTF_8);
  }

  private MalformedDataException malformed(String reason) {
    return new MalformedDataException(path, line(), reason);
  }
}
