package ihct.loading.labels;

import ihct.loading.csv.ListText;
import ihct.loading.csv.MissingValues;
import ihct.loading.schema.LabelForm;
import java.util.List;
import java.util.Optional;

/**
 * How the label of one file is read.
 *
 * @param form how its cells hold genres
 * @param said whether a user said so; then cells are not looked at
 * @param namesBrackets whether empty brackets are a genre's name, as in a published table of the
 *     genres themselves
 * @param note what was found, for the report; empty for plain genres
 */
public record LabelReading(
    LabelForm form, boolean said, boolean namesBrackets, Optional<String> note) {

  public static final String OVER_LINES = "the genre runs over a line end; is a quote left open?";

  /** Reads a cell by a form; a list that is surely one is read in each form. */
  static LabelReading by(LabelForm form) {
    return new LabelReading(form, false, false, Optional.empty());
  }

  /** Takes each cell as one genre. */
  public static LabelReading literally() {
    return new LabelReading(LabelForm.ONE, true, false, Optional.empty());
  }

  LabelReading withNote(String text) {
    return new LabelReading(form, said, namesBrackets, Optional.of(text));
  }

  /**
   * Lists the genres of a cell that is not {@linkplain MissingValues missing}, with blanks round
   * them; some of them may be.
   *
   * @throws IllegalArgumentException if the cell has another form; the message says why
   */
  public List<String> genres(String cell) {
    if (ListText.isBracketed(cell) || (form == LabelForm.LIST && ListText.startsIn(cell))) {
      List<String> items = items(cell);
      if (items != null) {
        return items;
      }
    }
    if (cell.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(OVER_LINES);
    }
    return !said && LabelEvidence.isOneName(cell) ? List.of(cell) : form.parts(cell);
  }

  /** The texts of a list in brackets; null if the cell is to be read in another way. */
  private List<String> items(String cell) {
    ListText list;
    try {
      list = ListText.parse(cell);
    } catch (IllegalArgumentException e) {
      if (form == LabelForm.LIST && ListText.startsIn(cell)) {
        throw e;
      }
      return null;
    }
    if (list.items().isEmpty()) {
      return namesBrackets ? null : List.of();
    }
    boolean listed = list.certain() ? !isLiteral() : form == LabelForm.LIST || isFoundSeparated();
    return listed ? list.items() : null;
  }

  private boolean isLiteral() {
    return said && form == LabelForm.ONE;
  }

  private boolean isFoundSeparated() {
    return !said && form != LabelForm.ONE;
  }
}
