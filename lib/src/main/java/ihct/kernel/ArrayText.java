package ihct.kernel;

import java.lang.reflect.Array;

/** Writes arrays as lists do, but stops in time: nobody reads a million numbers. */
final class ArrayText {

  private static final int LONGEST = 20_000;
  private static final int DEEPEST = 8; // an array may hold itself

  private ArrayText() {}

  static String of(Object array) {
    StringBuilder text = new StringBuilder();
    append(array, text, 0);
    return text.toString();
  }

  private static void append(Object value, StringBuilder text, int depth) {
    if (value == null || !value.getClass().isArray() || depth > DEEPEST) {
      text.append(value);
      return;
    }
    int length = Array.getLength(value);
    text.append('[');
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : ", ");
      if (text.length() > LONGEST) {
        text.append("… (").append(length).append(" in all)");
        break;
      }
      append(Array.get(value, i), text, depth + 1);
    }
    text.append(']');
  }
}
