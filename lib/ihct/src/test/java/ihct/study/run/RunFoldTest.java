package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.files.RunListener;
import ihct.memory.MemoryNeed;
import ihct.memory.NotEnoughMemoryException;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import ihct.study.fold.Fold;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFoldTest {

  /** Sums of some hundred doubles near 1. */
  private static final double TOLERANCE = 1e-9;

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();
  private final RunListener noting =
      new RunListener() {
        @Override
        public void note(String text) {
          notes.add(text);
        }
      };

  private RunFold fold(Path file, String... features) throws IOException {
    DataSettings data =
        DataSettings.files(List.of(file))
            .with(all -> all.withColumns(List.of(features), "species", null));
    return RunFold.of(
        Settings.parse(data, "row", TreeSettings.paper(), List.of("majority")), noting);
  }

  @Test
  void testRowsAreScaledByTrainMoments() throws Exception {
    Fold fold = fold(Samples.frogs(folder), "low", "high").fold();
    assertEquals(0, mean(fold.train()), TOLERANCE);
    ZScores.Moments moments = fold.scaling().moments().get(0);
    // Unscaling by the training moments must lead back to numbers that stand in the file.
    double scaled = fold.test().feature(0, 0);
    String raw =
        String.format(Locale.ROOT, "%.4f", scaled * moments.standardDeviation() + moments.mean());
    assertTrue(Files.readString(folder.resolve("frogs.csv")).contains("," + raw + ","), raw);
  }

  @Test
  void rowsLeftOutAreToldWhereNoReportIsPrinted() throws Exception {
    StringBuilder csv = new StringBuilder("x,species\n");
    for (int row = 0; row < 80; row++) {
      csv.append("%s,kind%d%n".formatted(row == 3 ? "?" : "" + row, row % 2));
    }
    Path file = Files.writeString(folder.resolve("gaps.csv"), csv);
    DataSettings data =
        DataSettings.files(List.of(file))
            .with(all -> all.withColumns(List.of("x"), "species", null));
    String told =
        "1 row left out, missing or non-finite feature, first %s:5:x: \"?\" is no finite number"
            .formatted(file);
    fold(file, "x");
    assertTrue(notes.contains(told), "" + notes);
    notes.clear();
    TreeRun.run(data, TreeSettings.paper(), folder.resolve("tree"), noting);
    assertTrue(notes.contains(told), "" + notes);
  }

  @Test
  void aTreeThatDoesNotFitIsLeftOutWhereNoModelFollowsIt() throws Exception {
    RunFold usual = fold(Samples.frogs(folder), "low", "high");
    RunFold.Trees large =
        tree -> {
          if (!tree.isNone()) {
            MemoryNeed.check("linking 48,000 items", Double.MAX_VALUE, "fewer items");
          }
          return usual.fold().tree(tree, List.of(), TrainingOptions.paper(), RunListener.NONE);
        };
    notes.clear();
    RunFold without = RunFold.of(usual.settings(), usual.fold(), noting, large);
    assertTrue(without.tree().isNone());
    assertTrue(without.settings().tree().isNone(), "a resumed run goes on without, too");
    assertEquals(usual.settings().models(), without.settings().models());
    assertEquals(1, notes.size());
    assertTrue(notes.get(0).startsWith("There is not enough memory for linking 48,000 items: "));
    assertTrue(
        notes
            .get(0)
            .endsWith(
                " No model follows the tree, so the run goes on with none (--tree none): figures"
                    + " that need a tree stay empty."));

    Settings following =
        Settings.parse(
            usual.settings().data(), "row", TreeSettings.paper(), List.of("majority", "rnn"));
    assertThrows(
        NotEnoughMemoryException.class, () -> RunFold.of(following, usual.fold(), noting, large));
  }

  private static double mean(Songs songs) {
    double sum = 0;
    for (int row = 0; row < songs.size(); row++) {
      sum += songs.feature(row, 0);
    }
    return sum / songs.size();
  }

  @Test
  void constantFeaturesAndLostGenresAreTold() throws Exception {
    StringBuilder csv = new StringBuilder("x,same,species\n");
    for (int row = 0; row < 400; row++) {
      // Ten kinds of 30 rows, and a hundred kinds of one: some of these get no training row.
      csv.append("%d,7,%s%n".formatted(row, row < 300 ? "kind" + row % 10 : "rare" + row));
    }
    Path file = Files.writeString(folder.resolve("rare.csv"), csv);
    Fold fold = fold(file, "x", "same").fold();
    assertEquals(List.of("same"), fold.scaling().constantFeatures());
    assertTrue(notes.contains("Constant in the training part, so 0 everywhere: same"), "" + notes);
    int lost = fold.lostGenres().size();
    assertTrue(lost > 0);
    assertEquals(110 - lost, fold.train().genres().size());
    assertTrue(
        notes.stream()
            .anyMatch(
                note ->
                    note.startsWith(
                        "Classes without a training row (%d), dropped with their rows (%d): rare"
                            .formatted(lost, lost))),
        "" + notes);
  }

  @Test
  void splitWithoutTestRowsIsRefused() throws Exception {
    // One animal, whose key falls into the training part.
    Path file =
        Files.writeString(
            folder.resolve("one.csv"), "x,species,animal\n1,a,anna\n2,b,anna\n3,b,anna\n");
    DataSettings data =
        DataSettings.files(List.of(file))
            .with(all -> all.withColumns(List.of("x"), "species", "animal"));
    Settings settings = Settings.parse(data, "artist", TreeSettings.paper(), List.of("majority"));
    assertEquals(
        "The split by artist left 0 validation and 0 test rows of 3; each part needs at least 1."
            + " Give more data, or split by smaller groups (--split track or --split row).",
        assertThrows(IllegalArgumentException.class, () -> RunFold.of(settings, noting))
            .getMessage());
  }
}
