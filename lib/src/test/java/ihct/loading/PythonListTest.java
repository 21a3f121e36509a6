package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonListTest {

  @Test
  void readsWhatPythonPrints() {
    assertEquals(List.of(), PythonList.parse("[]"));
    assertEquals(List.of(), PythonList.parse(" [ ] "));
    assertEquals(
        List.of("acid jazz", "children's folk", "r&b"),
        PythonList.parse("['acid jazz', \"children's folk\", 'r&b']"));
    assertEquals(
        List.of("a'\"b", "x\\y", "\u00e9\u20ac\ud83c\udfb5\n", "a, ]"),
        PythonList.parse("['a\\'\"b','x\\\\y', '\\xe9\\u20ac\\U0001f3b5\\n', 'a, ]',]"));
  }

  @Property(tries = 200)
  void readsBackWhatItWouldPrint(@ForAll List<String> items) {
    String printed =
        items.stream()
            .map(s -> "'" + s.replace("\\", "\\\\").replace("'", "\\'") + "'")
            .toList()
            .toString();
    assertEquals(items, PythonList.parse(printed));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "rock|expected [ at character 1",
        "['a'|expected , at character 5",
        "['a|expected the closing ' at character 4",
        "[rock]|expected a quote at character 2",
        "['a' 'b']|expected , at character 6",
        "['a'] x|expected nothing after the list at character 7",
        "['\\q']|expected an escape that Python writes",
        "['\\xg1']|expected 2 hexadecimal digits at character 5",
        "[,]|expected a quote at character 2",
      })
  void refusesAnythingElseAndNamesTheCharacter(String cell, String reason) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> PythonList.parse(cell)).getMessage();
    assertEquals(true, message.contains(reason), message);
  }
}
