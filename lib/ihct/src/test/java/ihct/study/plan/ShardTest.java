package ihct.study.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

  private static final Plan SMALL = PlanFile.parse("small", PlanTest.SMALL);

  private static Shard parse(String text, String... environment) {
    Map<String, String> variables =
        environment.length == 0 ? Map.of() : Map.of(environment[0], environment[1]);
    return Shard.parse(text, variables);
  }

  @Test
  void indexIsGivenOrTheSchedulers() {
    assertEquals(new Shard(2, 3), parse("2/3"));
    assertEquals(new Shard(2, 3), parse("2/3", "SLURM_ARRAY_TASK_ID", "1"));
    assertEquals(new Shard(1, 3), parse("3", "SLURM_ARRAY_TASK_ID", "1"));
    assertEquals(new Shard(0, 12), parse("12", "JOB_COMPLETION_INDEX", "0"));
  }

  @ParameterizedTest
  @CsvSource({
    "3/3, There is no part 3/3",
    "0/0, There is no part 0/0",
    "-1/3, is no part",
    "1/3/5, is no part",
    "x, is no part",
    "3, neither by SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX",
  })
  void otherTextsAreRefused(String text, String why) {
    String message = assertThrows(IllegalArgumentException.class, () -> parse(text)).getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void anIndexOfASchedulerThatCountsFromOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> parse("3", "SLURM_ARRAY_TASK_ID", "3"));
    assertThrows(IllegalArgumentException.class, () -> parse("3", "SLURM_ARRAY_TASK_ID", "one"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8})
  void everyGroupBelongsToOnePart(int count) {
    List<List<Cell>> all = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> all.addAll(new Shard(i, count).of(SMALL.groups())));
    assertEquals(SMALL.groups().size(), all.size());
    assertEquals(Set.copyOf(SMALL.groups()), Set.copyOf(all));
  }

  @Test
  void morePartsThanGroupsAreRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Shard(0, 9).of(SMALL.groups()))
            .getMessage();
    assertTrue(message.contains("at most 8 parts"), message);
  }

  @Test
  void filesOfResultsAreKnownByTheirNames() {
    assertEquals(Optional.of(new Shard(1, 12)), Shard.ofResults("results-1-of-12.jsonl"));
    for (String other : List.of("results.jsonl", "results-01-of-3.jsonl", "results-1-of-3.torn")) {
      assertEquals(Optional.empty(), Shard.ofResults(other));
    }
    assertThrows(IllegalArgumentException.class, () -> Shard.ofResults("results-5-of-3.jsonl"));
  }

  @Test
  void loadsAreAlike() {
    List<List<Cell>> groups = new ArrayList<>();
    for (int fold = 0; fold < 6; fold++) { // of each fold a large group, and two small ones
      for (int size : new int[] {6, 1, 1}) {
        String arm = "a" + groups.size();
        int number = fold;
        groups.add(
            IntStream.range(0, size).mapToObj(i -> new Cell("d", number, arm + i, "")).toList());
      }
    }
    for (int part = 0; part < 3; part++) {
      List<List<Cell>> own = new Shard(part, 3).of(groups);
      assertEquals(16, own.stream().mapToInt(List::size).sum());
      assertEquals(
          own.stream().sorted((a, b) -> groups.indexOf(a) - groups.indexOf(b)).toList(), own);
    }
  }

  @Test
  void trainingsThatShareModelsStandTogether() {
    List<List<Cell>> groups = SMALL.groups();
    assertEquals(
        List.of(
            "centroid",
            "forest dense both",
            "stacknet · inferred pair · inferred",
            "stacknet · random pair · random"),
        groups.subList(0, 4).stream()
            .map(group -> String.join(" ", group.stream().map(Cell::label).toList()))
            .toList());
    assertEquals(8, groups.size(), "of two seeds");
    assertEquals(new HashSet<>(SMALL.cells()).size(), SMALL.cells().size());
  }
}
