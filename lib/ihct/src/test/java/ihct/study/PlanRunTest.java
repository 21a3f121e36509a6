package ihct.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.evaluate.Outcomes;
import ihct.evaluate.TreeScores;
import ihct.files.RunListener;
import ihct.metrics.Calibration;
import ihct.models.EpochResult;
import ihct.models.TrainingOptions;
import ihct.models.forest.GenreForest;
import ihct.study.plan.Cell;
import ihct.study.plan.Plan;
import ihct.study.plan.PlanArm;
import ihct.study.plan.PlanFile;
import ihct.study.plan.PlanTest;
import ihct.study.plan.StudyStore;
import ihct.study.plan.Tuning;
import ihct.study.run.Golden;
import ihct.study.run.Pace;
import ihct.study.run.RunRecord;
import ihct.study.run.Samples;
import ihct.study.verdict.Answer;
import ihct.study.verdict.ArmResult;
import ihct.study.verdict.ArmResult.TreeResult;
import ihct.study.verdict.Verdict;
import ihct.study.verdict.VerdictPlots;
import ihct.study.verdict.VerdictTables;
import ihct.study.verdict.VerdictText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanRunTest {

  @TempDir static Path folder;
  private static Path planFile;
  private static Path whole;
  private static Verdict verdict;

  @BeforeAll
  static void runOnce() throws IOException {
    planFile = Files.writeString(folder.resolve("small.json"), PlanTest.SMALL);
    whole = folder.resolve("whole");
    verdict = PlanRun.of(planFile, List.of(), whole, RunListener.NONE).run(false);
  }

  /** Breaks off at a stage, as if the process had been stopped there. */
  private static RunListener stopAt(String stage) {
    return new RunListener() {
      @Override
      public void stage(String what) {
        if (what.contains(stage)) {
          throw new CancellationException(what);
        }
      }
    };
  }

  @Test
  void resumedStudyEndsWithTheSameResults() throws IOException {
    Path out = folder.resolve("stopped");
    for (String stage :
        List.of("Tuning forest on made (2", "dense on made, seed 1", "both on made, seed 2")) {
      boolean resume = Files.exists(out);
      assertThrows(
          CancellationException.class,
          () -> PlanRun.of(planFile, List.of(), out, stopAt(stage)).run(resume));
    }
    Files.delete(out.resolve("rows").resolve("made.1.centroid.csv.gz"));
    // a line that was cut off while it was written
    Files.writeString(
        out.resolve("results.jsonl"), "{\"schema\":1,\"pl", StandardOpenOption.APPEND);
    Verdict resumed = PlanRun.of(planFile, List.of(), out, RunListener.NONE).run(true);
    assertEquals(
        Samples.figures(whole).stream().sorted().toList(),
        Samples.figures(out).stream().sorted().toList());
    assertEquals(verdict.answers(), resumed.answers());
    for (String name : names(whole.resolve("rows"))) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve("rows").resolve(name)),
          Files.readAllBytes(out.resolve("rows").resolve(name)),
          name);
    }
  }

  private static List<String> names(Path rows) throws IOException {
    try (var files = Files.list(rows)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyArmIsTestedOnTheSameSongs() throws IOException {
    StudyStore store = StudyStore.open(whole);
    for (long seed : new long[] {1, 2}) {
      Outcomes first = store.outcomes(new Cell("made", seed, "centroid", ""));
      for (Cell cell : PlanFile.parse("", PlanTest.SMALL).cells("made", seed)) {
        Outcomes other = store.outcomes(cell);
        assertArrayEquals(first.groups(), other.groups());
        assertArrayEquals(first.genres(), other.genres());
      }
    }
    long[] one = store.outcomes(new Cell("made", 1, "centroid", "")).groups();
    long[] two = store.outcomes(new Cell("made", 2, "centroid", "")).groups();
    assertFalse(Arrays.equals(one, two), "seeds draw other splits");
  }

  @Test
  void outcomesAddUpToTheScores() throws IOException {
    StudyStore store = StudyStore.open(whole);
    for (RunRecord record : store.results()) {
      Outcomes rows = store.outcomes(Cell.of(record));
      assertEquals(record.conditions().testRows(), rows.rows());
      assertEquals(record.scores().top1(), rows.mean("top1"), 1e-6, Cell.of(record).toString());
      assertEquals(record.scores().top5(), rows.mean("top5"), 1e-6);
      assertEquals(record.scores().anyGenre(), rows.mean("anyGenre"), 1e-6);
      TreeScores tree = record.study().trees().get("inferred");
      int last = tree.tiers().size() - 1;
      assertEquals(record.scores().top1(), tree.argmax().get(last), 1e-6, "leaves are genres");
      assertEquals(record.scores().top1(), tree.summed().get(last), 1e-6);
    }
  }

  @Test
  void calibrationIsMeasuredOverTheSongsOfAllSeeds() throws IOException {
    StudyStore store = StudyStore.open(whole);
    for (ArmResult arm : verdict.arms()) {
      Calibration pooled = new Calibration();
      for (long seed : new long[] {1, 2}) {
        Cell cell = new Cell("made", seed, arm.arm(), arm.tree());
        Outcomes rows = store.outcomes(cell);
        Calibration ofSeed = new Calibration();
        for (Calibration calibration : List.of(pooled, ofSeed)) {
          for (int row = 0; row < rows.rows(); row++) {
            calibration.add(rows.of("confidence")[row], rows.of("top1")[row] == 1);
          }
        }
        RunRecord record =
            store.results().stream().filter(r -> Cell.of(r).equals(cell)).findFirst().orElseThrow();
        assertEquals(
            record.reliability().scaledCalibrationError(),
            ofSeed.expectedError(),
            1e-9,
            "confidences are those after scaling: " + cell);
      }
      assertEquals(100 * pooled.expectedError(), arm.pooledCalibrationError(), 1e-9, arm.label());
      assertEquals(100 * pooled.chanceError(), arm.chanceCalibrationError(), 1e-9, arm.label());
      // errors of two seeds can cancel out within a bin, and cannot add up
      assertTrue(arm.pooledCalibrationError() <= arm.scaledCalibrationError() + 1e-9, arm.label());
    }
    List<String> header = List.of(Files.readAllLines(whole.resolve("arms.csv")).get(0).split(","));
    assertTrue(
        header.contains("pooledCalibrationError") && header.contains("chanceCalibrationError"));
    String table = VerdictTables.calibration(verdict, "made").toString();
    assertTrue(table.contains("pooled ECE %") && table.contains("by chance %"), table);
  }

  /** The study has one data set, no targets, and effects in several units. */
  @Test
  void answersHaveNoColumnThatTellsNothing() {
    List<String> columns = VerdictTables.answers(verdict).columnNames();
    assertFalse(columns.contains("data"), columns::toString);
    assertTrue(columns.containsAll(List.of("question", "effect", "unit")), columns::toString);
  }

  @Test
  void severityOfTheJudgesTreeHasAnInterval() {
    for (ArmResult arm : verdict.arms()) {
      for (Map.Entry<String, TreeResult> read : arm.trees().entrySet()) {
        TreeResult tree = read.getValue();
        assertEquals(read.getKey().equals("planted"), tree.severityLow() != null, arm.label());
        if (tree.severityLow() != null) {
          assertTrue(
              tree.severityLow() < tree.severity() && tree.severity() < tree.severityHigh(),
              () -> arm.label() + ": " + tree);
        }
      }
    }
    String text = VerdictPlots.severity(verdict, "made").text();
    assertTrue(text.contains("from") && text.contains("to"), text);
  }

  @Test
  void paceIsThatOfAllSeedsTogether() throws IOException {
    List<List<EpochResult>> curves =
        StudyStore.open(whole).results().stream()
            .filter(record -> record.model().equals("dense"))
            .map(record -> record.training().curve())
            .toList();
    assertTrue(curves.size() > 1);
    List<Pace> pace = arm("dense", "").pace();
    assertEquals(curves.get(0).size(), pace.size());
    for (int epoch = 1; epoch <= pace.size(); epoch++) {
      double seconds = 0;
      double accuracy = 0;
      for (List<EpochResult> curve : curves) {
        seconds += curve.stream().limit(epoch).mapToDouble(EpochResult::seconds).sum();
        accuracy += 100 * curve.get(epoch - 1).validationAccuracy();
      }
      assertEquals(seconds / curves.size(), pace.get(epoch - 1).seconds(), 1e-9);
      assertEquals(accuracy / curves.size(), pace.get(epoch - 1).accuracy(), 1e-9);
    }
    assertTrue(arm("centroid", "").pace().isEmpty());
    String table = VerdictPlots.pace(verdict, "made").orElseThrow().text();
    assertEquals(2 + pace.size(), table.lines().count(), table);
    String page = Files.readString(whole.resolve("report.html"));
    assertTrue(page.contains("Accuracy against time on made"));
  }

  @Test
  void accuraciesOfTiersBeginAtZero() {
    Map<?, ?> layout =
        (Map<?, ?>) VerdictPlots.tiers(verdict, "made", "centroid").plotly().get("layout");
    List<String> axes =
        layout.keySet().stream().map(String::valueOf).filter(a -> a.startsWith("yaxis")).toList();
    assertEquals(verdict.arms().get(0).trees().size(), axes.size());
    for (String axis : axes) {
      List<?> range = (List<?>) ((Map<?, ?>) layout.get(axis)).get("range");
      assertEquals(List.of(0.0, 100.0), range, axis);
    }
  }

  @Test
  void mapOfTreesHoldsTheAccuraciesOfTheVerdict() {
    Map<?, ?> plot = VerdictPlots.trees(verdict, "made").plotly();
    Map<?, ?> trace = (Map<?, ?>) ((List<?>) plot.get("data")).get(0);
    List<ArmResult> trained = verdict.arms().stream().filter(a -> !a.tree().isEmpty()).toList();
    int cells = 0;
    for (int row = 0; row < ((List<?>) trace.get("y")).size(); row++) {
      List<?> values = (List<?>) ((List<?>) trace.get("z")).get(row);
      for (int column = 0; column < values.size(); column++) {
        Object tree = ((List<?>) trace.get("y")).get(row);
        Object arm = ((List<?>) trace.get("x")).get(column);
        List<Double> expected =
            trained.stream()
                .filter(a -> a.tree().equals(tree) && a.arm().equals(arm))
                .map(ArmResult::top1)
                .toList();
        assertEquals(expected.isEmpty() ? null : expected.get(0), values.get(column));
        cells += expected.size();
      }
    }
    assertEquals(trained.size(), cells);
  }

  @Test
  void treeFileThatIsNotThereIsNamed() {
    Plan plan =
        Plan.of("lost")
            .seeds(1)
            .reference("centroid")
            .data("made", d -> d.simulated(4, 400, 1, 0.5).trees("known"))
            .tree("known", t -> t.source("known:nowhere.nwk"))
            .arm("centroid", a -> a.model("centroid"))
            .build();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> PlanRun.of(plan, List.of(), folder.resolve("lost"), RunListener.NONE).run(false));
    assertEquals("nowhere.nwk does not exist; check the path.", refused.getMessage());
  }

  @Test
  void lossesOfAnArmAreTheMeansOverTheRowsOfAllSeeds() throws IOException {
    List<RunRecord> records = StudyStore.open(whole).results();
    for (ArmResult arm : verdict.arms()) {
      double rows = 0;
      double logLoss = 0;
      double brier = 0;
      for (RunRecord r : records) {
        if (r.model().equals(arm.label())) {
          rows += r.scores().rows();
          logLoss += r.scores().rows() * r.reliability().scaledLogLoss();
          brier += r.scores().rows() * r.reliability().brier();
        }
      }
      assertEquals(logLoss / rows, arm.logLoss(), 1e-12, arm.label());
      assertEquals(brier / rows, arm.brier(), 1e-12, arm.label());
    }
  }

  @Test
  void rowsOfAnEarlierVersionAreToldByWhatTheyLack() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                StudyStore.open(whole).outcomes(new Cell("made", 1, "dense", ""), "top1", "top3"));
    assertTrue(
        e.getMessage().contains("no \"top3\"") && e.getMessage().contains("anew"), e.getMessage());
  }

  @Test
  void everyJudgeIsMeasuredAndTheFirstIsShown() throws IOException {
    RunRecord record = StudyStore.open(whole).results().get(0);
    Outcomes rows = StudyStore.open(whole).outcomes(Cell.of(record));
    assertEquals(
        List.of("planted", "shapes"), verdict.data().get("made").judges(), "in the plan's order");
    for (String tree : List.of("inferred", "random", "planted", "shapes")) {
      assertTrue(rows.measures().contains(tree + ".distance@1"), tree);
      double first = rows.mean(tree + ".cost.distance.planted");
      assertEquals(first, record.study().trees().get(tree).costDistance(), tree);
      assertTrue(rows.measures().contains(tree + ".cost.distance.shapes"), tree);
    }
    assertFalse(
        Arrays.equals(
            rows.of("inferred.cost.distance.planted"), rows.of("inferred.cost.distance.shapes")),
        "two trees, two opinions");
    assertEquals(String.join("\n", VerdictText.lines(verdict)), verdict.toString());
    String facts = VerdictText.facts(verdict.data().get("made"));
    assertTrue(facts.endsWith("\"planted\" and, where a question asks, by \"shapes\"."), facts);
  }

  @Test
  void mixturesRecordWeightsAndShares() throws IOException {
    Map<String, PlanArm> arms = PlanFile.parse("", PlanTest.SMALL).arms();
    int mixtures = 0;
    for (RunRecord record : StudyStore.open(whole).results()) {
      int members = arms.get(record.study().arm()).mixture().size();
      assertEquals(members, record.study().weights().size(), record.study().arm());
      assertEquals(members, record.study().shares().size(), record.study().arm());
      assertTrue(record.study().shares().stream().allMatch(share -> share > 0 && share < 1));
      mixtures += members > 0 ? 1 : 0;
    }
    assertTrue(mixtures > 0, "the plan has one");
  }

  /** As studies wrote it before their results had the fields of a run's. */
  @Test
  void linesOfEarlierStudiesAreRead() throws IOException {
    Path old = Files.createDirectories(folder.resolve("old"));
    Files.writeString(old.resolve("plan.json"), "{}");
    String lines = Golden.read("study-schema-1.jsonl");
    Files.writeString(old.resolve("results.jsonl"), lines);
    List<RunRecord> read = StudyStore.open(old).results();
    RunRecord heads = read.get(0);
    assertEquals("tier-heads · inferred", heads.model());
    assertEquals(new Cell("simulated", 1, "tier-heads", "inferred"), Cell.of(heads));
    assertEquals(0.49429037520391517, heads.scores().top1());
    TrainingOptions options = heads.conditions().options();
    assertEquals(List.of(8, 128), List.of(options.epochs(), options.batch()));
    assertEquals("cosine", options.byName().get("rate"));
    assertEquals(6, heads.training().bestEpoch());
    RunRecord mixture = read.get(1);
    assertEquals("forest-dense", mixture.model());
    assertEquals(List.of(0.1, 0.001), mixture.study().shares());
    assertEquals(613, mixture.conditions().testRows());
    assertNull(mixture.training().bestEpoch());
    assertEquals(List.of("inferred"), List.copyOf(mixture.study().trees().keySet()));
    Files.writeString(
        old.resolve("results.jsonl"), lines.replaceAll("\"shares\":\\[[^]]*\\],", ""));
    assertEquals(List.of(), StudyStore.open(old).results().get(1).study().shares());
  }

  @Test
  void verdictHoldsWhatWasAsked() throws IOException {
    assertEquals(5, verdict.answers().size());
    Answer ahead = verdict.answers().get(0);
    ArmResult dense = arm("dense", "");
    ArmResult centroid = arm("centroid", "");
    assertEquals(dense.top1(), ahead.firstMean(), 1e-4, "rows of all seeds");
    assertEquals(ahead.firstMean() - ahead.secondMean(), ahead.effect().estimate(), 1e-9);
    assertEquals("missed", ahead.outcome(), "nobody is 50 points ahead");
    assertNotNull(ahead.mcnemar());
    assertEquals(2, ahead.seeds().size());
    assertTrue(ahead.adjusted() >= ahead.effect().p());
    assertNull(centroid.difference(), "the reference");
    assertEquals(ahead.effect(), dense.difference(), "the same comparison");
    Answer cost = verdict.answers().get(3);
    assertEquals("percent", cost.unit());
    assertEquals("reached", cost.outcome(), "at most 100 % more");
    assertNull(cost.mcnemar(), "distances are no shares");
    Answer sure = verdict.answers().get(4);
    assertEquals("points", sure.unit());
    assertEquals(dense.top1(), sure.secondMean(), 1e-4);
    assertNull(sure.mcnemar(), "confidences are not right or wrong");
    TreeResult read = dense.trees().get("inferred");
    assertTrue(read.hedgedBits() > 0 && read.hedgedRight() > 40, read.toString());
  }

  /** Cells of each line; no field of the test's plan holds a comma. */
  private static List<Integer> columns(Path table) throws IOException {
    return Files.readAllLines(table).stream().map(line -> line.split(",", -1).length).toList();
  }

  private static ArmResult arm(String name, String tree) {
    return verdict.arms().stream()
        .filter(arm -> arm.arm().equals(name) && arm.tree().equals(tree))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void verdictCanBeReadAgainAndShown() throws IOException {
    assertEquals(verdict, Verdict.read(whole));
    String page = Files.readString(whole.resolve("report.html"));
    assertTrue(page.contains("Is Dense ahead?") && page.contains("<svg"), "tables and figures");
    assertEquals(6, columns(whole.resolve("verdict.csv")).size());
    assertEquals(9, columns(whole.resolve("arms.csv")).size());
    assertEquals(1, columns(whole.resolve("verdict.csv")).stream().distinct().count());
    assertEquals(1, columns(whole.resolve("arms.csv")).stream().distinct().count());
    assertTrue(
        VerdictText.lines(verdict).stream().anyMatch(line -> line.startsWith("stacknet · random")));
  }

  @Test
  void tuningKeepsTheBestOfTheValidationPart() throws IOException {
    List<Tuning> tunings = StudyStore.open(whole).tunings();
    assertEquals(1, tunings.size());
    Tuning forest = tunings.get(0);
    double best =
        forest.candidates().stream()
            .mapToDouble(Tuning.Candidate::validationTop1)
            .max()
            .orElseThrow();
    assertEquals(best, forest.candidates().get(forest.chosen()).validationTop1());
    for (RunRecord record : StudyStore.open(whole).results()) {
      if (record.study().arm().equals("forest")) {
        TrainingOptions options = record.conditions().options();
        assertEquals(forest.options().get(GenreForest.LEAF), options.get(GenreForest.LEAF));
        assertEquals(3, options.get(GenreForest.TREES));
      }
    }
  }

  private static Path copy(Path study, String name) throws IOException {
    Path copy = folder.resolve(name);
    try (var files = Files.walk(study)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(study.relativize(file).toString()));
      }
    }
    return copy;
  }

  @Test
  void resultOfARunIsNoneOfAStudy() throws IOException {
    Path mixed = copy(whole, "mixed");
    Path results = mixed.resolve("results.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(results));
    int last = lines.size();
    lines.add(lines.get(0).replaceFirst(",\"study\":\\{.*", "}"));
    Files.write(results, lines);
    assertEquals(
        "%s, line %d is the result of a run, not of a study; leave it out."
            .formatted(results, last + 1),
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    PlanRun.of(mixed.resolve("plan.json"), List.of(), mixed, RunListener.NONE)
                        .run(true))
            .getMessage());
  }

  @Test
  void studyGoesOnByAPlanThatHasGainedSomething() throws IOException {
    String more =
        PlanTest.SMALL
            .replace("[1, 2]", "[1, 2, 3]")
            .replace("\"resamples\": 100", "\"resamples\": 150")
            .replace(
                "\"pair\":",
                """
                "tree": {"model": "tree", "tune": [{}]},
                "inferred": {"mixture": ["tree", "stacknet"]},
                "guessed": {"mixture": ["tree", "stacknet@random"]},
                "pair":""")
            .replace(
                "\"questions\": [",
                "\"questions\": [{\"ask\": \"A tree?\", \"on\": [\"made\"], \"arm\": \"tree\","
                    + " \"against\": \"centroid\"},");
    Path larger = Files.writeString(folder.resolve("larger.json"), more);
    Path grown = copy(whole, "grown");
    List<String> before = Files.readAllLines(grown.resolve("results.jsonl"));
    Verdict verdict = PlanRun.of(larger, List.of(), grown, RunListener.NONE).run(true);
    assertEquals(
        before, Files.readAllLines(grown.resolve("results.jsonl")).subList(0, before.size()));
    assertEquals("A tree?", verdict.answers().get(0).ask());
    StudyStore store = StudyStore.open(grown);
    assertFalse(
        Arrays.equals(
            store.outcomes(new Cell("made", 1, "inferred", "")).of("confidence"),
            store.outcomes(new Cell("made", 1, "guessed", "")).of("confidence")),
        "mixtures with different trees");
    Path fresh = folder.resolve("fresh");
    Verdict anew = PlanRun.of(larger, List.of(), fresh, RunListener.NONE).run(false);
    assertEquals(anew.answers(), verdict.answers());
    assertEquals(
        Samples.figures(fresh).stream().sorted().toList(),
        Samples.figures(grown).stream().sorted().toList());
    assertEquals(more, Files.readString(grown.resolve("plan.json")));
    assertEquals(PlanTest.SMALL, Files.readString(grown.resolve("plan-1.json")));
    assertEquals(1, verdict.earlierPlans());
    assertTrue(VerdictText.method(verdict).get(0).contains("earlier plans: 1,"));
    assertEquals(0, anew.earlierPlans());
  }

  /** A mistake in a new question costs nothing. */
  @Test
  void newQuestionsAreCheckedBeforeThePlanIsTakenOver() throws IOException {
    Path asking =
        Files.writeString(
            folder.resolve("asking.json"), PlanTest.SMALL.replace("argmax@2", "argmax@7"));
    Path copy = copy(whole, "asked");
    Files.delete(copy.resolve("verdict.json"));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> PlanRun.of(asking, List.of(), copy, RunListener.NONE).run(true));
    assertTrue(e.getMessage().contains("asks for \"inferred.argmax@7\""), e.getMessage());
    assertEquals(PlanTest.SMALL, Files.readString(copy.resolve("plan.json")));
  }

  /** An arm of which nothing has been trained can still be mended. */
  @Test
  void whatHasNotBeenUsedMayChange() throws IOException {
    Path out = folder.resolve("mended");
    assertThrows(
        CancellationException.class,
        () ->
            PlanRun.of(planFile, List.of(), out, stopAt("Training dense on made, seed 1"))
                .run(false));
    Path mended =
        Files.writeString(
            folder.resolve("mended.json"),
            PlanTest.SMALL
                .replace("\"epochs\": 2", "\"epochs\": 3")
                .replace("Which tree?", "What tree?"));
    Verdict verdict = PlanRun.of(mended, List.of(), out, RunListener.NONE).run(true);
    assertEquals("What tree?", verdict.answers().get(1).ask());
    Path unused =
        Files.writeString(
            folder.resolve("unused.json"),
            PlanTest.SMALL.replace("\"forestTrees\": 3", "\"forestTrees\": 4"));
    assertThrows(
        IllegalArgumentException.class,
        () -> PlanRun.of(unused, List.of(), out, RunListener.NONE).run(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"songs\": 300|\"songs\": 310|Data \"made\" has changed.",
        "\"random\": {\"source\": \"random\"}|\"random\": {\"source\": \"permuted\"}|Tree \"random\" has changed.",
        "\"forestTrees\": 3|\"forestTrees\": 4|Arm \"forest\" has changed.",
        "\"both\": {|\"mixed\": {|Arm \"both\" is gone.",
        "[1, 2]|[1]|The seeds began with [1, 2].",
        "[1, 2]|[2, 1]|The seeds began with [1, 2].",
        "\"small\"|\"tiny\"|The plan was named \"small\".",
        "Which tree?|What tree?|The question \"Which tree?\" has been answered.",
      })
  void studyIsNotMixedWithThatOfAnotherPlan(String now, String then, String said)
      throws IOException {
    String text = PlanTest.SMALL.replace(now, then);
    assertNotEquals(PlanTest.SMALL, text);
    Path other = Files.writeString(folder.resolve("other.json"), text);
    Exception changed =
        assertThrows(
            IllegalArgumentException.class,
            () -> PlanRun.of(other, List.of(), whole, RunListener.NONE).run(true));
    assertEquals(
        "%s was begun by another plan: %s What has been trained or answered must stay; anything may be added. Go on with its own plan, %s, or choose another --out."
            .formatted(whole, said, whole.resolve("plan.json")),
        changed.getMessage());
    assertEquals(PlanTest.SMALL, Files.readString(whole.resolve("plan.json")));
  }

  @Test
  void refusals() throws IOException {
    Exception full =
        assertThrows(
            IllegalArgumentException.class,
            () -> PlanRun.of(planFile, List.of(), whole, RunListener.NONE).run(false));
    assertTrue(full.getMessage().contains("--resume"), full.getMessage());
    Path nowhere = folder.resolve("nowhere");
    assertThrows(
        IllegalArgumentException.class,
        () -> PlanRun.of(planFile, List.of(), nowhere, RunListener.NONE).run(true));
    Path files =
        Files.writeString(
            folder.resolve("files.json"),
            PlanTest.SMALL
                .replaceFirst("\"simulated\": \\{[^}]*\\}", "\"files\": [\"no.csv\"]")
                .replace("\"source\": \"columns\"", "\"source\": \"names\""));
    Exception missing =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                PlanRun.of(files, List.of(), folder.resolve("none"), RunListener.NONE).run(false));
    assertTrue(missing.getMessage().contains("no.csv"), missing.getMessage());
    Path measure =
        Files.writeString(
            folder.resolve("measure.json"), PlanTest.SMALL.replace("inferred.sum@2", "oak.sum@2"));
    RunListener trained = stopAt("Training");
    Exception unmeasured =
        assertThrows(
            IllegalArgumentException.class,
            () -> PlanRun.of(measure, List.of(), folder.resolve("unmeasured"), trained).run(false));
    assertTrue(unmeasured.getMessage().contains("oak.sum@2"), unmeasured.getMessage());
    assertFalse(Files.exists(folder.resolve("none")), "told before anything is written");
  }
}
