package ihct.loading.csv;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The names that a user gives all columns of a file, to stand above its first row. */
public final class GivenNames {

  private static final int NAMED = 10;

  private GivenNames() {}

  /**
   * Whether the names are to stand above the first row; otherwise that holds just names of these.
   *
   * @param line where the first row stands
   * @param second the row after it; empty without one
   * @param named whether the kind of file names its columns in any case
   * @throws MalformedDataException if the first row holds other names, or another number of cells
   */
  public static boolean areAbove(
      Path path,
      List<String> names,
      long line,
      List<String> first,
      List<String> second,
      boolean named)
      throws MalformedDataException {
    List<String> known = names.stream().map(GivenNames::normal).toList();
    if (known.containsAll(first.stream().map(GivenNames::normal).toList())) {
      return false;
    }
    String shown = Text.some(first, NAMED);
    boolean aboveNumbers =
        first.stream().noneMatch(Numbers::isLike) && second.stream().anyMatch(Numbers::isLike);
    if (named || aboveNumbers) {
      throw new MalformedDataException(
          path,
          line,
          "the file names its columns itself (%s), and --columns is for files whose first line is a row. Leave --columns out."
              .formatted(shown));
    }
    if (first.size() != names.size()) {
      throw new MalformedDataException(
          path,
          line,
          "this row has %d cells (%s), and --columns names %d columns. Name each of them."
              .formatted(first.size(), shown, names.size()));
    }
    return true;
  }

  private static String normal(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
