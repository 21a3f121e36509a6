package ihct.experiment;

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
  void outerSpaceIsQuotedAsReadersMayDropIt() {
    assertEquals("\" a\"", CsvText.field(" a"));
  }
}
