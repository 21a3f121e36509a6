package ihct.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.files.RunListener;
import ihct.files.RunLock;
import ihct.study.plan.PlanTest;
import ihct.study.plan.Shard;
import ihct.study.run.Samples;
import ihct.study.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class StudyPartsTest {

  private static final int COUNT = 3;

  @TempDir static Path folder;
  private static Path planFile;
  private static Path whole;

  /** Its parts are done and not yet joined. */
  private static Path parts;

  private static Verdict verdict;

  @BeforeAll
  static void runOnce() throws IOException {
    planFile = Files.writeString(folder.resolve("small.json"), PlanTest.SMALL);
    whole = folder.resolve("whole");
    verdict = run(whole).run(false);
    parts = folder.resolve("parts");
    run(parts).tune();
    for (int part : new int[] {2, 0, 1}) {
      run(parts).part(new Shard(part, COUNT));
    }
  }

  private static PlanRun run(Path out) throws IOException {
    return PlanRun.of(planFile, List.of(), out, RunListener.NONE);
  }

  /** A copy of the parts, to be spoilt. */
  private static Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(parts)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(parts.relativize(file)));
      }
    }
    return copy;
  }

  private static String refused(Executable task) {
    return assertThrows(IllegalArgumentException.class, task).getMessage();
  }

  private static void edit(Path file, UnaryOperator<String> change) throws IOException {
    String text = Files.readString(file);
    String changed = change.apply(text);
    assertFalse(changed.equals(text), "nothing was changed");
    Files.writeString(file, changed);
  }

  private static Path results(Path study, int part) {
    return study.resolve("results-%d-of-%d.jsonl".formatted(part, COUNT));
  }

  @Test
  void joinedPartsAreTheWholeStudy() throws IOException {
    Path out = copy("joined");
    Verdict joined = run(out).merge();
    assertEquals(verdict.answers(), joined.answers());
    assertEquals(Samples.figures(whole), Samples.figures(out), "in the plan's order");
    for (Path study : List.of(whole, out)) {
      assertEquals(names(whole), names(study));
    }
    for (String name : List.of("verdict.csv", "plan.json")) {
      assertEquals(Files.readString(whole.resolve(name)), Files.readString(out.resolve(name)));
    }
    for (Path rows : list(whole.resolve("rows"))) {
      assertArrayEquals(
          Files.readAllBytes(rows),
          Files.readAllBytes(out.resolve("rows").resolve(rows.getFileName())));
    }
    assertEquals(joined.answers(), run(out).merge().answers(), "once more changes nothing");
  }

  private static List<String> names(Path study) throws IOException {
    return list(study).stream().map(file -> file.getFileName().toString()).toList();
  }

  private static List<Path> list(Path study) throws IOException {
    try (Stream<Path> files = Files.list(study)) {
      return files.sorted().toList();
    }
  }

  @Test
  void partsThatWereDoneElsewhereCanBeGathered() throws IOException {
    Path out = folder.resolve("gathered");
    for (int part = 0; part < COUNT; part++) {
      Path own = copy("elsewhere" + part);
      for (int other = 0; other < COUNT; other++) {
        if (other != part) {
          Files.delete(results(own, other));
        }
      }
      run(own).part(new Shard(part, COUNT)); // has nothing left to do
      if (part == 0) {
        Files.move(own, out);
      } else {
        Files.move(results(own, part), results(out, part));
      }
    }
    assertEquals(verdict.answers(), run(out).merge().answers());
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Path out = copy("missing");
    Files.delete(results(out, 1));
    edit(results(out, 2), text -> text.substring(0, text.indexOf('\n') + 1));
    List<String> before = names(out);
    String message = refused(() -> run(out).merge());
    assertEquals(before, names(out), "nothing was written");
    assertTrue(message.contains("part 1/3 lacks "), message);
    assertTrue(message.contains("part 2/3 lacks "), message);
    assertFalse(message.contains("part 0/3"), message);
    run(out).part(new Shard(1, COUNT));
    run(out).part(new Shard(2, COUNT));
    Files.delete(list(out.resolve("rows")).get(0));
    assertTrue(refused(() -> run(out).merge()).contains(" lacks 1 of "));
    for (int part = 0; part < COUNT; part++) {
      run(out).part(new Shard(part, COUNT));
    }
    assertEquals(verdict.answers(), run(out).merge().answers());
  }

  @Test
  void aWholeStudyCanGoOnFromParts() throws IOException {
    Path out = copy("resumed");
    Files.delete(results(out, 1));
    assertEquals(verdict.answers(), run(out).run(true).answers());
    assertEquals(names(whole), names(out));
    assertEquals(Samples.figures(whole), Samples.figures(out), "in the plan's order");
  }

  @Test
  void aTrainingWithTwoResultsIsNamed() throws IOException {
    Path out = copy("doubled");
    String line = Files.readAllLines(results(out, 0)).get(0);
    edit(results(out, 1), text -> text + line + "\n"); // the same one twice is one
    assertEquals(verdict.answers(), run(out).merge().answers());
    Path other = copy("doubled otherwise");
    edit(
        results(other, 1),
        text -> text + line.replaceFirst("\"trainSeconds\":[^,]*", "\"trainSeconds\":77.0") + "\n");
    String message = refused(() -> run(other).merge());
    assertTrue(
        message.contains("has two results, in ")
            && message.contains("results-0-of-3.jsonl")
            && message.contains("results-1-of-3.jsonl"),
        message);
  }

  @Test
  void resultsOfOtherConditionsAreRefused() throws IOException {
    Path version = copy("version");
    edit(
        results(version, 1),
        text -> text.replaceAll("\"version\":\"[^\"]*\"", "\"version\":\"another\""));
    assertTrue(
        refused(() -> run(version).merge()).contains(" is of another, whose results may differ"));
    Path core = copy("core");
    edit(
        results(core, 1),
        text -> text.replaceAll("\"blasCore\":\"[^\"]*\"", "\"blasCore\":\"Katmai\""));
    String message = refused(() -> run(core).merge());
    assertTrue(
        message.contains(" is computed as for \"Katmai\"") && message.contains("--blas-core"),
        message);
    Path songs = copy("songs");
    edit(
        results(songs, 1),
        text -> text.replaceAll("\"dataSha256\":\"[^\"]*\"", "\"dataSha256\":\"ab\""));
    assertTrue(refused(() -> run(songs).merge()).startsWith("The songs of made are not those"));
  }

  @Test
  void resultsOfAnotherPlanAreRefused() throws IOException {
    Path out = copy("other plan");
    for (int part = 0; part < COUNT; part++) {
      Path file = results(out, part);
      String text = Files.readString(file);
      Files.writeString(file, text.replace("\"forestTrees\":3", "\"forestTrees\":7"));
    }
    String message = refused(() -> run(out).merge());
    assertTrue(message.contains("trained otherwise than the plan says"), message);
  }

  @Test
  void aTuningOfOtherConditionsIsRefused() throws IOException {
    Path out = copy("other tuning");
    edit(
        out.resolve("tuning.jsonl"),
        text -> text.replaceAll("\"blasCore\":\"[^\"]*\"", "\"blasCore\":\"Katmai\""));
    for (Executable task :
        List.<Executable>of(() -> run(out).merge(), () -> run(out).part(new Shard(0, COUNT)))) {
      String message = refused(task);
      assertTrue(message.contains("as for \"Katmai\""), message);
    }
  }

  @Test
  void oneNumberIsDoneByOneProcess() throws IOException {
    Path out = copy("twice");
    try (RunLock other = RunLock.takePart(out, new Shard(1, COUNT).lock())) {
      assertTrue(
          refused(() -> run(out).part(new Shard(1, COUNT))).startsWith("Another run is writing"));
      run(out).part(new Shard(2, COUNT));
    }
    try (RunLock part = RunLock.share(out)) {
      assertTrue(refused(() -> run(out).merge()).startsWith("Others are writing"));
    }
  }

  @Test
  void partsOfOneStudyHaveOneNumberAndOnePlan() throws IOException {
    Path out = copy("numbers");
    assertTrue(refused(() -> run(out).part(new Shard(0, 4))).contains("holds part 0/3"));
    Files.move(results(out, 2), out.resolve("results-3-of-4.jsonl"));
    assertTrue(refused(() -> run(out).merge()).contains("several divisions"));
    Path more =
        Files.writeString(
            folder.resolve("more.json"), PlanTest.SMALL.replace("[1, 2]", "[1, 2, 3]"));
    String message =
        refused(
            () -> PlanRun.of(more, List.of(), parts, RunListener.NONE).part(new Shard(0, COUNT)));
    assertTrue(message.contains("goes by another plan"), message);
  }

  @Test
  void partsWaitForTheirTuning() throws IOException {
    Path out = folder.resolve("untuned");
    String message =
        refused(
            () -> {
              for (int part = 0; part < COUNT; part++) {
                run(out).part(new Shard(part, COUNT));
              }
            });
    assertTrue(
        message.contains("ways to train forest") && message.contains("--tune-only"), message);
  }

  @Test
  void somethingElseInTheFolderIsRefused() throws IOException {
    Path out = Files.createDirectories(folder.resolve("other"));
    Files.writeString(out.resolve("letter.txt"), "Dear");
    assertTrue(refused(() -> run(out).part(new Shard(0, COUNT))).contains("is not empty"));
  }
}
