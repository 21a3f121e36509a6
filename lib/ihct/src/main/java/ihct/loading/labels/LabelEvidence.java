package ihct.loading.labels;

import ihct.loading.schema.LabelForm;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What speaks for one separator: how many cells hold it, and whether what stands between is seen
 * elsewhere. A part is <em>free</em> if it stands alone in another cell, or at different places of
 * several cells. At the same place of all, it belongs to addresses ("Portland, OR"), headings
 * ("Jazz, Smooth") or the like, which are one name.
 */
final class LabelEvidence {

  private static final double FEW = 0.2;
  private static final double MOST = 0.5;

  private static final Pattern CONJUNCTION =
      Pattern.compile(",\\s*(?:&|(?:and|or)\\b)", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBERS = Pattern.compile("[-+\\d.,\\s]*");

  /** Where a part was seen; places are counted from the first part on and from the last back. */
  private static final class Part {
    private long rows;
    private int fromFirst = -1;
    private int fromLast;
    private boolean varies;

    private void see(int first, int last, int inRows) {
      varies |= fromFirst >= 0 && (fromFirst != first || fromLast != last);
      fromFirst = first;
      fromLast = last;
      rows += inRows;
    }
  }

  private final LabelForm form;
  private final Set<String> names;
  private final Set<String> alone = new HashSet<>();
  private final Map<String, Part> parts = new HashMap<>();
  private long rows;
  private long rowsWithSeparator;
  private String example = "";

  /**
   * Prepares for cells with one separator; names are the normal forms of texts that stand alone
   * somewhere.
   */
  LabelEvidence(LabelForm form, Set<String> names) {
    this.form = form;
    this.names = names;
  }

  /** The form in which names are compared. */
  static String normal(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** Tells whether a cell with commas is one name by its last words: "Folk, World, & Country". */
  static boolean isOneName(String cell) {
    return CONJUNCTION.matcher(cell).find();
  }

  /** Takes in a cell of some rows that is no list in brackets. */
  void add(String cell, int inRows) {
    rows += inRows;
    boolean decimal = form == LabelForm.COMMA && NUMBERS.matcher(cell).matches();
    if (!form.isIn(cell) || decimal || (form == LabelForm.COMMA && isOneName(cell))) {
      return;
    }
    rowsWithSeparator += inRows;
    List<String> found = form.parts(cell).stream().map(LabelEvidence::normal).toList();
    if (found.size() == 1) {
      alone.add(found.get(0));
    } else if (example.isEmpty() || cell.compareTo(example) < 0) {
      example = cell;
    }
    for (int i = 0; i < found.size(); i++) {
      parts.computeIfAbsent(found.get(i), part -> new Part()).see(i, found.size() - i, inRows);
    }
  }

  LabelForm form() {
    return form;
  }

  /** Tells whether at least one cell in five holds the separator. */
  boolean isCommon() {
    return rowsWithSeparator > 0 && rowsWithSeparator >= FEW * rows;
  }

  /** Tells whether more than half of the parts are free. */
  boolean isOfFreeParts() {
    return free() > MOST;
  }

  /** Tells whether at least one part in five is free. */
  boolean isDoubtful() {
    return free() >= FEW;
  }

  long rowsWithSeparator() {
    return rowsWithSeparator;
  }

  /**
   * The share of the parts that are free, 0…1: each counted once, or as often as it stands, if that
   * is more, so that neither one part in all lists nor many rare ones hide the rest.
   */
  double free() {
    long often = 0;
    long freeOften = 0;
    int once = 0;
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      boolean free = isFree(part.getKey(), part.getValue());
      once += free ? 1 : 0;
      often += part.getValue().rows;
      freeOften += free ? part.getValue().rows : 0;
    }
    return parts.isEmpty() ? 0 : Math.max((double) once / parts.size(), (double) freeOften / often);
  }

  private boolean isFree(String name, Part part) {
    return names.contains(name) || alone.contains(name) || part.varies;
  }

  /** The first cell by name with several parts; empty if there is none. */
  String example() {
    return example;
  }
}
