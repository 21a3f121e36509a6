package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class HtmlReportTest {

  private static final String PAGE =
      HtmlReport.page(
          Samples.sixGenresOnALine(), List.of(Samples.record("rnn"), Samples.record("rnn-greedy")));

  @Test
  void everyTextFromTheDataIsEscaped() {
    assertTrue(PAGE.contains("songs &lt;1&gt;.csv"));
    assertFalse(PAGE.contains("songs <1>"));
  }

  @Test
  void pageNeedsNoNetworkAndNoScript() {
    String names = PAGE.replace("http://www.w3.org/2000/svg", "");
    assertFalse(names.contains("http:") || names.contains("https:"), "no address");
    assertFalse(PAGE.contains("<script") || PAGE.contains("<link") || PAGE.contains("src="));
  }

  @Test
  void everyTagIsClosed() throws Exception {
    String asXml = PAGE.replace("<!DOCTYPE html>\n", "").replace("<meta charset=\"utf-8\">", "");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(asXml)));
  }

  @Test
  void sharedTrainingIsDrawnOnce() {
    assertEquals(1, PAGE.split(">validation accuracy", -1).length - 1);
  }

  @Test
  void invalidPathsAreTold() {
    assertTrue(PAGE.contains("rnn-greedy left the tree on 3 rows, which count as wrong."));
  }

  @Test
  void simulatedSongsAreCalledSo() {
    assertFalse(PAGE.contains("These songs are simulated"));
  }
}
