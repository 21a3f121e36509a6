package ihct.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.study.plan.Plan;
import ihct.study.plan.PlanFile;
import ihct.study.run.StudyPart;
import ihct.study.verdict.ArmResult;
import ihct.study.verdict.KeptStudy;
import ihct.study.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept was found by the plan as it stands; else it must be run again by its command. */
class KeptStudyTest {

  private final KeptStudy combinations;
  private final KeptStudy coarse;
  private final KeptStudy cost;
  private final List<KeptStudy> all;

  KeptStudyTest() throws IOException {
    combinations = KeptStudy.combinations();
    coarse = KeptStudy.coarse();
    cost = KeptStudy.cost();
    all = List.of(combinations, coarse, cost);
  }

  @Test
  void thePlanIsTheOneThatStandsWithTheCommands() throws IOException {
    for (KeptStudy kept : all) {
      String file = "environment/plans/" + kept.plan().plan() + ".json";
      assertEquals(PlanFile.read(Path.of(file)), kept.plan());
      assertTrue(kept.command().contains("--plan " + file + " "), kept::command);
      assertEquals(kept != cost, kept.command().contains("--songs"));
    }
  }

  @Test
  void theVerdictIsOfThisPlan() {
    for (KeptStudy kept : all) {
      Plan plan = kept.plan();
      Verdict verdict = kept.verdict();
      assertEquals(plan.plan(), verdict.plan());
      assertEquals(plan.seeds(), verdict.seeds());
      assertEquals(plan.resamples(), verdict.resamples());
      assertEquals(plan.data().keySet(), verdict.data().keySet());
      assertEquals(
          plan.questions().stream()
              .flatMap(question -> question.on().stream().map(data -> question.ask() + data))
              .toList(),
          verdict.answers().stream().map(answer -> answer.ask() + answer.data()).toList());
      assertEquals(
          expected(plan),
          verdict.arms().stream().map(arm -> arm.data() + ": " + arm.label()).sorted().toList());
      for (ArmResult arm : verdict.arms()) {
        assertEquals(plan.seeds().size(), arm.seeds().size(), arm::label);
      }
    }
  }

  /** Every arm with each of its trees, on all of its data. */
  private static List<String> expected(Plan plan) {
    List<String> expected = new ArrayList<>();
    plan.arms()
        .forEach(
            (name, arm) -> {
              for (String data : plan.data().keySet()) {
                if (arm.on() == null || arm.on().contains(data)) {
                  List<String> trees = arm.trees().isEmpty() ? List.of("") : arm.trees();
                  trees.forEach(tree -> expected.add(data + ": " + StudyPart.label(name, tree)));
                }
              }
            });
    return expected.stream().sorted().toList();
  }

  @Test
  void itTellsWhatMadeIt() {
    String made =
        "Run by version [0-9a-f]{7}: environment/ihct study --plan .*\\R"
            + "on %s, SHA-256 [0-9a-f]{64}";
    assertTrue(
        combinations.toString().matches(made.formatted("dataset.csv.gz")), combinations::toString);
    assertTrue(
        coarse
            .toString()
            .matches(
                made.formatted("spotify_songs.zip") + "\\Ron tracks.csv.gz, SHA-256 [0-9a-f]{64}"),
        coarse::toString);
    assertTrue(
        cost.toString().matches(made.formatted("simulated \\(794000 rows, .*\\)")), cost::toString);
  }
}
