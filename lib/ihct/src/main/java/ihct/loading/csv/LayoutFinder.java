package ihct.loading.csv;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the separator of a CSV file by its header and the records of its first {@value
 * SongBytes#OPENING} bytes.
 *
 * <ol>
 *   <li>A first line {@code sep=;} says it.
 *   <li>Otherwise a separator is possible if it splits the header into two names or more; those
 *       that only end the header (as in "Class;;") do not count. If none is possible, the table has
 *       one column.
 *   <li>It fits if at least half of the records have as many cells as the header, or one more, not
 *       counting empty ones at the end. If one alone fits, it is that.
 *   <li>If several fit, the one that stands in the header at least twice as often as every other is
 *       it: a character inside the names of a column cannot stand in each record that often. If
 *       there is none, the file is refused.
 *   <li>If none fits, it is the comma where that is possible, or else the one most frequent in the
 *       header; the records that do not fit are then counted as unreadable.
 * </ol>
 *
 * Characters inside quotes are never taken for separators.
 */
final class LayoutFinder {

  private static final Pattern DECLARED =
      Pattern.compile(" *\"?sep=(\\\\t|.)\"?\\1* *", Pattern.CASE_INSENSITIVE);

  /** What a declared separator cannot be: it would stand in numbers, words or quotes. */
  private static final Pattern NO_SEPARATOR = Pattern.compile("[\\w\"'.+\\-]|[^\\x00-\\x7f]");

  private final Path path;
  private final byte[] opening;
  private final boolean whole;

  private LayoutFinder(Path path, byte[] opening, boolean whole) {
    this.path = path;
    this.opening = opening;
    this.whole = whole;
  }

  /**
   * A file as one separator cuts it.
   *
   * @param header its names, without empty ones at the end
   * @param fit the share of the records that have about as many cells, 0…1
   */
  private record Reading(Separator separator, List<String> header, double fit) {

    boolean fits() {
      return fit >= 0.5;
    }

    boolean isPossible() {
      return header.size() > 1;
    }

    /** Whether the other's separator is one within the cells of this one. */
    boolean isClearerThan(Reading other) {
      return other == this || header.size() - 1 >= 2 * (other.header.size() - 1);
    }

    @Override
    public String toString() {
      List<String> names = header.stream().limit(3).map(Text::shortened).toList();
      return "%s (%d columns: %s%s)"
          .formatted(
              separator.words(),
              header.size(),
              String.join(", ", names),
              header.size() > names.size() ? ", …" : "");
    }
  }

  /**
   * Finds the layout by the first bytes of the text, as UTF-8; whole tells whether they are all.
   *
   * @throws MalformedDataException if it is not certain; the message says how to make it so
   */
  static CellLayout find(Path path, byte[] opening, boolean whole) throws MalformedDataException {
    LayoutFinder finder = new LayoutFinder(path, opening, whole);
    int end = finder.lineEnd();
    String line = new String(opening, 0, Math.min(end, 20), StandardCharsets.UTF_8);
    Matcher declared = DECLARED.matcher(line);
    return declared.matches() ? finder.declared(declared.group(1), end) : finder.found();
  }

  private int lineEnd() {
    int end = 0;
    while (end < opening.length && opening[end] != '\n' && opening[end] != '\r') {
      end++;
    }
    return end;
  }

  private CellLayout declared(String written, int end) throws MalformedDataException {
    String character = written.equalsIgnoreCase("\\t") ? "\t" : written;
    if (NO_SEPARATOR.matcher(character).matches()) {
      throw malformed("the first line asks for %s between cells.".formatted(written), null);
    }
    boolean both = end + 1 < opening.length && opening[end] == '\r' && opening[end + 1] == '\n';
    int start = Math.min(opening.length, end + (both ? 2 : 1));
    byte[] table = Arrays.copyOfRange(opening, start, opening.length);
    CellLayout layout =
        new CellLayout(
            (byte) character.charAt(0),
            2,
            start,
            "\"%s\" in the first line".formatted(line(character)));
    LayoutFinder rest = new LayoutFinder(path, table, whole);
    for (Separator separator : rest.inHeader()) {
      Reading reading = rest.reading(separator);
      if (rest.isSingleColumn(layout.separator()) && reading.isPossible() && reading.fits()) {
        throw malformed(
            "the first line says %s, but the cells are separated by %s."
                .formatted(line(character), reading),
            "Take the line away: tail -n +2 FILE > NEW");
      }
    }
    return layout;
  }

  private static String line(String character) {
    return "sep=" + (character.equals("\t") ? "\\t" : character);
  }

  private CellLayout found() throws MalformedDataException {
    List<Separator> candidates = inHeader();
    if (candidates.isEmpty() || candidates.equals(List.of(Separator.COMMA))) {
      return CellLayout.COMMAS;
    }
    List<Reading> possible =
        candidates.stream().map(this::reading).filter(Reading::isPossible).toList();
    List<Reading> fitting = possible.stream().filter(Reading::fits).toList();
    if (fitting.isEmpty()) {
      return CellLayout.of(likeliest(possible));
    }
    for (Reading reading : fitting) {
      if (fitting.stream().allMatch(reading::isClearerThan)) {
        return CellLayout.of(reading.separator());
      }
    }
    throw ambiguous(fitting);
  }

  private Separator likeliest(List<Reading> possible) {
    Reading best = reading(Separator.COMMA);
    if (!best.isPossible() && best.fits()) {
      return Separator.COMMA; // One column, and the others stand in its name.
    }
    for (Reading reading : possible) {
      boolean more = reading.header().size() > best.header().size();
      best = more && best.separator() != Separator.COMMA || !best.isPossible() ? reading : best;
    }
    return best.separator();
  }

  private MalformedDataException ambiguous(List<Reading> fitting) {
    String last = fitting.get(fitting.size() - 1).separator().written();
    return malformed(
        "the cells may be separated by %s."
            .formatted(String.join(", or by ", fitting.stream().map(Reading::toString).toList())),
        "Say which by a first line, for instance: (printf 'sep=%s\\n'; cat FILE) > NEW"
            .formatted(last));
  }

  private MalformedDataException malformed(String what, String cure) {
    return new MalformedDataException(path, 1, cure == null ? what : what + " " + cure);
  }

  /** Lists the separators that stand in the first record, in quotes or not. */
  private List<Separator> inHeader() {
    List<Separator> found = new ArrayList<>();
    int end = headerEnd();
    for (Separator separator : Separator.values()) {
      for (int at = 0; at < end; at++) {
        if (opening[at] == separator.character()) {
          found.add(separator);
          break;
        }
      }
    }
    return found;
  }

  private int headerEnd() {
    int at = 0;
    while (at < opening.length && (opening[at] == '\n' || opening[at] == '\r')) {
      at++;
    }
    boolean quoted = false;
    while (at < opening.length && (quoted || (opening[at] != '\n' && opening[at] != '\r'))) {
      quoted ^= opening[at++] == '"';
    }
    return at;
  }

  private boolean isSingleColumn(byte separator) {
    RecordBlock block = scanned(new CellLayout(separator, 1, 0, ""));
    return block.records() > 0 && block.cells(0) == 1;
  }

  private Reading reading(Separator separator) {
    RecordBlock block = scanned(CellLayout.of(separator));
    List<String> header = block.records() == 0 ? List.of() : header(block);
    // The last record may be cut off.
    int records = block.records() - (whole ? 0 : 1);
    int fitting = 0;
    for (int record = 1; record < records; record++) {
      fitting += fits(block, record, header.size()) ? 1 : 0;
    }
    return new Reading(separator, header, records < 2 ? 1 : (double) fitting / (records - 1));
  }

  /** As the header, or by one cell longer, or but for separators at the end of either. */
  private static boolean fits(RecordBlock block, int record, int names) {
    int cells = block.cells(record);
    int columns = block.cells(0);
    if (cells == names || (cells >= columns && cells <= columns + 1)) {
      return true;
    }
    while (cells > columns && block.cell(record, cells - 1).isEmpty()) {
      cells--;
    }
    return cells == columns;
  }

  private static List<String> header(RecordBlock block) {
    List<String> names = new ArrayList<>();
    for (int column = 0; column < block.cells(0); column++) {
      names.add(block.cell(0, column));
    }
    while (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
      names.remove(names.size() - 1);
    }
    return names;
  }

  private RecordBlock scanned(CellLayout layout) {
    RecordBlock block = new RecordBlock(opening.length + 1);
    try {
      new RecordScanner(path, new ByteArrayInputStream(opening), layout, "").fill(block);
    } catch (MalformedDataException e) {
      block.clear(); // Not even the header can be read so.
    }
    return block;
  }
}
