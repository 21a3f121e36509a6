package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ihct.display.MimeBundle;
import ihct.songs.Songs;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.AreaPlot;
import tech.tablesaw.plotly.api.BoxPlot;
import tech.tablesaw.plotly.api.BubblePlot;
import tech.tablesaw.plotly.api.ContourPlot;
import tech.tablesaw.plotly.api.Heatmap;
import tech.tablesaw.plotly.api.Histogram;
import tech.tablesaw.plotly.api.Histogram2D;
import tech.tablesaw.plotly.api.HorizontalBarPlot;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.api.OHLCPlot;
import tech.tablesaw.plotly.api.ParetoPlot;
import tech.tablesaw.plotly.api.PiePlot;
import tech.tablesaw.plotly.api.QQPlot;
import tech.tablesaw.plotly.api.QuantilePlot;
import tech.tablesaw.plotly.api.Scatter3DPlot;
import tech.tablesaw.plotly.api.ScatterPlot;
import tech.tablesaw.plotly.api.TimeSeriesPlot;
import tech.tablesaw.plotly.api.TukeyMeanDifferencePlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.api.ViolinPlot;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Font;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.HeatmapTrace;
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
    Map<?, ?> tempo = (Map<?, ?>) layout.get("yaxis");
    assertEquals(Map.of("text", "tempo", "standoff", 10), tempo.get("title"));
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

  @TestFactory
  Stream<DynamicTest> everyKindHasAPictureOrSaysThatItHasNone() {
    Table t = table("rock");
    t.addColumns(StringColumn.create("key", "C", "D", "C"));
    t.addColumns(DateColumn.create("day", dates("2020-01-01", "2020-01-02", "2020-02-29")));
    Layout.BarMode grouped = Layout.BarMode.GROUP;
    String[] two = {"energy", "tempo"};
    String violin = "violin";
    return Stream.of(
            drawn("bar", HorizontalBarPlot.create("T", t, "genre", "tempo")),
            drawn("bar", VerticalBarPlot.create("T", t, "genre", grouped, two)),
            drawn("bar", ParetoPlot.createVertical("T", t, "genre", "tempo")),
            drawn("scatter", LinePlot.create("T", t, "energy", "tempo", "genre")),
            drawn("scatter", AreaPlot.create("T", t, "energy", "tempo")),
            drawn("scatter", ScatterPlot.create("T", t, "energy", "tempo")),
            drawn("scatter", BubblePlot.create("T", t, "energy", "tempo", "tempo")),
            drawn("scatter", QuantilePlot.create("T", t, "tempo")),
            drawn("scatter", QQPlot.create("T", t, "tempo", "energy")),
            drawn("scatter", TukeyMeanDifferencePlot.create("T", "m", t, "tempo", "energy")),
            drawn("histogram", Histogram.create("T", t, "tempo")),
            drawn("box", BoxPlot.create("T", t, "genre", "tempo")),
            drawn("pie", PiePlot.create("T", t, "genre", "tempo")),
            drawn("heatmap", Heatmap.create("T", t, "genre", "key")),
            told("line", TimeSeriesPlot.create("T", t, "day", "tempo")),
            told(violin, ViolinPlot.create("T", t, "genre", "tempo", true, true)),
            told("contour", ContourPlot.create("T", t, "genre", "key")),
            told("histogram2d", Histogram2D.create("T", t, "energy", "tempo")),
            told("scatter3d", Scatter3DPlot.create("T", t, "energy", "tempo", "tempo")),
            told("ohlc", OHLCPlot.create("T", t, "day", "tempo", "tempo", "tempo", "tempo")))
        .flatMap(each -> each);
  }

  private static Stream<DynamicTest> drawn(String type, Figure made) {
    TablesawFigure figure = TablesawFigure.of(made);
    return Stream.of(
        dynamicTest(
            type,
            () -> {
              assertEquals(type, trace(figure, 0).get("type"));
              assertTrue(svg(figure).contains(">T</text>"), "the title is in the picture");
              assertTrue(figure.toString().startsWith("T\n"), figure::toString);
              assertTrue(figure.toString().lines().count() > 2, "a table below the title");
            }));
  }

  private static Stream<DynamicTest> told(String kind, Figure made) {
    TablesawFigure figure = TablesawFigure.of(made);
    return Stream.of(
        dynamicTest(
            kind,
            () -> {
              Set<String> forms = figure.mimeBundle().forms().keySet();
              assertEquals(Set.of(MimeBundle.TEXT, MimeBundle.PLOTLY), forms);
              String start = "T: " + kind + ". Only a front end with Plotly draws this; points, ";
              assertTrue(figure.toString().startsWith(start), figure::toString);
            }));
  }

  private static List<LocalDate> dates(String... days) {
    return Stream.of(days).map(LocalDate::parse).toList();
  }

  @Test
  void barsOfSeveralColumnsStandBesideOrOnEachOther() {
    Table t =
        Table.create(
            StringColumn.create("genre", "rock", "jazz"),
            DoubleColumn.create("kept", 30, 10),
            DoubleColumn.create("left out", 10, 10));
    String[] columns = {"kept", "left out"};
    for (Layout.BarMode mode : List.of(Layout.BarMode.GROUP, Layout.BarMode.STACK)) {
      TablesawFigure figure =
          TablesawFigure.of(VerticalBarPlot.create("Rows", t, "genre", mode, columns));
      assertEquals(
          "Rows\nname  kept  left out\nrock    30        10\njazz    10        10",
          figure.toString());
      double[] widths = barWidths(svg(figure));
      double[] expected = mode == Layout.BarMode.GROUP ? new double[] {3, 1, 1, 1} : STACKED;
      double unit = widths[1];
      for (int i = 0; i < widths.length; i++) {
        assertEquals(expected[i] / expected[1], widths[i] / unit, 0.01, mode + ", bar " + i);
      }
    }
  }

  /** The ends of "left out" lie on those of "kept", which are drawn over them. */
  private static final double[] STACKED = {4, 2, 3, 1};

  /** How long the bars are, in pixels, trace by trace in the order in which they are drawn. */
  private static double[] barWidths(String svg) {
    return Pattern.compile(" width=\"([\\d.]+)\"[^>]*><title>")
        .matcher(svg)
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group(1)))
        .toArray();
  }

  @Test
  void boxesShowQuartilesAsPlotlyCountsThem() {
    Table t =
        Table.create(
            StringColumn.create("genre", "rock", "rock", "rock", "rock", "rock", "jazz"),
            DoubleColumn.create("tempo", 1, 2, 3, 4, 100, 7));
    TablesawFigure figure = TablesawFigure.of(BoxPlot.create("", t, "genre", "tempo"));
    List<String> lines = figure.toString().lines().map(line -> line.replaceAll(" +", " ")).toList();
    assertEquals("rock 5 1 1.75 3 28 100", lines.get(1));
    assertEquals("jazz 1 7 7 7 7 7", lines.get(2));
    Quartiles rock = Quartiles.of(1, 2, 3, 4, 100);
    assertEquals(1, rock.low());
    assertEquals(28, rock.high(), "the box ends above 4, the greatest that is not outside");
    assertArrayEquals(new double[] {100}, rock.outside());
    assertTrue(Double.isNaN(Quartiles.of(Double.NaN).median()));
  }

  @Test
  void piesSayTheirSharesAndHeatMapsStandAsInPlotly() {
    Table t =
        Table.create(
            StringColumn.create("genre", "a", "b", "b"), DoubleColumn.create("songs", 10, 10, 20));
    TablesawFigure pie = TablesawFigure.of(PiePlot.create("", t, "genre", "songs"));
    assertEquals("name  value\nb        30\na        10", pie.toString());
    assertTrue(svg(pie).contains("b: 75.0 %") && svg(pie).contains("a: 25.0 %"));
    Table pairs =
        Table.create(
            StringColumn.create("genre", "a", "a", "b"), StringColumn.create("key", "C", "D", "D"));
    Figure heat = Heatmap.create("", pairs, "genre", "key");
    assertEquals("y  C  D\nb  0  1\na  1  1", TablesawFigure.of(heat).toString());
  }

  /** Ours lie like Plotly's: the first bar at the top, heat maps around 0, points with names. */
  @Test
  void plotlyShowsWhatThePictureShows() {
    Figure bars = HorizontalBarPlot.create("", table("rock"), "genre", "tempo");
    assertEquals("reversed", layout(TablesawFigure.of(bars), "yaxis").get("autorange"));
    Trace heat =
        HeatmapTrace.builder(
                new Object[] {"C", "D"}, new Object[] {"a"}, new double[][] {{-0.5, 2}})
            .build();
    Map<?, ?> colours = trace(TablesawFigure.of(new Figure(heat)), 0);
    assertEquals(List.of(-2.0, 2.0), List.of(colours.get("zmin"), colours.get("zmax")));
    Trace points =
        ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4})
            .name("pair")
            .text(new String[] {"rock", "jazz"})
            .build();
    TablesawFigure named = TablesawFigure.of(new Figure(points));
    assertTrue(svg(named).contains(">rock</text>"), "written beside its point");
    assertTrue(named.toString().contains("jazz"), named::toString);
  }

  @Test
  void eachTraceOfAGridHasItsOwnAxes() {
    Songs songs =
        Songs.of(new double[][] {{0.1, -5}, {0.9, -9}}, List.of("a", "b"), "energy", "loudness");
    TablesawFigure figure = SongPlots.features(songs);
    assertEquals(Map.of("text", "energy (0…1)"), layout(figure, "xaxis").get("title"));
    assertEquals(Map.of("text", "loudness (dB)"), layout(figure, "xaxis2").get("title"));
    assertEquals("y2", layout(figure, "xaxis2").get("anchor"), "below its own panel");
    assertTrue(svg(figure).contains("loudness (dB)"));
    assertTrue(figure.toString().contains("loudness (dB)"), figure::toString);
  }

  private static Map<?, ?> layout(TablesawFigure figure, String axis) {
    return (Map<?, ?>) ((Map<?, ?>) figure.plotly().get("layout")).get(axis);
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
    return FigureGalleryTest.svg(figure.mimeBundle());
  }
}
