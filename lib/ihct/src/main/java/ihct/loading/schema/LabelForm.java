package ihct.loading.schema;

import ihct.loading.csv.ListText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a cell of the label holds genres; told by all cells of the column unless a user says it. */
public enum LabelForm {
  /** One genre, as it stands. */
  ONE("one genre each", ""),
  /** A list in brackets, as {@link ListText} reads it; any other cell is one genre. */
  LIST("lists in brackets", ""),
  /** Genres with commas between them. */
  COMMA("lists with commas", ","),
  /** Genres with semicolons between them. */
  SEMICOLON("lists with semicolons", ";"),
  /** Genres with vertical bars between them. */
  PIPE("lists with vertical bars", "|");

  /** The forms that are told by a character between the genres. */
  public static final List<LabelForm> SEPARATED = List.of(COMMA, SEMICOLON, PIPE);

  private final String words;
  private final String separator;

  LabelForm(String words, String separator) {
    this.words = words;
    this.separator = separator;
  }

  public String words() {
    return words;
  }

  /** The option's word for it. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells whether a cell holds the character that parts genres in this form. */
  public boolean isIn(String cell) {
    return !separator.isEmpty() && cell.contains(separator);
  }

  /** Parts a cell; what is blank between two separators is no part. */
  public List<String> parts(String cell) {
    return isIn(cell)
        ? Arrays.stream(cell.split(Pattern.quote(separator)))
            .filter(part -> !part.isBlank())
            .toList()
        : List.of(cell);
  }
}
