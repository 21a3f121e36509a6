package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.files.Json;
import ihct.models.FeatureEncoding;
import ihct.models.ForestOptions;
import ihct.models.Kinds;
import ihct.models.NetworkOptions;
import ihct.models.RateSchedule;
import ihct.models.TrainingOptions;
import ihct.tree.TreeSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SettingsTest {

  private static final DataSettings FILES = DataSettings.files(List.of(Path.of("a.csv")));

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void unknownNamesListTheKnownOnes() {
    refuses(
        "Linkage \"median\" is not known; choose one of complete, wpgma, upgma, ward, single.",
        () -> TreeSettings.parse("median", "cosine", "all"));
    refuses(
        "Distance \"l1\" is not known; choose one of euclidean, cosine, whitened.",
        () -> TreeSettings.parse("single", "l1", "all"));
    refuses(
        "Split \"album\" is not known; choose one of row, track, artist.",
        () -> Settings.parse(FILES, "album", TreeSettings.paper(), List.of("dense")));
    refuses(
        "Model \"lstm\" is not known; choose one of random, majority, centroid, tree,"
            + " forest, dense, stacknet, rnn, tier-heads, tree-softmax, rnn-siblings, path-gru, rnn-ordered.",
        () -> Settings.parse(FILES, "row", TreeSettings.paper(), List.of("lstm")));
    refuses(
        "Label mode \"both\" is not known; choose one of every, single.",
        () -> FILES.withLabels("both"));
    refuses(
        "Scale \"huge\" is not known; choose one of small, demo, paper.",
        () -> Scale.parse("huge"));
    refuses(
        "Encoding \"one-hot\" is not known; choose one of none, rank-gauss, quantiles.",
        () -> paper().withNetwork("one-hot", null, 256, 0.1, 0, "constant", 1, false));
    refuses(
        "Rate \"step\" is not known; choose one of constant, cosine.",
        () -> paper().withNetwork("none", null, 256, 0.1, 0, "step", 1, false));
  }

  private static Settings paper() {
    return Settings.parse(FILES, "row", TreeSettings.paper(), List.of("dense"));
  }

  @Test
  void networksAndForestsAreThoseAskedFor() {
    Settings settings =
        paper()
            .withNetwork("quantiles", 32, 512, 0.3, 0.05, "cosine", 0.2, true)
            .withForest(new ForestOptions(300, ForestOptions.NO_LIMIT, 3, 2, 1))
            .withTraining(20, 256, 0.003, 7);
    assertEquals(
        new TrainingOptions(
            20,
            256,
            0.003,
            7,
            new NetworkOptions(
                FeatureEncoding.QUANTILES, 32, 512, 0.3, 0.05, RateSchedule.COSINE, 0.2, true),
            new ForestOptions(300, Integer.MAX_VALUE, 3, 2, 1)),
        settings.training());
    assertEquals(
        TrainingOptions.paper(),
        paper().withNetwork("none", null, 256, 0.1, 0, "constant", 1, false).training());
  }

  @Test
  void settingsAreReadAsTheyWereWritten() throws Exception {
    Settings settings =
        paper()
            .withNetwork("rank-gauss", null, 64, 0, 0.5, "cosine", 0.5, true)
            .withForest(new ForestOptions(3, ForestOptions.NO_LIMIT, 3, 2, 1));
    assertEquals(settings, Json.read("text", Json.pretty(settings), Settings.class));
  }

  @Test
  void settingsOfEarlierVersionsHaveWhatTheyDidNotSay() throws Exception {
    String text = Json.pretty(paper());
    String earlier = text.replaceFirst(",\\s*\"batchNorm\" : false", "");
    assertNotEquals(text, earlier);
    assertEquals(paper(), Json.read("text", earlier, Settings.class));
  }

  @Test
  void binsWithoutQuantilesAreRefused() {
    refuses(
        "--bins sets the inputs of quantiles; use it with --encoding quantiles, or leave it out.",
        () -> paper().withNetwork("none", 8, 256, 0.1, 0, "constant", 1, false));
    refuses(
        "bins = 1; there can be 2 to 1000.",
        () -> paper().withNetwork("quantiles", 1, 256, 0.1, 0, "constant", 1, false));
  }

  @Test
  void modelNamedTwiceIsRefused() {
    refuses(
        "Model \"dense\" is named twice; name each model once.",
        () -> Settings.parse(FILES, "row", TreeSettings.paper(), List.of("dense", "dense")));
    refuses(
        "No model is named; choose from random, majority, centroid, tree, forest, dense, stacknet, rnn, tier-heads, tree-softmax, rnn-siblings, path-gru, rnn-ordered.",
        () -> Settings.parse(FILES, "row", TreeSettings.paper(), List.of()));
  }

  @Test
  void limitsThatKeepNothingAreRefused() {
    refuses(
        "max-per-genre = 10 is below min-per-genre = 50, so no genre could be kept.",
        () -> FILES.withLimits(50, 10));
    refuses("min-per-genre = 0; it must be at least 1.", () -> FILES.withLimits(0, 10));
  }

  @Test
  void columnsComeTogether() {
    refuses(
        "Feature columns are named, but no label column. Name it too (--label col).",
        () -> FILES.withColumns(List.of("a"), null, null));
  }

  @Test
  void simulatedSongsHaveNoColumns() {
    refuses(
        "Simulated songs have no columns to choose; name features and hierarchy for files only.",
        () -> DataSettings.simulated(Scale.DEMO).withHierarchy(List.of("a", "b")));
  }

  @Test
  void namesAreReadWithoutRegardToCase() {
    assertEquals(
        TreeSettings.paper(), TreeSettings.parse("Complete", " EUCLIDEAN", "powers-of-two"));
  }

  @Test
  void paperFiguresStandWithTheirModels() {
    assertEquals(13.3, Kinds.paperTop1("dense").orElseThrow());
    assertEquals(0.02, Kinds.paperTop1("random").orElseThrow());
    assertEquals(true, Kinds.paperTop1("rnn-greedy").isEmpty());
  }
}
