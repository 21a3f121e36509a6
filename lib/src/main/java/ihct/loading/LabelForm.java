package ihct.loading;

import java.util.Arrays;
import java.util.List;

/** How a cell holds genres. */
public enum LabelForm {
  /** One genre, as it stands. */
  ONE("one genre") {
    @Override
    List<String> genres(String cell) {
      return List.of(cell);
    }
  },
  /** A list in brackets, as Python and other programs write it. */
  LIST("Python list") {
    @Override
    List<String> genres(String cell) {
      return PythonList.parse(cell);
    }
  },
  /** Genres with commas between them. */
  COMMA("list with commas") {
    @Override
    List<String> genres(String cell) {
      return parts(cell, ",");
    }
  },
  /** Genres with semicolons between them. */
  SEMICOLON("list with semicolons") {
    @Override
    List<String> genres(String cell) {
      return parts(cell, ";");
    }
  },
  /** Genres with vertical bars between them. */
  PIPE("list with vertical bars") {
    @Override
    List<String> genres(String cell) {
      return parts(cell, "\\|");
    }
  };

  private final String words;

  LabelForm(String words) {
    this.words = words;
  }

  /**
   * Lists the genres of a cell that is not {@linkplain MissingValues missing}; some of them may be.
   *
   * @throws IllegalArgumentException if the cell has another form
   */
  abstract List<String> genres(String cell);

  private static List<String> parts(String cell, String separator) {
    return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(separator));
  }

  String words() {
    return words;
  }
}
