package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.display.MimeBundle;
import ihct.display.ValueText;
import java.nio.CharBuffer;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

class ValueTextTest {

  private final Rendering rendering = new Rendering(new OwnRenderer());

  private String text(Object value) {
    return (String) rendering.render(value).getData(MIMEType.TEXT_PLAIN);
  }

  private static List<Object> shortOnes() {
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    Map<Object, Object> map = new HashMap<>(Map.of("a", 1, "b", itself));
    map.put("c", map);
    return List.of(
        List.of(),
        Arrays.asList(1, null, "x", List.of(2, Map.of('k', 3.5))),
        itself,
        map,
        new TreeSet<>(List.of(3, 1)),
        new ArrayDeque<>(List.of("a")),
        Collections.unmodifiableList(List.of(1, 2)),
        "plain",
        new StringBuilder("built"));
  }

  @Test
  void shortTextsAreThoseOfJava() {
    shortOnes().forEach(value -> assertEquals(String.valueOf(value), text(value)));
    String all = "z".repeat(ValueText.LONGEST);
    assertEquals(all, text(all));
  }

  @Test
  void longTextsAreShortenedWhateverTheirTypeAndSayHowMuchIsLeftOut() {
    List<Integer> numbers = IntStream.range(0, 100_000).boxed().toList();
    Map<Integer, Integer> map = numbers.stream().collect(Collectors.toMap(i -> i, i -> -i));
    Stream<Object> long_ =
        Stream.of(
            "s".repeat(50_000),
            "🎵".repeat(50_000),
            new StringBuilder("s".repeat(50_000)),
            numbers,
            List.of("a", numbers, "b"),
            List.of("q".repeat(15_000), "r".repeat(15_000), "s"),
            map,
            Collections.unmodifiableMap(map),
            numbers.stream().mapToInt(i -> i).toArray(),
            new Object[] {numbers, numbers});
    long_.forEach(
        value -> {
          String text = text(value);
          String type = value.getClass().getSimpleName();
          assertTrue(text.length() <= ValueText.LONGEST, type + ": " + text.length());
          assertTrue(text.length() > ValueText.LONGEST * 0.9, type + ": " + text.length());
          assertTrue(text.substring(text.length() - 200).contains("left out)"), type + ": " + text);
          assertTrue(text.chars().filter(c -> c == '[').count() < 5, type);
        });
    assertTrue(text("s".repeat(50_000)).endsWith("s… (31,000 characters left out)"));
  }

  @Test
  void firstElementsOfStreamsAreShownAndThatTheyAreUsedUp() {
    Stream<Integer> numbers = Stream.of(1, 2);
    assertEquals("[1, 2] (all of a stream, which is used up by that)", text(numbers));
    assertTrue(text(numbers).startsWith("a stream that was read before"), text(numbers));
    String first = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …] (the first 10 of a stream";
    assertTrue(text(IntStream.iterate(1, i -> i + 1)).startsWith(first));
    assertTrue(text(LongStream.rangeClosed(1, 11).parallel()).startsWith(first));
    assertTrue(text(DoubleStream.of(0.5)).startsWith("[0.5] (all of"));
    assertTrue(text(Stream.generate(() -> "s".repeat(9000))).contains("left out"));
  }

  @Test
  void textsOfAnyKindAreShortened() {
    DisplayData data = new DisplayData();
    data.putData(MIMEType.TEXT_PLAIN, new StringBuilder("s".repeat(50_000)));
    assertTrue(text(data).endsWith("s… (31,000 characters left out)"));
    data.putData(MIMEType.TEXT_PLAIN, CharBuffer.wrap("short"));
    assertEquals("short", text(data));
  }

  @Test
  void toStringMayReturnNull() {
    Object silent =
        new Object() {
          @Override
          public String toString() {
            return null;
          }
        };
    assertEquals("null", text(silent));
    assertEquals("[null, 1]", text(List.of(silent, 1)));
  }

  @Test
  void endlessCollectionsEnd() {
    List<Integer> endless =
        new AbstractList<>() {
          @Override
          public Integer get(int i) {
            return i;
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };
    assertTrue(text(endless).contains("of 2,147,483,647 left out)"));
  }

  @Test
  void richFormsStayWhole() {
    String html = "<p>" + "x".repeat(60_000) + "</p>";
    DisplayData own = new DisplayData("t".repeat(60_000));
    own.putHTML(html);
    assertEquals(html, rendering.render(own).getData(MIMEType.TEXT_HTML));
    assertTrue(text(own).contains("left out)"));
    MimeBundle bundle =
        MimeBundle.ofText("t".repeat(60_000))
            .with(MimeBundle.HTML, html)
            .with(MimeBundle.PLOTLY, new LinkedHashMap<>(Map.of("data", List.of(html))));
    DisplayData figure = rendering.render(bundle);
    assertEquals(html, figure.getData(MIMEType.TEXT_HTML));
    assertEquals(Map.of("data", List.of(html)), figure.getData(MIMEType.parse(MimeBundle.PLOTLY)));
    assertTrue(text(bundle).contains("left out)"));
    assertEquals(text(figure), text(rendering.render(figure)));
  }
}
