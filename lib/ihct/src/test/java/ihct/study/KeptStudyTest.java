package ihct.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.study.plan.Plan;
import ihct.study.plan.PlanFile;
import ihct.study.plan.Question;
import ihct.study.verdict.Answer;
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

  private final KeptStudy kept;

  KeptStudyTest() throws IOException {
    kept = KeptStudy.combinations();
  }

  @Test
  void thePlanIsTheOneThatStandsWithTheCommands() throws IOException {
    assertEquals(PlanFile.read(Path.of("environment/plans/combinations.json")), kept.plan());
    assertTrue(kept.command().contains("--plan environment/plans/combinations.json "));
  }

  @Test
  void theVerdictIsOfThisPlan() {
    Plan plan = kept.plan();
    Verdict verdict = kept.verdict();
    assertEquals(plan.plan(), verdict.plan());
    assertEquals(plan.seeds(), verdict.seeds());
    assertEquals(plan.resamples(), verdict.resamples());
    assertEquals(0, verdict.earlierPlans());
    assertEquals(plan.data().keySet(), verdict.data().keySet());
    assertEquals(
        plan.questions().stream().map(Question::ask).toList(),
        verdict.answers().stream().map(Answer::ask).toList());
    List<String> expected = new ArrayList<>(List.of("dense"));
    for (String network : List.of("stacknet", "rnn")) {
      plan.trees().keySet().forEach(tree -> expected.add(network + " · " + tree));
    }
    assertEquals(
        expected.stream().sorted().toList(),
        verdict.arms().stream().map(ArmResult::label).sorted().toList());
    for (ArmResult arm : verdict.arms()) {
      assertEquals(plan.seeds().size(), arm.seeds().size(), arm::label);
    }
  }

  @Test
  void itTellsWhatMadeIt() {
    assertTrue(
        kept.toString()
            .matches(
                "Run by version [0-9a-f]{7}: environment/ihct study --plan .*\\R"
                    + "on dataset.csv.gz.*, SHA-256 [0-9a-f]{64}"),
        kept::toString);
  }
}
