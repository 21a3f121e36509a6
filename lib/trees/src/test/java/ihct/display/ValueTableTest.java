package ihct.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueTableTest {

  private static String html(Object value) {
    return DisplayProvider.formsOf(value)
        .map(forms -> (String) forms.forms().get(MimeBundle.HTML))
        .orElse(null);
  }

  private static List<String> cells(String html) {
    return Pattern.compile("<t[dh] [^>]*>(.*?)</t[dh]>")
        .matcher(html)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** What notebooks put into lists. */
  record Song(String title, int year, List<String> genres) {}

  record Broken(int n) {
    @Override
    public int n() {
      throw new IllegalStateException("on purpose");
    }
  }

  @Test
  void mapsAreTablesBesideTheirText() {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("<b>", 3);
    map.put(null, List.of("a", "b"));
    map.put("line\nfeed", null);
    assertEquals(
        List.of("key", "value", "&lt;b&gt;", "3", "null", "[a, b]", "line feed", "null"),
        cells(html(map)));
    assertEquals(map.toString(), DisplayProvider.formsOf(map).orElseThrow().text());
    assertTrue(html(map).contains("<td style=\"text-align: right\">3</td>"));
    assertNull(html(Map.of()));
  }

  @Test
  void listsOfRecordsAreTablesBesideTheirText() {
    List<Song> songs =
        List.of(new Song("Help", 1965, List.of("pop")), new Song("So What", 1959, List.of()));
    assertEquals(
        List.of("title", "year", "genres", "Help", "1965", "[pop]", "So What", "1959", "[]"),
        cells(html(songs)));
    assertEquals(songs.toString(), DisplayProvider.formsOf(songs).orElseThrow().text());
    assertNull(html(List.of(songs.get(0), "other")), "not all of one type");
    assertNull(html(List.of(1, 2)));
    assertNull(html(List.of(new Broken(1))));
  }

  @Test
  void longTablesAreShortenedAndSayHowMuchIsLeftOut() {
    Map<Integer, String> map = new TreeMap<>();
    IntStream.range(0, 1234).forEach(i -> map.put(i, "s".repeat(i)));
    String html = html(map);
    assertEquals(2 * (1 + ValueTable.MOST_ROWS), cells(html).size());
    assertTrue(html.contains("(1,184 of 1,234 left out)"), html.substring(html.length() - 80));
    String cell = cells(html(Map.of("a", "s".repeat(1000)))).get(3);
    assertEquals("s".repeat(ValueTable.LONGEST) + "… (800 characters left out)", cell);
    String records = html(Collections.nCopies(100_000, new Song("a", 1, List.of())));
    assertTrue(records.contains("(99,950 of 100,000 left out)"));
  }
}
