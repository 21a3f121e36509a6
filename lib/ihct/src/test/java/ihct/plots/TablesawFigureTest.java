package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.display.MimeBundle;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.BoxPlot;
import tech.tablesaw.plotly.api.HorizontalBarPlot;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.api.ScatterPlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Font;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

class TablesawFigureTest {

  private static Table table(String firstGenre) {
    return Table.create(
        "songs",
        StringColumn.create("genre", firstGenre, "jazz", "jazz"),
        DoubleColumn.create("energy", 0.25, 0.5, 0.75),
        DoubleColumn.create("tempo", 90, 120, 60));
  }

  private static Map<?, ?> trace(TablesawFigure figure, int number) {
    return (Map<?, ?>) ((List<?>) figure.plotly().get("data")).get(number);
  }

  @Test
  void pointsBecomeJsonPictureAndTable() {
    Figure made = ScatterPlot.create("Energy and tempo", table("rock"), "energy", "tempo");
    TablesawFigure figure = TablesawFigure.of(made);
    assertEquals("scatter", trace(figure, 0).get("type"));
    assertEquals(List.of(0.25, 0.5, 0.75), trace(figure, 0).get("x"));
    assertEquals(List.of(90.0, 120.0, 60.0), trace(figure, 0).get("y"));
    Map<?, ?> layout = (Map<?, ?>) figure.plotly().get("layout");
    assertEquals(Map.of("text", "Energy and tempo"), layout.get("title"));
    assertEquals(Map.of("text", "tempo"), ((Map<?, ?>) layout.get("yaxis")).get("title"));
    assertTrue(svg(figure).contains("Energy and tempo"));
    assertTrue(figure.toString().contains("0.25") && figure.toString().contains("120"));
  }

  @Test
  void fontsOfTitlesStayWithThem() {
    Font large = Font.builder().size(30).build();
    Axis tempo = Axis.builder().title("tempo").titleFont(large).build();
    Layout layout = Layout.builder().title("t").xAxis(tempo).build();
    Trace trace = ScatterTrace.builder(new double[] {1}, new double[] {2}).build();
    Map<String, Object> plotly = TablesawFigure.of(new Figure(layout, trace)).plotly();
    Map<?, ?> axis = (Map<?, ?>) ((Map<?, ?>) plotly.get("layout")).get("xaxis");
    Map<?, ?> title = (Map<?, ?>) axis.get("title");
    assertEquals("tempo", title.get("text"));
    assertEquals(30, ((Map<?, ?>) title.get("font")).get("size"));
    assertFalse(axis.containsKey("titlefont"));
  }

  @Test
  void aSeriesPerGroupIsNamed() {
    Figure made = ScatterPlot.create("t", table("rock"), "energy", "tempo", "genre");
    String svg = svg(TablesawFigure.of(made));
    assertTrue(svg.contains("rock") && svg.contains("jazz"));
  }

  @Test
  void linesBarsAndHistogramsHavePictures() {
    Table table = table("rock");
    assertTrue(
        svg(TablesawFigure.of(LinePlot.create("l", table, "energy", "tempo"))).length() > 99);
    assertTrue(
        svg(TablesawFigure.of(VerticalBarPlot.create("b", table, "genre", "tempo")))
            .contains("rock"));
    assertTrue(
        svg(TablesawFigure.of(HorizontalBarPlot.create("b", table, "genre", "tempo")))
            .contains("rock"));
    Figure histogram = tech.tablesaw.plotly.api.Histogram.create("h", table.doubleColumn("energy"));
    assertTrue(svg(TablesawFigure.of(histogram)).length() > 99);
  }

  @Test
  void otherKindsHaveJsonAndALine() {
    TablesawFigure box =
        TablesawFigure.of(BoxPlot.create("Tempo", table("rock"), "genre", "tempo"));
    assertEquals("box", trace(box, 0).get("type"));
    assertFalse(box.mimeBundle().forms().containsKey(MimeBundle.HTML));
    assertEquals("Tempo: box", box.toString());
  }

  @Test
  void namesStayText() {
    Table table = table(Gallery.HOSTILE);
    for (Figure made :
        List.of(
            ScatterPlot.create("t", table, "energy", "tempo", "genre"),
            VerticalBarPlot.create("b", table, "genre", "tempo"))) {
      TablesawFigure figure = TablesawFigure.of(made);
      assertFalse(figure.plotly().toString().contains("<"), figure.plotly()::toString);
      assertFalse(svg(figure).contains("<img"));
      assertTrue(svg(figure).contains("&lt;/script&gt;"), "written as it is");
    }
  }

  @Test
  void aTitleThatTablesawBreaksIsQuoted() {
    Figure made = ScatterPlot.create("back\\", table("rock"), "energy", "tempo");
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> TablesawFigure.of(made));
    assertTrue(refused.getMessage().contains("back\\"), refused.getMessage());
  }

  private static String svg(TablesawFigure figure) {
    String html = (String) figure.mimeBundle().forms().get(MimeBundle.HTML);
    String code = html.substring(html.indexOf("base64,") + 7, html.lastIndexOf('"'));
    return new String(Base64.getDecoder().decode(code), StandardCharsets.UTF_8);
  }
}
