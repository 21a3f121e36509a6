package ihct.plots;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists of numbers, some of which Tablesaw writes as texts. Gaps are null. */
final class NumberList {

  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d*)?([eE][-+]?\\d+)?");

  private NumberList() {}

  /** The same list as numbers, or none if something else is in it. */
  static Optional<List<Object>> of(List<?> values) {
    Object[] numbers = new Object[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      Object value = values.get(i);
      if (value instanceof String text && NUMBER.matcher(text).matches()) {
        numbers[i] = Double.valueOf(text);
      } else if (value == null || value instanceof Number) {
        numbers[i] = value;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(Arrays.asList(numbers));
  }
}
