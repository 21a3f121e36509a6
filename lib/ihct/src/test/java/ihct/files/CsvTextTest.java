package ihct.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTextTest {

  @Test
  void plainFieldsStayPlain() {
    assertEquals("a,,1.5,müzik\n", CsvText.line(List.of("a", "", "1.5", "müzik")));
  }

  @Test
  void commaQuoteAndLineBreakAreQuoted() {
    assertEquals("\"a,b\"", CsvText.field("a,b"));
    assertEquals("\"say \"\"no\"\"\"", CsvText.field("say \"no\""));
    assertEquals("\"two\nlines\"", CsvText.field("two\nlines"));
    assertEquals("\"two\rlines\"", CsvText.field("two\rlines"));
  }

  @Test
  void whatASpreadsheetWouldTakeForAFormulaIsText() {
    assertEquals("'=1+1", CsvText.field("=1+1"));
    assertEquals("\"'=HYPERLINK(\"\"x\"\",1)\"", CsvText.field("=HYPERLINK(\"x\",1)"));
    assertEquals("'-ambient", CsvText.field("-ambient"));
    assertEquals("'+1 pop", CsvText.field("+1 pop"));
    assertEquals("'@home", CsvText.field("@home"));
    for (String number : List.of("-1", "-0.5", "1.0E-9", "-1.0E-9", "NaN", "-Infinity", "+2")) {
      assertEquals(number, CsvText.field(number));
    }
  }

  @Test
  void controlCharactersAreReplaced() {
    assertEquals("a\uFFFD[31mred\uFFFD", CsvText.field("a\u001b[31mred\u0000"));
  }

  @Test
  void outerSpaceIsQuotedAsReadersMayDropIt() {
    assertEquals("\" a\"", CsvText.field(" a"));
  }
}
