package ihct.plots;

import ihct.display.Displayable;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.Metric;
import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import ihct.models.EpochResult;
import ihct.plots.networks.NetworkPlots;
import ihct.plots.networks.NetworkPlotsTest;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One figure of every kind, with names that try to be more than text. */
final class Gallery {

  static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

  static final PlotAxis SECONDS = PlotAxis.of("time", "s");
  static final PlotAxis PERCENT = PlotAxis.of("accuracy", "%");

  private Gallery() {}

  static Map<String, Displayable> figures() {
    Map<String, Displayable> figures = new LinkedHashMap<>();
    figures.put("line", line());
    figures.put("line-log", logarithmic());
    figures.put("bars", bars());
    figures.put("heat-map", heatMap());
    figures.put("grid", Charts.grid(2, line(), bars(), heatMap(), logarithmic()));
    figures.put("dendrogram", TreePlots.dendrogram(Trees.sixPoints(), Trees.SIX_NAMES, "m"));
    figures.put("dendrogram-large", TreePlots.dendrogram(Trees.random(200), names(200)));
    figures.put(
        "tanglegram",
        TreePlots.tanglegram(
            Trees.sixPoints(), Trees.random(6), Trees.SIX_NAMES, "complete", HOSTILE));
    figures.put(
        "tanglegram-large",
        TreePlots.tanglegram(Trees.random(114), Trees.other(114), names(114), "a", "b"));
    figures.put(
        "merging",
        TreePlots.merging("Merging", Trees.sixPoints(), Trees.SIX_NAMES, Metric.EUCLIDEAN));
    Ihct six = Ihct.of(Trees.sixPoints(), TierSchedule.powersOfTwo(6));
    Ihct hundred = Ihct.of(Trees.random(114), TierSchedule.powersOfTwo(114));
    figures.put("icicle", TreePlots.icicle(six, Trees.SIX_NAMES));
    figures.put("icicle-large", TreePlots.icicle(hundred, names(114)));
    figures.put("sunburst", TreePlots.sunburst(six, Trees.SIX_NAMES));
    figures.put("sunburst-large", TreePlots.sunburst(hundred, names(114)));
    Songs songs = SimulatedSongs.generate(new SimulationOptions(40, 2400, 1, 0.1, 0.1));
    figures.put("song-features", SongPlots.features(songs));
    figures.put(
        "confusion",
        ResultPlots.confusion(
            new double[][] {{0.9, 0.1}, {Double.NaN, Double.NaN}}, List.of("a", HOSTILE)));
    figures.put("training-curve", TrainingPlots.curve(epochs("dense", 6)));
    List<EpochResult> stack = new ArrayList<>();
    IntStream.rangeClosed(1, 8).forEach(t -> stack.addAll(epochs("stacknet tier " + t, 6)));
    figures.put("training-curve-stacknet", TrainingPlots.curve(stack));
    figures.put(
        "tier-accuracy",
        ResultPlots.tierAccuracy(
            Map.of("dense", new double[] {0.8, 0.6, 0.4}, HOSTILE, new double[] {0.7, 0.6, 0.3}),
            List.of(2, 8, 200),
            500,
            new double[] {0.7, 0.2, 0.01}));
    figures.put(
        "accuracy-intervals",
        ResultPlots.accuracyWithIntervals(
            List.of("tree", "dense", HOSTILE),
            new double[] {0.21, 0.28, 0.30},
            1000,
            new double[] {0.0893, 0.133, Double.NaN}));
    figures.put("answer-path", AnswerPlots.path(hundred, names(114), 17, 60));
    figures.put("answer-tiers", AnswerPlotsTest.tiers());
    figures.put(
        "network", NetworkPlots.architecture(NetworkPlotsTest.plain(), NetworkPlotsTest.SONG));
    figures.put(
        "network-skipping",
        NetworkPlots.architecture(NetworkPlotsTest.skipping(), NetworkPlotsTest.SONG));
    return figures;
  }

  static List<EpochResult> epochs(String phase, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(e -> new EpochResult(phase, e, 3.0 / e, 0.3 - 0.2 / e, true, 1))
        .toList();
  }

  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "genre " + i).toList();
  }

  static Plot line() {
    return Charts.line(
            PlotAxis.of("epoch", "count"),
            PERCENT,
            Series.of("train", 10, 20, 27, 31.5, 34),
            Series.of("validation " + HOSTILE, 9, 18, 22, Double.NaN, 24.25))
        .titled("Accuracy of " + HOSTILE);
  }

  static Plot logarithmic() {
    double[] x = {1, 2, 4, 8, 16, 32, 64, 114};
    return Charts.line(
            PlotAxis.of("clusters", "count").log(),
            PlotAxis.of("children", "count").log(),
            Series.of("complete", x, new double[] {2, 2, 3, 4, 4, 6, 7, 9}),
            Series.of("single", x, new double[] {2, 3, 5, 9, 16, 31, 55, 108}))
        .titled("Children by linkage");
  }

  static Plot bars() {
    List<String> names = List.of("random", "decision tree", "dense", HOSTILE);
    double[] values = {0.9, 19.8, 28.4, 26.1};
    double[] lower = {0.5, 18.2, 26.6, 24.3};
    double[] upper = {1.4, 21.5, 30.3, 28};
    return Charts.bars(PERCENT, names, values, lower, upper).titled("Accuracy per model");
  }

  static Plot heatMap() {
    List<String> columns = List.of("danceability", "energy", HOSTILE, "valence", "tempo");
    List<String> rows = List.of("rock", "pop", "a genre with quite a long name, longer than room");
    double[][] values = {
      {-1.2, 0.3, 0.5, Double.NaN, 1}, {0.2, 0.9, -0.7, 1.9, 0}, {2.5, -2, 0.1, 0.4, -0.3}
    };
    return Charts.heatMap(
            PlotAxis.of("feature", ""),
            PlotAxis.of("genre", ""),
            columns,
            rows,
            values,
            "mean",
            "standard deviations")
        .titled("Genre means");
  }
}
