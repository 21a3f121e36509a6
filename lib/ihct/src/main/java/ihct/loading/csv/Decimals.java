package ihct.loading.csv;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the decimal mark of a file's features, by the first records in which one can be told.
 *
 * <ol>
 *   <li>"0,5", "-12,34", ",5", "1234,567" and "1,5E-3" have a decimal comma: it stands after a
 *       zero, nothing or four digits, or before other than three. So do "1.234,5" and "1.234.567",
 *       whose points group thousands. The same with point and comma exchanged tells a decimal
 *       point.
 *   <li>"1,234" and "1.234" alone tell nothing: either may be 1.234 or 1234.
 *   <li>A file with decimal commas and no decimal points has decimal commas. Then "1.234" is 1234
 *       if other numbers group thousands so, and the file is refused if none does.
 *   <li>A file with both is refused if commas are in most records; otherwise points are its mark
 *       and the others are no numbers, as they ever were.
 *   <li>A file with neither has decimal points; if it has "1,234" and its separator is no comma, it
 *       is refused.
 * </ol>
 */
public final class Decimals {

  /** What numbers are written with. */
  public enum Mark {
    POINT(""),
    COMMA("decimal commas"),
    COMMA_AND_GROUPS("decimal commas, and points between thousands");

    private final String words;

    Mark(String words) {
      this.words = words;
    }

    /** What a reader of the report must be told; empty for points. */
    public String words() {
      return words;
    }

    /** Writes a number with a decimal point; empty if it is none in this notation. */
    public String withPoint(String cell) {
      return this == POINT ? cell : Numbers.withPoint(cell, this == COMMA_AND_GROUPS);
    }
  }

  private enum Sign {
    POINT,
    COMMA,
    POINT_GROUPS,
    POINT_OR_GROUP,
    COMMA_OR_GROUP
  }

  private static final Pattern ONE_MARK =
      Pattern.compile("[+-]?(\\d*)([.,])(\\d*)([eE][+-]?\\d+)?");

  private static final Pattern GROUPS =
      Pattern.compile(
          "[+-]?[1-9]\\d{0,2}(?:(\\.\\d{3})+,\\d*|(\\.\\d{3}){2,}|(,\\d{3})+\\.\\d*|(,\\d{3}){2,})");

  private final Path path;
  private final List<String> header;
  private final boolean separatedByCommas;

  /** The first cell that shows each sign. */
  private final Map<Sign, Place> first = new TreeMap<>();

  public Decimals(Path path, List<String> header, boolean separatedByCommas) {
    this.path = path;
    this.header = header;
    this.separatedByCommas = separatedByCommas;
  }

  /**
   * Looks at the columns with numbers of some records, from the first to look at on; null if they
   * have no mark.
   *
   * @throws MalformedDataException if it is not certain
   */
  public Mark find(RecordBlock block, List<Integer> columns, int from)
      throws MalformedDataException {
    int withComma = 0;
    for (int record = from; record < block.records(); record++) {
      if (block.cells(record) == header.size()) {
        boolean comma = false;
        for (int column : columns) {
          comma |= look(block, record, column) == Sign.COMMA;
        }
        withComma += comma ? 1 : 0;
      }
    }
    boolean point = first.containsKey(Sign.POINT);
    boolean groups = first.containsKey(Sign.POINT_GROUPS);
    boolean comma = first.containsKey(Sign.COMMA) || groups;
    if (comma && !point) {
      if (!groups && first.containsKey(Sign.POINT_OR_GROUP)) {
        throw ambiguous(Sign.POINT_OR_GROUP, "other numbers have decimal commas");
      }
      return groups ? Mark.COMMA_AND_GROUPS : Mark.COMMA;
    }
    if (comma && 2 * withComma > block.records() - from) {
      throw mixed();
    }
    if (!comma && !point && !separatedByCommas && first.containsKey(Sign.COMMA_OR_GROUP)) {
      throw ambiguous(Sign.COMMA_OR_GROUP, "no other number tells which");
    }
    return first.isEmpty() ? null : Mark.POINT;
  }

  private Sign look(RecordBlock block, int record, int column) {
    boolean comma = false;
    boolean point = false;
    for (int at = block.start(record, column); at < block.end(record, column); at++) {
      comma |= block.bytes[at] == ',';
      point |= block.bytes[at] == '.';
    }
    // Of the many numbers with points one is enough to know them by.
    if (!comma && (!point || first.containsKey(Sign.POINT))) {
      return null;
    }
    String cell = block.cell(record, column);
    Sign sign = sign(cell);
    if (sign != null) {
      first.computeIfAbsent(
          sign, s -> new Place(path, block.line(record), header.get(column), Text.shortened(cell)));
    }
    return sign;
  }

  private static Sign sign(String cell) {
    Matcher one = ONE_MARK.matcher(cell);
    if (one.matches()) {
      String whole = one.group(1);
      String fraction = one.group(3);
      if (whole.isEmpty() && fraction.isEmpty()) {
        return null;
      }
      boolean point = one.group(2).equals(".");
      boolean either =
          whole.matches("[1-9]\\d{0,2}") && fraction.length() == 3 && one.group(4) == null;
      return point
          ? either ? Sign.POINT_OR_GROUP : Sign.POINT
          : either ? Sign.COMMA_OR_GROUP : Sign.COMMA;
    }
    Matcher groups = GROUPS.matcher(cell);
    if (!groups.matches()) {
      return null;
    }
    return groups.group(1) != null || groups.group(2) != null ? Sign.POINT_GROUPS : Sign.POINT;
  }

  private MalformedDataException ambiguous(Sign sign, String why) {
    Place place = first.get(sign);
    String digits = place.detail().replaceAll("[^\\d.,+-]", "");
    return new MalformedDataException(
        path,
        place.line(),
        place.column(),
        "%s may be %s or %s: %s. Write all numbers with a decimal point and without groups."
            .formatted(
                place.detail(), digits.replace(',', '.'), digits.replaceAll("[.,]", ""), why));
  }

  private MalformedDataException mixed() {
    Place comma = first.getOrDefault(Sign.COMMA, first.get(Sign.POINT_GROUPS));
    Place point = first.get(Sign.POINT);
    return new MalformedDataException(
        path,
        comma.line(),
        comma.column(),
        "%s has a decimal comma, but %s in column %s of line %d a decimal point. Write all numbers"
                .formatted(
                    comma.detail(), point.detail(), Text.shortened(point.column()), point.line())
            + " with a decimal point.");
  }
}
