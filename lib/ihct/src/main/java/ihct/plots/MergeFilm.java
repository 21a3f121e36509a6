package ihct.plots;

import ihct.display.Displayable;
import ihct.display.Escape;
import ihct.display.FrontEnd;
import ihct.display.MimeBundle;
import ihct.linkage.Dendrogram;
import ihct.plots.DendrogramLayout.Link;
import ihct.plots.DendrogramLayout.Tip;
import ihct.plots.draw.CartesianPanel;
import ihct.plots.draw.Guide;
import ihct.plots.draw.Mark;
import ihct.plots.draw.NumberText;
import ihct.plots.draw.Palette;
import ihct.plots.draw.PlotlyJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A dendrogram that grows merge by merge: for Plotly a frame for each, a slider and a button that
 * plays them; as a picture the one in the middle; as text all of them.
 */
final class MergeFilm implements Displayable {

  static {
    FrontEnd.current(); // a kernel that runs this as a guest learns how to show it
  }

  private static final int MOST_TIPS = 60;
  private static final int SLIDER = 110;
  private static final int MILLIS = 1200;

  private final String title;
  private final DendrogramLayout layout;
  private final PlotAxis height;

  MergeFilm(String title, Dendrogram tree, List<String> names, String unit) {
    DendrogramFigure.requireNames(tree, names);
    this.title = title;
    this.layout = DendrogramLayout.of(tree, names, MOST_TIPS);
    this.height = PlotAxis.of("merge height", unit);
  }

  /** The tree after so many merges, the last of them in another colour. */
  private Plot after(int merges) {
    List<Link> links = layout.links();
    List<Link> earlier = links.subList(0, Math.max(0, merges - 1));
    List<Link> newest = links.subList(Math.max(0, merges - 1), merges);
    double highest = links.isEmpty() ? 1 : links.get(links.size() - 1).joined().height();
    List<Mark> marks =
        List.of(
            DendrogramFigure.branches(earlier, Palette.series(0)),
            DendrogramFigure.branches(newest, Palette.series(1)),
            DendrogramFigure.merges(links.subList(0, merges), node -> "", Palette.series(0)));
    List<String> tips = layout.tips().stream().map(Tip::name).toList();
    CartesianPanel panel =
        new CartesianPanel(
            height.numbers().with(0, highest), Guide.names("", tips).fromTheTop(), marks);
    int pixels = Math.max(220, 110 + 17 * tips.size());
    return Plot.of(panel, DendrogramFigure.numbers(layout, height, said()))
        .sized(Plot.WIDTH, pixels);
  }

  private List<String> said() {
    return Collections.nCopies(layout.links().size(), "");
  }

  private String step(int merge) {
    Link link = layout.links().get(merge - 1);
    return "merge %s of %s: %s and %s, at %s"
        .formatted(
            merge,
            layout.links().size(),
            called(link.first().name()),
            called(link.second().name()),
            NumberText.text(link.joined().height()));
  }

  /** A cluster by its leaves, as "merge 3" says little. */
  private String called(String name) {
    return layout.links().stream()
        .filter(link -> link.joined().name().equals(name))
        .map(Link::label)
        .findFirst()
        .orElse(name);
  }

  /** {@return Plotly's {@code data}, {@code layout} and {@code frames}} */
  Map<String, Object> plotly() {
    int merges = layout.links().size();
    Map<String, Object> figure = after(Math.min(1, merges)).titled(title).plotly();
    List<Object> frames = new ArrayList<>();
    for (int merge = 1; merge <= merges; merge++) {
      Object data = after(merge).plotly().get("data");
      frames.add(PlotlyJson.object("name", String.valueOf(merge), "data", data));
    }
    figure.put("frames", frames);
    @SuppressWarnings("unchecked")
    Map<String, Object> page = (Map<String, Object>) figure.get("layout");
    page.put("height", (Integer) page.get("height") + SLIDER);
    page.put("margin", PlotlyJson.object("l", 60, "r", 20, "t", 48, "b", 60 + SLIDER));
    page.put("sliders", List.of(slider(merges)));
    page.put("updatemenus", List.of(button()));
    return figure;
  }

  private Map<String, Object> slider(int merges) {
    List<Object> steps = new ArrayList<>();
    IntStream.rangeClosed(1, merges)
        .forEach(
            merge ->
                steps.add(
                    PlotlyJson.object(
                        "label",
                        Escape.plotly(step(merge)),
                        "method",
                        "animate",
                        "args",
                        List.of(List.of(String.valueOf(merge)), shown(0)))));
    return PlotlyJson.object(
        "active",
        0,
        "steps",
        steps,
        "x",
        0.12,
        "len",
        0.88,
        "y",
        0,
        "yanchor",
        "top",
        "pad",
        PlotlyJson.object("t", 62),
        "ticklen",
        0,
        // Labels below the slider would cover each other; the chosen one stands above it.
        "font",
        PlotlyJson.object("color", "rgba(0,0,0,0)"),
        "currentvalue",
        PlotlyJson.object("font", PlotlyJson.object("color", Palette.TEXT)));
  }

  private static Map<String, Object> button() {
    List<Object> all = new ArrayList<>(Collections.singletonList(null)); // Plotly's "every frame"
    all.add(shown(MILLIS));
    return PlotlyJson.object(
        "type",
        "buttons",
        "showactive",
        false,
        "x",
        0,
        "xanchor",
        "left",
        "y",
        0,
        "yanchor",
        "top",
        "pad",
        PlotlyJson.object("t", 82),
        "buttons",
        List.of(PlotlyJson.object("label", "Play", "method", "animate", "args", all)));
  }

  private static Map<String, Object> shown(int millis) {
    return PlotlyJson.object(
        "mode", "immediate",
        "frame", PlotlyJson.object("duration", millis, "redraw", false),
        "transition", PlotlyJson.object("duration", 0));
  }

  @Override
  public MimeBundle mimeBundle() {
    int middle = (layout.links().size() + 1) / 2;
    String still = middle == 0 ? title : title + ", " + step(middle);
    return after(middle).titled(still).pictured(toString()).with(MimeBundle.PLOTLY, plotly());
  }

  @Override
  public String toString() {
    return after(layout.links().size()).titled(title).text();
  }
}
