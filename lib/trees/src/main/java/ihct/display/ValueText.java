package ihct.display;

import java.lang.reflect.Array;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Writes collections and maps as their {@code toString} does, and arrays as lists, but stops in
 * time: nobody reads a million numbers, and they would stay in the saved notebook.
 */
public final class ValueText {

  /** Characters of the longest text, with what is said about the rest. */
  public static final int LONGEST = 20_000;

  /** So long a text becomes that is too long; the notes about its parts need the rest. */
  private static final int KEPT = LONGEST - 1000;

  /** An element that was begun is written to its end if that is so near, per depth of nesting. */
  private static final int NEAR = 50;

  /** So many elements of a stream are shown. */
  private static final int FIRST = 10;

  private static final int DEEPEST = 8; // an array or a list may hold itself

  /** The classes that JShell wraps the code of cells in. */
  private static final Pattern WRAPPERS = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");

  private ValueText() {}

  /**
   * {@return the text of a value, which may be null; one whose elements are written one by one is
   * short already}
   */
  public static String anyOf(Object value) {
    if (value instanceof BaseStream<?, ?> stream) {
      return ofStream(stream);
    }
    return value != null && hasElements(value) ? of(value) : String.valueOf(value);
  }

  /** A stream can be read once, so that it is said when that was done here. */
  private static String ofStream(BaseStream<?, ?> stream) {
    List<?> first;
    try {
      first = elements(stream).limit(FIRST + 1).toList();
    } catch (IllegalStateException e) {
      return "a stream that was read before (" + e.getMessage() + ")";
    }
    String shown = of(first.stream().limit(FIRST).toList());
    boolean all = first.size() <= FIRST;
    return (all ? shown : shown.substring(0, shown.length() - 1) + ", …]")
        + " (%s of a stream, which is used up by that)"
            .formatted(all ? "all" : "the first " + FIRST);
  }

  private static Stream<?> elements(BaseStream<?, ?> stream) {
    BaseStream<?, ?> one = stream.sequential();
    if (one instanceof IntStream numbers) {
      return numbers.boxed();
    }
    if (one instanceof LongStream numbers) {
      return numbers.boxed();
    }
    return one instanceof DoubleStream numbers ? numbers.boxed() : (Stream<?>) one;
  }

  /** The text of any value, with no more characters than these and what is said about the rest. */
  static String brief(Object value, int longest) {
    String text = withoutWrappers(anyOf(value));
    return text.length() <= longest ? text : cut(text, longest);
  }

  /** The text of a value whose elements are written one by one. */
  static String of(Object value) {
    StringBuilder text = new StringBuilder();
    append(value, text, 0);
    return text.toString();
  }

  /** Whether that can be done, so that a long text is never made as a whole. */
  static boolean hasElements(Object value) {
    return value.getClass().isArray()
        || value instanceof Collection && textIsFrom(AbstractCollection.class, value)
        || value instanceof Map && textIsFrom(AbstractMap.class, value);
  }

  /**
   * {@return a text, or null, with the names of classes as the cells have them that define them}
   */
  public static String withoutWrappers(String text) {
    return text == null ? "" : WRAPPERS.matcher(text).replaceAll("");
  }

  /** {@return the text; of one that is too long the beginning, and how much of it was left out} */
  public static String shortened(String text) {
    return text.length() <= LONGEST ? text : cut(text, KEPT);
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end =
        length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    int left = text.length() - end;
    return text.substring(0, end) + String.format(Locale.ROOT, "… (%,d characters left out)", left);
  }

  private static boolean textIsFrom(Class<?> type, Object value) {
    try {
      return value.getClass().getMethod("toString").getDeclaringClass() == type;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e); // every object has one
    }
  }

  private static void append(Object value, StringBuilder text, int depth) {
    if (value == null || depth > DEEPEST || !hasElements(value)) {
      text.append(cut("" + value, Math.max(NEAR, KEPT - text.length())));
    } else if (value instanceof Collection<?> collection) {
      text.append('[');
      elements(collection, text, depth);
      text.append(']');
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      entries(map, text, depth);
      text.append('}');
    } else {
      text.append('[');
      array(value, text, depth);
      text.append(']');
    }
  }

  private static void array(Object array, StringBuilder text, int depth) {
    int length = Array.getLength(array);
    for (int i = 0; i < length && goesOn(i, length, depth, text); i++) {
      append(Array.get(array, i), text, depth + 1);
    }
  }

  private static void elements(Collection<?> all, StringBuilder text, int depth) {
    int i = 0;
    for (Iterator<?> each = all.iterator();
        each.hasNext() && goesOn(i, all.size(), depth, text);
        i++) {
      part(each.next(), all, "(this Collection)", text, depth);
    }
  }

  private static void entries(Map<?, ?> all, StringBuilder text, int depth) {
    int i = 0;
    for (Iterator<? extends Map.Entry<?, ?>> each = all.entrySet().iterator();
        each.hasNext() && goesOn(i, all.size(), depth, text);
        i++) {
      Map.Entry<?, ?> entry = each.next();
      part(entry.getKey(), all, "(this Map)", text, depth);
      text.append('=');
      part(entry.getValue(), all, "(this Map)", text, depth);
    }
  }

  /** Arrays in collections are written as Java does. */
  private static void part(
      Object value, Object whole, String itself, StringBuilder text, int depth) {
    if (value == whole) {
      text.append(itself);
    } else {
      append(value, text, value != null && value.getClass().isArray() ? DEEPEST + 1 : depth + 1);
    }
  }

  /** Whether another element is to be written; if the text is long enough, how many are not. */
  private static boolean goesOn(int written, int all, int depth, StringBuilder text) {
    text.append(written == 0 ? "" : ", ");
    if (text.length() <= KEPT + NEAR * depth) {
      return true;
    }
    text.append(String.format(Locale.ROOT, "… (%,d of %,d left out)", all - written, all));
    return false;
  }
}
