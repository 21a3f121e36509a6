package ihct.data;

import ihct.files.Names;
import ihct.songs.SplitRule;

/**
 * A split as users write it: {@code row}, {@code track}, {@code artist}, or {@code column:NAME}.
 *
 * @param column the column that says which part each row belongs to; null to draw the parts
 * @param rule what stays together in a draw; with a column, and files of a published split, that of
 *     the rows to tune on, if none were published
 */
public record SplitText(String column, SplitRule rule) {

  private static final String COLUMN = "column:";

  /**
   * Reads a split.
   *
   * @param group the column of the groups, which stay together then in what a column leaves open;
   *     null for none
   * @throws IllegalArgumentException for an unknown word
   */
  public static SplitText parse(String text, String group) {
    if (text.startsWith(COLUMN)) {
      return new SplitText(
          text.substring(COLUMN.length()), group == null ? SplitRule.TRACK : SplitRule.ARTIST);
    }
    try {
      return new SplitText(null, Names.parse(SplitRule.class, "Split", text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s A column that names the parts is written column:NAME.".formatted(e.getMessage()), e);
    }
  }
}
