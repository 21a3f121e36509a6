package ihct.loading.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTextTest {

  @Test
  void readsWhatPythonPrints() {
    assertEquals(List.of(), ListText.parse("[]").items());
    assertEquals(List.of(), ListText.parse(" [ ] ").items());
    assertEquals(
        List.of("acid jazz", "children's folk", "r&b"),
        ListText.parse("['acid jazz', \"children's folk\", 'r&b']").items());
    assertEquals(
        List.of("a'\"b", "x\\y", "\u00e9\u20ac\ud83c\udfb5\n", "a, ]"),
        ListText.parse("['a\\'\"b','x\\\\y', '\\xe9\\u20ac\\U0001f3b5\\n', 'a, ]',]").items());
  }

  @Test
  void bytesAreUtf8() {
    assertEquals(
        List.of("m\u00fasica", "rock"), ListText.parse("[b'm\\xc3\\xbasica', b'rock']").items());
  }

  @Property(tries = 200)
  void readsBackWhatItWouldPrint(
      @Range(min = 0, max = 255) int count, @Range(min = 0, max = 255) int longest, long seed) {
    Random random = new Random(seed);
    String special = "'\"\\[](), \n\0";
    List<String> items =
        Stream.generate(
                () ->
                    random
                        .ints(0, Character.MAX_CODE_POINT + 1)
                        .map(c -> c % 4 == 0 ? special.charAt(c / 4 % special.length()) : c)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .limit(random.nextInt(longest + 1))
                        .collect(
                            StringBuilder::new,
                            StringBuilder::appendCodePoint,
                            StringBuilder::append)
                        .toString())
            .limit(count)
            .toList();
    String printed =
        items.stream()
            .map(s -> "'" + s.replace("\\", "\\\\").replace("'", "\\'") + "'")
            .toList()
            .toString();
    assertEquals(items, ListText.parse(printed).items());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "rock|expected [ at character 1",
        "['a'|expected , at character 5",
        "['a|expected the closing ' at character 4",
        "(rock)|expected a quote at character 2",
        "['a' b]|expected the closing ' at character 8",
        "{'a': 'b'}|expected , at character 5",
        "['a'] x|expected nothing after the list at character 7",
        "['\\q']|expected an escape of Python or JSON",
        "['\\xg1']|expected 2 hexadecimal digits at character 5",
        "[,]|expected a quote at character 2",
      })
  void refusesAnythingElseAndNamesTheCharacter(String cell, String reason) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ListText.parse(cell)).getMessage();
    assertEquals(true, message.contains(reason), message);
  }
}
