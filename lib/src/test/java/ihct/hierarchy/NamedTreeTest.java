package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.Agglomerative;
import ihct.linkage.Dendrogram;
import ihct.linkage.Linkage;
import ihct.linkage.Metric;
import ihct.linkage.Newick;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedTreeTest {

  private static final String ODD = "rock 'n' roll, (live) [1;2]:3_ü";

  private static NamedTree ofParents(List<String> children, List<String> parents) {
    return NamedTree.ofParents(children, parents, row -> "row " + (row + 1));
  }

  private static String refusal(String newick) {
    return assertThrows(IllegalArgumentException.class, () -> NamedTree.ofNewick(newick))
        .getMessage();
  }

  @Test
  void namesLengthsAndCommentsAreRead() {
    NamedTree tree =
        NamedTree.ofNewick(" ( (a:1e-3 , b_c:2)x:0.5 ,[a comment, (really)] 'it''s (d)' )root ; ");
    assertEquals(
        List.of(List.of("x", "a"), List.of("x", "b c"), List.of("it's (d)")),
        tree.paths(List.of("a", "b c", "it's (d)")));
    assertEquals(2, tree.depth());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "(a,b)|character 6: the tree ends without a semicolon.",
        "((a,b);|character 7: a bracket is not closed.",
        "(a,b));|character 6: no bracket is open here.",
        "a,b;|character 2: no bracket is open here.",
        "(a b,c);|character 4: a second name follows \"\"a\"\".",
        "a(b,c);|character 2: a bracket opens behind the name \"\"a\"\".",
        "(a:x,b);|character 4: the branch length \"\"x\"\" is no number.",
        "(a,'b);|character 4: a quote is not closed.",
        "(a,b[c);|character 5: a comment is not closed.",
        "(a,b);c|character 7: something follows the tree.",
        "(a,a);|The name \"\"a\"\" stands twice in the tree; each node needs its own.",
        "(a,]);|character 4: \"\"]\"\" is out of place."
      })
  void whatIsNoTreeIsNamedWithItsPlace(String newick, String message) {
    assertEquals(message.replace("\"\"", "\""), refusal(newick));
  }

  /** What is written is read again: the same classes meet in the same clusters. */
  @Property(tries = 100)
  void writtenTreesAreReadAgain(@ForAll @IntRange(min = 2, max = 30) int n, @ForAll long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][1];
    for (double[] point : points) {
      point[0] = random.nextGaussian();
    }
    Dendrogram tree = Agglomerative.cluster(points, Metric.EUCLIDEAN, Linkage.COMPLETE);
    List<String> names = IntStream.range(0, n).mapToObj(i -> ODD + i).toList();
    Ihct read = Ihct.ofPaths(NamedTree.ofNewick(Newick.write(tree, names)).paths(names));
    ClassTree expected = ClassTree.of(tree);
    ClassTree found = ClassTree.of(read);
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        assertEquals(
            expected.leaves(expected.meet(a, b)), found.leaves(found.meet(a, b)), a + " and " + b);
      }
    }
  }

  /** Whatever the text, it is a tree or refused by place. */
  @Property(tries = 2_000)
  void damagedTextIsATreeOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("((a:1,'b c')x:2,(d,(e,f)g:3)h,[note]i)j;");
    String odd = "()[]':;,_ \u0000\u001b\uFEFF9";
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, odd.charAt(random.nextInt(odd.length())));
        default -> text.setCharAt(at, odd.charAt(random.nextInt(odd.length())));
      }
    }
    try {
      NamedTree.ofNewick(text.toString()).depth();
    } catch (IllegalArgumentException e) {
      assertTrue(
          e.getMessage().startsWith("character ") || e.getMessage().startsWith("The name "),
          e.getMessage());
    }
  }

  @Test
  void tenThousandLevelsAreReadWithoutRecursion() {
    int levels = 10_000;
    String newick = "(".repeat(levels) + "a" + ",b)".repeat(1) + ")".repeat(levels - 1) + ";";
    assertEquals(levels, NamedTree.ofNewick(newick).depth());
    List<String> children = new ArrayList<>();
    List<String> parents = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      children.add("n" + i);
      parents.add(i == 0 ? "" : "n" + (i - 1));
    }
    Collections.reverse(children);
    Collections.reverse(parents);
    assertEquals(levels, ofParents(children, parents).depth());
  }

  @Test
  void parentsMakeATree() {
    NamedTree tree =
        ofParents(List.of("indie rock", "rock", "rock", "jazz"), List.of("rock", "", "", "other"));
    assertEquals(
        List.of(List.of("rock", "indie rock"), List.of("rock"), List.of("other", "jazz")),
        tree.paths(List.of("indie rock", "rock", "jazz")));
  }

  @Test
  void circlesAndSecondParentsAreNamed() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> ofParents(List.of("x", "a", "b", "c"), List.of("", "b", "c", "a")))
            .getMessage();
    assertTrue(message.matches("\"[abc]\" stands below itself; a tree has no circle\\."), message);
    assertEquals(
        "\"a\" stands below itself; a tree has no circle.",
        assertThrows(IllegalArgumentException.class, () -> ofParents(List.of("a"), List.of("a")))
            .getMessage());
    assertEquals(
        "row 3: \"a\" stands below \"y\" here and below \"x\" in row 1; a tree needs one parent for each.",
        assertThrows(
                IllegalArgumentException.class,
                () -> ofParents(List.of("a", "b", "a"), List.of("x", "x", "y")))
            .getMessage());
    assertEquals(
        "row 2: the child has no name.",
        assertThrows(
                IllegalArgumentException.class,
                () -> ofParents(List.of("a", " "), List.of("x", "x")))
            .getMessage());
  }

  @Test
  void missingClassesAreNamed() {
    NamedTree tree = NamedTree.ofNewick("(a,b);");
    assertEquals(
        "The tree lacks 2 of 3 classes: c, d. Add them, or leave them out of the data.",
        assertThrows(IllegalArgumentException.class, () -> tree.paths(List.of("a", "c", "d")))
            .getMessage());
  }
}
