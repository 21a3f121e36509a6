package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.files.RunListener;
import ihct.models.TrainingOptions;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {

  @TempDir Path folder;

  private Settings settings() throws IOException {
    Path file = folder.resolve("songs.csv");
    if (!Files.exists(file)) {
      Files.writeString(file, songs());
    }
    DataSettings data =
        DataSettings.files(List.of(file))
            .with(all -> all.withColumns(List.of("a", "b", "c"), "genre", null).withLimits(1, 200));
    return Settings.parse(data, "row", TreeSettings.paper(), List.of("centroid", "dense", "rnn"))
        .with(TrainingOptions.of(3, 16, 0.01, 1));
  }

  private static String songs() {
    Random random = new Random(4);
    StringBuilder text = new StringBuilder("a,b,c,genre\n");
    for (int i = 0; i < 200; i++) {
      int genre = i % 5;
      text.append(genre + random.nextGaussian()).append(',');
      text.append(genre * genre + random.nextGaussian()).append(',');
      text.append(random.nextGaussian()).append(",g").append(genre).append('\n');
    }
    return text.toString();
  }

  /** Breaks a run off when its epochs, counted over all models, are so many. */
  private static final class Breaking implements RunListener {
    private final int after;
    private int epochs;
    final List<String> stages = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    Breaking(int after) {
      this.after = after;
    }

    @Override
    public void stage(String what) {
      stages.add(what);
    }

    @Override
    public void note(String text) {
      notes.add(text);
    }

    @Override
    public void epoch(int epoch, double loss, double validationAccuracy, double seconds) {
      if (++epochs == after) {
        throw new IllegalStateException("broken off");
      }
    }
  }

  private List<String> undisturbed() throws IOException {
    Path out = folder.resolve("undisturbed");
    Experiment.run(settings(), out, false, RunListener.NONE);
    assertFalse(Files.exists(out.resolve("checkpoints")), "nothing is left of a finished training");
    return Samples.figures(out);
  }

  @Test
  void aRunThatBrokeOffEndsWithTheSameResults() throws IOException {
    List<String> expected = undisturbed();
    for (int after = 1; after <= 6; after++) {
      Path out = folder.resolve("broken" + after);
      Breaking breaking = new Breaking(after);
      assertThrows(
          IllegalStateException.class, () -> Experiment.run(settings(), out, false, breaking));
      Breaking again = new Breaking(-1);
      List<RunRecord> records = Experiment.resume(out, again);
      assertEquals(expected, Samples.figures(out), "broken off after epoch " + after);
      assertEquals(expected.size(), records.size());
      assertFalse(again.stages.contains("Training centroid"), "it had finished");
      int complete = (after - 1) % 3 + 1;
      assertTrue(
          again.notes.stream().anyMatch(note -> note.endsWith("after epoch " + complete)),
          again.notes::toString);
    }
  }

  @Test
  void aResultThatWasCutOffIsSetAside() throws IOException {
    List<String> expected = undisturbed();
    Path out = folder.resolve("undisturbed");
    Path results = out.resolve("results.jsonl");
    String all = Files.readString(results);
    int rnn = all.indexOf("{\"schema\":3,\"model\":\"rnn\"");
    Files.writeString(results, all.substring(0, rnn) + all.substring(rnn, rnn + 40));
    Breaking listener = new Breaking(-1);
    Experiment.resume(out, listener);
    assertEquals(expected, Samples.figures(out));
    assertEquals(all.substring(rnn, rnn + 40), Files.readString(out.resolve("results.torn")));
    assertTrue(listener.notes.stream().anyMatch(note -> note.contains("results.torn")));
  }

  @Test
  void changedSongsAreRefused() throws IOException {
    Path out = folder.resolve("changed");
    assertThrows(
        IllegalStateException.class, () -> Experiment.run(settings(), out, false, new Breaking(1)));
    Files.writeString(
        folder.resolve("songs.csv"),
        "1,2,3,g1\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.APPEND);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Experiment.resume(out, RunListener.NONE))
            .getMessage();
    assertTrue(message.contains("songs") && message.contains("have changed"), message);
  }

  @Test
  void aFolderWithoutARunIsRefused() {
    NoSuchFileException none =
        assertThrows(
            NoSuchFileException.class,
            () -> Experiment.resume(folder.resolve("none"), RunListener.NONE));
    assertTrue(none.getReason().contains("holds no run.json"), none.getReason());
  }

  @Test
  void twoRunsDoNotShareAFolder() throws IOException {
    Path out = folder.resolve("shared");
    List<String> refusals = new ArrayList<>();
    Experiment.run(
        settings(),
        out,
        false,
        new RunListener() {
          @Override
          public void trainingStarted(String phase, int epochs, long songsPerEpoch) {
            refusals.add(
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Experiment.resume(out, RunListener.NONE))
                    .getMessage());
            refusals.add(
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Experiment.run(settings(), out, true, RunListener.NONE))
                    .getMessage());
          }
        });
    assertEquals(4, refusals.size());
    for (String refusal : refusals) {
      assertTrue(refusal.startsWith("Another run is writing to " + out), refusal);
      assertTrue(refusal.contains("process " + ProcessHandle.current().pid()), refusal);
    }
  }
}
