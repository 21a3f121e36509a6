package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import ihct.display.Displayable;
import ihct.display.MimeBundle;
import ihct.plots.draw.TextWidth;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Writes every kind of figure to target/figures, for browsers to draw, and reads it back. */
class FigureGalleryTest {

  private static final Path FOLDER = Path.of("target", "figures");

  @TestFactory
  Stream<DynamicTest> everyFigureIsWellFormedAndKeepsNamesText() {
    return Gallery.figures().entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(String name, Displayable figure) throws Exception {
    MimeBundle bundle = figure.mimeBundle();
    assertEquals(
        Set.of(MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.PLOTLY), bundle.forms().keySet());
    String json = new ObjectMapper().writeValueAsString(bundle.forms().get(MimeBundle.PLOTLY));
    write(name + ".json", json);
    String svg = svg(bundle);
    write(name + ".svg", svg);
    assertFalse(json.contains("<img") || json.contains("</script"), json);
    assertFalse(json.contains("NaN") || json.contains("Infinity"), json);
    assertFalse(svg.contains("NaN") || svg.contains("<img"), svg);
    Document picture = parse(svg);
    assertEquals(0, picture.getElementsByTagName("img").getLength());
    assertTrue(picture.getElementsByTagName("text").getLength() > 3, "no labels");
    textsStayInside(picture);
  }

  /** The picture of a figure, which stands as an image in HTML. */
  static String svg(MimeBundle bundle) {
    String html = (String) bundle.forms().get(MimeBundle.HTML);
    String code = html.substring(html.indexOf("base64,") + 7, html.lastIndexOf('"'));
    return new String(Base64.getDecoder().decode(code), StandardCharsets.UTF_8);
  }

  /** Text that begins or ends outside the picture is cut off. */
  private static void textsStayInside(Document picture) {
    double width = Double.parseDouble(picture.getDocumentElement().getAttribute("width"));
    NodeList texts = picture.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      if (!text.getAttribute("transform").isEmpty()) {
        continue;
      }
      double size = Double.parseDouble(text.getAttribute("font-size"));
      double length = TextWidth.of(text.getTextContent(), size);
      double x = Double.parseDouble(text.getAttribute("x"));
      double start =
          switch (text.getAttribute("text-anchor")) {
            case "end" -> x - length;
            case "middle" -> x - length / 2;
            default -> x;
          };
      assertTrue(start >= -1 && start + length <= width + 1, () -> "cut: " + text.getTextContent());
    }
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static void write(String name, String content) throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(name), content);
  }
}
