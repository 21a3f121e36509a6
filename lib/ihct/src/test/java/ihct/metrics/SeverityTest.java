package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.ClassTree;
import ihct.hierarchy.Ihct;
import ihct.tries.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeverityTest {

  /** 0 and 1 meet at 1, with 2 at 2, with 3 at 3; the nodes above are 4…6, 7 and 8, 9. */
  private static final ClassTree TREE =
      ClassTree.of(Ihct.ofTiers(new int[][] {{0, 0, 0, 1}, {0, 0, 1, 2}, {0, 1, 2, 3}}));

  @Test
  void figuresByHand() {
    Severity severity = new Severity(TREE);
    severity.add(0, 0);
    severity.add(1, 0);
    severity.add(3, 0);
    assertEquals((0 + 1 + 3) / 3.0, severity.hierarchicalDistance(), 1e-12);
    assertEquals((1 + 3) / 2.0, severity.mistakeSeverity(), 1e-12);
    // Of three nodes each on the way down, three, two and none are shared.
    assertEquals(5 / 9.0, severity.precision(), 1e-12);
    assertEquals(5 / 9.0, severity.recall(), 1e-12);
    assertEquals(5 / 9.0, severity.f1(), 1e-12);
  }

  @Test
  void noAnswerIsTheWorst() {
    Severity severity = new Severity(TREE);
    severity.addUnanswered(0);
    severity.add(0, 0);
    assertEquals(1.5, severity.hierarchicalDistance());
    assertEquals(3, severity.mistakeSeverity());
    assertEquals(1, severity.precision(), "of what was answered");
    assertEquals(0.5, severity.recall());
  }

  @Test
  void coarseAnswerThatHoldsTheTruthIsPreciseAndNoMistake() {
    Severity severity = new Severity(TREE);
    severity.add(TREE.parent(0), 1);
    assertEquals(1, severity.precision());
    assertEquals(2 / 3.0, severity.recall(), 1e-12);
    assertEquals(0.8, severity.f1(), 1e-12);
    assertEquals(1, severity.hierarchicalDistance());
    assertTrue(Double.isNaN(severity.mistakeSeverity()));
  }

  private static ClassTree of(List<List<String>> paths) {
    return ClassTree.of(Ihct.ofPaths(paths));
  }

  private static Severity of(ClassTree tree, int[] answers, int[] truth) {
    Severity severity = new Severity(tree);
    for (int row = 0; row < truth.length; row++) {
      severity.add(answers[row], truth[row]);
    }
    return severity;
  }

  /** Three names of six are shared, whether a short path is written short or filled up. */
  @Test
  void shortPathsHaveTheNodesTheyName() {
    List<List<String>> paths = List.of(List.of("b"), List.of("a", "c"), List.of("d", "e", "f"));
    List<List<String>> filled =
        List.of(List.of("b", "b", "b"), List.of("a", "c", "c"), List.of("d", "e", "f"));
    for (List<List<String>> written : List.of(paths, filled)) {
      Severity severity = of(of(written), new int[] {1, 0, 2}, new int[] {0, 1, 2});
      assertEquals(0.5, severity.precision());
      assertEquals(0.5, severity.recall());
      assertEquals(0.5, severity.f1());
    }
  }

  /** A class that is the node of others is above them: to say more than it is half right. */
  @Test
  void aClassThatHoldsOthersIsTheirNode() {
    ClassTree tree = of(List.of(List.of("rock"), List.of("rock", "indie rock")));
    Severity tooMuch = of(tree, new int[] {1}, new int[] {0});
    assertEquals(0.5, tooMuch.precision());
    assertEquals(1, tooMuch.recall());
    Severity tooLittle = of(tree, new int[] {0}, new int[] {1});
    assertEquals(1, tooLittle.precision());
    assertEquals(0.5, tooLittle.recall());
  }

  /** A class named like its group, beside others of it, is a node below the group. */
  @Test
  void aChildMayBeCalledLikeItsParent() {
    ClassTree tree = of(List.of(List.of("house", "house"), List.of("house", "deep house")));
    assertEquals(0.5, of(tree, new int[] {0}, new int[] {1}).f1());
  }

  /** As written down by Kiritchenko: sets of names, with all that stand above them. */
  @Property(tries = 300)
  void pathsOfAnyLengthCountTheirSharedNames(long seed) {
    Random random = new Random(seed);
    Set<List<String>> distinct = new LinkedHashSet<>();
    for (int i = 0; i < 40; i++) {
      List<String> path = new ArrayList<>();
      for (int depth = 1 + random.nextInt(5); depth > 0; depth--) {
        path.add("n" + path.size() + random.nextInt(3));
      }
      distinct.add(path);
    }
    List<List<String>> paths = List.copyOf(distinct);
    int[] answers = random.ints(50, 0, paths.size()).toArray();
    int[] truth = random.ints(50, 0, paths.size()).toArray();
    long shared = 0;
    long answered = 0;
    long asked = 0;
    for (int row = 0; row < truth.length; row++) {
      Set<List<String>> above = withPrefixes(paths.get(answers[row]));
      answered += above.size();
      asked += paths.get(truth[row]).size();
      above.retainAll(withPrefixes(paths.get(truth[row])));
      shared += above.size();
    }
    Severity severity = of(of(paths), answers, truth);
    assertEquals((double) shared / answered, severity.precision());
    assertEquals((double) shared / asked, severity.recall());
    assertEquals(2.0 * shared / (answered + asked), severity.f1());
  }

  private static Set<List<String>> withPrefixes(List<String> path) {
    return IntStream.rangeClosed(1, path.size())
        .mapToObj(end -> path.subList(0, end))
        .collect(Collectors.toCollection(HashSet::new));
  }
}
