package ihct.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
            + " forest, dense, stacknet, rnn.",
        () -> Settings.parse(FILES, "row", TreeSettings.paper(), List.of("lstm")));
    refuses(
        "Label mode \"both\" is not known; choose one of every, single.",
        () -> FILES.withLabels("both"));
    refuses(
        "Scale \"huge\" is not known; choose one of small, demo, paper.",
        () -> Scale.parse("huge"));
  }

  @Test
  void modelNamedTwiceIsRefused() {
    refuses(
        "Model \"dense\" is named twice; name each model once.",
        () -> Settings.parse(FILES, "row", TreeSettings.paper(), List.of("dense", "dense")));
    refuses(
        "No model is named; choose from random, majority, centroid, tree, forest, dense, stacknet, rnn.",
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
    refuses(
        "Label column \"x\" is named, but no feature columns. Name them too (--features a,b,c),"
            + " or leave the label to the known schemas (--label single or --label every).",
        () -> FILES.withColumns(List.of(), "x", null));
    refuses(
        "Group column \"g\" is named, but no feature columns. Name them too (--features a,b,c).",
        () -> FILES.withColumns(List.of(), null, "g"));
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
    assertEquals(13.3, ModelKind.paperTop1("dense").orElseThrow());
    assertEquals(0.02, ModelKind.paperTop1("random").orElseThrow());
    assertEquals(true, ModelKind.paperTop1("rnn-greedy").isEmpty());
  }
}
