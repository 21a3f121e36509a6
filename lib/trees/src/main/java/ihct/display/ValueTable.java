package ihct.display;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables in HTML of values that are best read so: maps, and lists of records of one type. */
final class ValueTable {

  /** So many rows are shown. */
  static final int MOST_ROWS = 50;

  /** Longer texts in cells are shortened. */
  static final int LONGEST = 200;

  private ValueTable() {}

  /** The table of a value and its text; none if it is not one of these, or has no rows. */
  static Optional<MimeBundle> of(Object value) {
    return html(value)
        .map(html -> MimeBundle.ofText(ValueText.anyOf(value)).with(MimeBundle.HTML, html));
  }

  private static Optional<String> html(Object value) {
    if (value instanceof Map<?, ?> map && ValueText.hasElements(value) && !map.isEmpty()) {
      Stream<List<?>> rows =
          map.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue()));
      return Optional.of(html(List.of("key", "value"), rows, map.size()));
    }
    if (value instanceof Collection<?> all && ValueText.hasElements(value) && !all.isEmpty()) {
      return ofRecords(all);
    }
    return Optional.empty();
  }

  private static Optional<String> ofRecords(Collection<?> all) {
    List<?> first = all.stream().limit(MOST_ROWS).toList();
    Class<?> type = first.get(0) == null ? null : first.get(0).getClass();
    if (type == null || !type.isRecord() || !first.stream().allMatch(type::isInstance)) {
      return Optional.empty();
    }
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = Stream.of(components).map(RecordComponent::getName).toList();
    List<List<?>> rows = new ArrayList<>();
    try {
      for (Object each : first) {
        rows.add(values(each, components));
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty(); // nobody may look into it, or it fails: its text is left
    }
    return components.length == 0
        ? Optional.empty()
        : Optional.of(html(names, rows.stream(), all.size()));
  }

  private static List<?> values(Object each, RecordComponent[] components)
      throws ReflectiveOperationException {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      try {
        values.add(accessor.invoke(each));
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof Error error) {
          throw error; // such as that the cell is stopped
        }
        throw e;
      }
    }
    return values;
  }

  private static List<?> row(Object key, Object value) {
    List<Object> row = new ArrayList<>(); // either may be null
    row.add(key);
    row.add(value);
    return row;
  }

  private static String html(List<String> names, Stream<List<?>> rows, int count) {
    String head =
        names.stream()
            .map(name -> cell("th", name))
            .collect(Collectors.joining("", "<tr>", "</tr>"));
    String body =
        rows.limit(MOST_ROWS)
            .map(
                row ->
                    row.stream()
                        .map(value -> cell("td", value))
                        .collect(Collectors.joining("", "<tr>", "</tr>\n")))
            .collect(Collectors.joining());
    String rest =
        count <= MOST_ROWS
            ? ""
            : String.format(
                Locale.ROOT, "<p>… (%,d of %,d left out)</p>\n", count - MOST_ROWS, count);
    return "<table>\n<thead>" + head + "</thead>\n<tbody>\n" + body + "</tbody>\n</table>\n" + rest;
  }

  /** Numbers stand at the right, texts at the left, whatever a front end would do. */
  private static String cell(String tag, Object value) {
    String side = value instanceof Number ? "right" : "left";
    String text = ValueText.brief(value, LONGEST).replaceAll("\\s", " ");
    return "<%s style=\"text-align: %s\">%s</%s>".formatted(tag, side, Escape.xml(text), tag);
  }
}
