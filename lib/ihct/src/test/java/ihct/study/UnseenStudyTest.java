package ihct.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.SongData;
import ihct.evaluate.Measure;
import ihct.evaluate.Outcomes;
import ihct.files.RunListener;
import ihct.loading.simulate.SimulationOptions;
import ihct.metrics.PairedBootstrap;
import ihct.study.plan.Cell;
import ihct.study.plan.Plan;
import ihct.study.plan.StudyStore;
import ihct.study.run.RunRecord;
import ihct.study.verdict.Answer;
import ihct.study.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnseenStudyTest {

  private static final long[] SEEDS = {1, 2, 3};

  @TempDir static Path folder;
  private static List<String> genres;
  private static Plan plan;
  private static Path out;
  private static Verdict verdict;

  @BeforeAll
  static void runOnce() throws IOException {
    genres = SongData.simulated(new SimulationOptions(12, 900, 1, 0.2, 0.1)).songs().genres();
    plan = plan(List.of(genres.subList(0, 2), genres.subList(5, 6)), "planted");
    out = folder.resolve("study");
    verdict = PlanRun.of(plan, List.of(), out, RunListener.NONE).run(false);
  }

  private static Plan plan(List<List<String>> leaveOut, String tree) {
    return Plan.of("unseen")
        .seeds(SEEDS)
        .resamples(200)
        .reference("centroid")
        .data(
            "made",
            data -> data.simulated(12, 900, 1, 0.2).trees("inferred", tree).leaveOut(leaveOut))
        .tree("inferred", made -> made)
        .tree("planted", made -> made.source("columns"))
        .arm("centroid", arm -> arm.model("centroid"))
        .arm("forest", arm -> arm.model("forest").train(Map.of("forestTrees", 5)))
        .ask(
            "Sums?",
            ask ->
                ask.on("made")
                    .arm("forest")
                    .measure("unseen.sum")
                    .against("forest")
                    .againstMeasure("unseen.argmax"))
        .ask(
            "Models?",
            ask ->
                ask.on("made")
                    .arm("forest")
                    .measure("unseen.sum")
                    .against("centroid")
                    .againstMeasure("unseen.sum"))
        .build();
  }

  @Test
  void genresAreLeftOutInTurn() throws IOException {
    for (RunRecord record : StudyStore.open(out).results()) {
      boolean isFirst = record.study().seed() != 2;
      assertEquals(
          isFirst ? genres.subList(0, 2) : genres.subList(5, 6),
          record.conditions().genresWithoutTrainingRows());
      assertEquals(isFirst ? 10 : 11, record.conditions().classes());
      assertTrue(record.unseen().rows() > 0);
    }
  }

  @Test
  void questionsCompareTheAnswersToTheirSongs() throws IOException {
    StudyStore store = StudyStore.open(out);
    double[] sum = {};
    double[] argmax = {};
    long[] groups = {};
    for (long seed : SEEDS) {
      Cell cell = new Cell("made", seed, "forest", Cell.NO_TREE);
      Outcomes outcomes = store.outcomes(cell, "unseen.argmax", "unseen.sum");
      RunRecord record =
          store.results().stream().filter(r -> Cell.of(r).equals(cell)).findFirst().orElseThrow();
      assertEquals(outcomes.mean("unseen.sum"), record.unseen().summed(), 1e-12);
      assertEquals(outcomes.mean("unseen.argmax"), record.unseen().likeliest(), 1e-12);
      sum = joined(sum, outcomes.of("unseen.sum"));
      argmax = joined(argmax, outcomes.of("unseen.argmax"));
      groups = LongStream.concat(Arrays.stream(groups), Arrays.stream(outcomes.groups())).toArray();
    }
    Answer answer = verdict.answers().get(0);
    assertEquals("points", answer.unit());
    assertEquals(
        PairedBootstrap.of(sum, argmax, groups).difference(200, 1).times(100), answer.effect());
    assertTrue(answer.mcnemar() != null);
  }

  private static double[] joined(double[] some, double[] more) {
    double[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  @Test
  void trainingWhoseUnseenSongsAreGoneIsTrainedAgain() throws IOException {
    Path rows = out.resolve("rows/unseen/made.2.forest.csv.gz");
    byte[] bytes = Files.readAllBytes(rows);
    Files.delete(rows);
    assertEquals(
        verdict.answers(), PlanRun.of(plan, List.of(), out, RunListener.NONE).run(true).answers());
    assertArrayEquals(bytes, Files.readAllBytes(rows));
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    assertEquals(
        "Data \"made\" leaves out genres, and names no known tree that tells their parents.",
        refused(() -> plan(List.of(genres.subList(0, 1)), "inferred2")));
    String unknown =
        refused(
            () ->
                PlanRun.of(
                        plan(List.of(List.of("polka")), "planted"),
                        List.of(),
                        folder.resolve("unknown"),
                        RunListener.NONE)
                    .run(false));
    assertTrue(
        unknown.startsWith(
            "Data \"made\" under seed 1: \"polka\" is to be left out, and is none of the 12 genres; they are such as "),
        unknown);
    assertTrue(Measure.isRightOrWrong("unseen.sum"));
  }

  private interface Step {
    Object run() throws IOException;
  }

  private static String refused(Step step) {
    return assertThrows(IllegalArgumentException.class, step::run).getMessage();
  }
}
