package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.files.Json;
import ihct.models.FeatureEncoding;
import ihct.models.Kinds;
import ihct.models.RateSchedule;
import ihct.models.TrainingOptions;
import ihct.models.Trainings;
import ihct.models.forest.GenreForest;
import ihct.models.networks.TierHeads;
import ihct.models.train.Networks;
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
        "Split \"album\" is not known; choose one of row, track, artist."
            + " A column that names the parts is written column:NAME.",
        () -> Settings.parse(FILES, "album", TreeSettings.paper(), List.of("dense")));
    refuses(
        "Model \"lstm\" is not known; choose one of " + String.join(", ", Kinds.names()) + ".",
        () -> Settings.parse(FILES, "row", TreeSettings.paper(), List.of("lstm")));
    refuses(
        "Scale \"huge\" is not known; choose one of small, demo, paper.",
        () -> Scale.parse("huge"));
  }

  private static Settings paper() {
    return Settings.parse(FILES, "row", TreeSettings.paper(), List.of("dense"));
  }

  @Test
  void settingsAreReadAsTheyWereWritten() throws Exception {
    Settings settings =
        paper()
            .with(
                Trainings.network(FeatureEncoding.QUANTILES, 32, 64, 0, 0.5, RateSchedule.COSINE)
                    .over(Trainings.forest(3, GenreForest.NO_LIMIT, 3, 2, 1)));
    String text = Json.pretty(settings);
    assertTrue(text.contains("\"forestDepth\" : \"none\""), text);
    assertEquals(settings, Json.read("text", text, Settings.class));
  }

  /** As run.json told the training of schema 2, and before there was batch normalisation. */
  @Test
  void settingsOfEarlierVersionsAreRead() throws Exception {
    String text = Json.pretty(paper());
    String training =
        """
        "training" : { "epochs" : 2, "batch" : 256, "learningRate" : 0.003, "seed" : 5,
          "network" : { "encoding" : "quantiles", "bins" : 8, "units" : 64, "dropout" : 0.2,
            "smoothing" : 0.05, "schedule" : "cosine", "tierWeight" : 0.5, "batchNorm" : null },
          "forest" : { "trees" : 9, "depth" : 2147483647, "features" : 3, "leastSongs" : 2,
            "seed" : 1 } }""";
    String earlier = text.replaceFirst("(?s)\"training\" : \\{.*?}", training);
    TrainingOptions expected =
        Trainings.network(FeatureEncoding.QUANTILES, 8, 64, 0.2, 0.05, RateSchedule.COSINE)
            .over(Trainings.forest(9, GenreForest.NO_LIMIT, 3, 2, 5))
            .over(TrainingOptions.of(2, 256, 0.003, 5))
            .with(TierHeads.TIER_WEIGHT, 0.5);
    assertEquals(paper().with(expected), Json.read("text", earlier, Settings.class));
  }

  @Test
  void optionsThatDoNotSuitEachOtherAreRefused() {
    TrainingOptions normalized = TrainingOptions.of(1, 15, 0.01, 1).with(Networks.BATCH_NORM, true);
    refuses(
        "batch = 15; batch normalisation needs batches of at least 16 songs.",
        () -> paper().with(normalized));
  }

  @Test
  void modelNamedTwiceIsRefused() {
    refuses(
        "Model \"dense\" is named twice; name each model once.",
        () -> Settings.parse(FILES, "row", TreeSettings.paper(), List.of("dense", "dense")));
    refuses(
        "No model is named; choose from " + String.join(", ", Kinds.names()) + ".",
        () -> Settings.parse(FILES, "row", TreeSettings.paper(), List.of()));
  }

  @Test
  void limitsThatKeepNothingAreRefused() {
    refuses(
        "max-per-genre = 10 is below min-per-genre = 50, so no genre could be kept.",
        () -> FILES.with(all -> all.withLimits(50, 10)));
    refuses(
        "min-per-genre = 0; it must be at least 1.",
        () -> FILES.with(all -> all.withLimits(0, 10)));
  }

  @Test
  void columnsComeTogether() {
    refuses(
        "Feature columns are named, but no label column. Name it too (--label col).",
        () -> FILES.with(all -> all.withColumns(List.of("a"), null, null)));
  }

  @Test
  void simulatedSongsHaveNoColumns() {
    refuses(
        "Simulated songs have no columns to choose; name features, hierarchy and split for files only.",
        () -> DataSettings.simulated(Scale.DEMO).with(all -> all.withHierarchy(List.of("a", "b"))));
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
