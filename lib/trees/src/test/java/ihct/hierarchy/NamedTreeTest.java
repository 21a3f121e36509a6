package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.Agglomerative;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import ihct.linkage.Newick;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "a|character 2: the tree ends without a semicolon.",
        "(a,b|character 5: a bracket is not closed.",
        "((a,b);|character 7: a bracket is not closed.",
        "(a,b));|character 6: no bracket is open here.",
        "a,b;|character 2: no bracket is open here.",
        "('a' b,c);|character 6: a second name follows \"\"a\"\"; a name with quotes inside stands in single quotes, and those inside are doubled.",
        "(a 'b',c);|character 4: a second name follows \"\"a\"\"; a name with quotes inside stands in single quotes, and those inside are doubled.",
        "(a[x]b,c);|character 6: a second name follows \"\"a\"\"; a name with quotes inside stands in single quotes, and those inside are doubled.",
        "(a:1 b,c);|character 6: a name follows a branch length.",
        "(a,b)(c,d);|character 6: a bracket opens where a comma, a name or the bracket's end should be.",
        "a(b,c);|character 2: a bracket opens behind the name \"\"a\"\".",
        "(a:x,b);|character 4: the branch length \"\"x\"\" is no number.",
        "(a:1d,b);|character 4: the branch length \"\"1d\"\" is no number.",
        "(a,'b);|character 4: a quote is not closed.",
        "(a,b[c);|character 5: a comment is not closed.",
        "(a,b[c[d]);|character 5: a comment is not closed.",
        "(a,b);(a,b);|character 7: a second tree begins; several cannot be read, so give a file with the one that is meant.",
        "(a,b);c|character 7: something follows the tree.",
        "(a,]);|character 4: \"\"]\"\" is out of place."
      })
  void whatIsNoTreeIsNamedWithItsPlace(String newick, String message) {
    assertEquals(message.replace("\"\"", "\""), refusal(newick));
  }

  @Test
  void thePlaceIsNamedByLine() {
    assertEquals("line 3, character 2: \"]\" is out of place.", refusal("(a,\n\n ],b);"));
  }

  @Test
  void nexusIsNamed() {
    assertTrue(
        refusal("\uFEFF\n#nexus\nbegin trees;\ntree t = (a,b);\nend;\n")
            .startsWith("this is a NEXUS file. Give the tree alone, in Newick format"));
    assertTrue(NamedTree.isNewick("#NEXUS") && NamedTree.isNewick("\uFEFF [&R] (a,b);"));
    assertFalse(NamedTree.isNewick("child,parent") || NamedTree.isNewick(""));
  }

  private static List<List<String>> paths(String newick, String... classes) {
    return NamedTree.ofNewick(newick).paths(List.of(classes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[&R] ((a:[&rate=0.1,x={1,2}]1,b:2)x[95]:[it's]1[!],c);[end]",
        "[&U][a [nested [note]] (;] ((a[,]:1,b[)])x,c)[;];",
        "((a:1.5E-10,b:-2)x:+.5e3,c:0)",
        "((a:,b:NA)x:,c:nan)\t;\r\n \uFEFF",
        "( ( a\n,\tb )\r\nx , c : 1 )root:0.0 ;",
        "((\"a\",'b')\"x\":1,c:1:95);"
      })
  void commentsLengthsAndBlanksArePassedOver(String newick) {
    assertEquals(
        List.of(List.of("x", "a"), List.of("x", "b"), List.of("c")),
        paths(newick, "a", "b", "c"),
        newick);
  }

  @Test
  void namesAreReadAsProgramsWriteThem() {
    assertEquals(
        List.of(
            List.of("node 1", "indie rock"),
            List.of("node 1", "children's music"),
            List.of("rock 'n' roll"),
            List.of("\"Weird Al\" Yankovic"),
            List.of("12\""),
            List.of("say \"hi\", (now)"),
            List.of("drum and bass"),
            List.of("mother's day")),
        paths(
            "((indie rock:1,children's music),'rock ''n'' roll',\"Weird Al\" Yankovic:2,12\","
                + " \"say \"\"hi\"\", (now)\":3,drum\n  and bass [x],'mother\\'s day');",
            "indie rock",
            "children's music",
            "rock 'n' roll",
            "\"Weird Al\" Yankovic",
            "12\"",
            "say \"hi\", (now)",
            "drum and bass",
            "mother's day"));
  }

  /** Support values repeat in nearly every tree; nodes of one name stay apart. */
  @Test
  void innerNamesMayRepeat() {
    Ihct tree =
        Ihct.ofPaths(
            paths("(((a:1,b:1)100:1,c)90,((d,e)100,f)90,(g,h)90)100;", "abcdefgh".split("")));
    assertEquals(List.of(3, 6, 8), tree.schedule());
    assertEquals(
        List.of(List.of("90", "a"), List.of("90 (node 3)", "b")),
        paths("((a)90,(b)90);", "a", "b"));
    assertEquals(
        List.of(List.of("node 1"), List.of("node 2", "a")),
        paths("('node 1',(a))x;", "node 1", "a"));
    assertEquals(
        List.of(List.of("node 2"), List.of("node 2 (node 2)", "a")),
        paths("('node 2',(a));", "node 2", "a"));
  }

  /** A leaf is meant before an inner node of its name, which is not the same node. */
  @Test
  void aClassMayBeCalledLikeAnInnerNode() {
    assertEquals(
        List.of(List.of("rock"), List.of("rock (node 2)", "indie rock")),
        paths("(rock,(indie rock)rock)rock;", "rock", "indie rock"));
    assertEquals(
        List.of(List.of("rock"), List.of("rock", "indie rock")),
        paths("((indie rock)rock,jazz);", "rock", "indie rock"));
  }

  @Test
  void aClassNeedsOnePlace() {
    assertEquals(
        List.of(List.of("a"), List.of("b")), paths("(a,b,x,x);", "a", "b"), "nobody asks for x");
    assertEquals(
        "The name \"x\" stands 2 times at the leaves; a class needs one place in the tree. Rename the others, or take them out.",
        lookup("(a,b,x,x);", "a", "x"));
    assertEquals(
        "The name \"x\" stands 3 times at inner nodes; a class needs one place in the tree. Rename the others, or take them out.",
        lookup("((a)x,(b)x,(c)x);", "a", "x"));
    assertEquals("Class \"all\" is the root.", lookup("(a,b)all;", "a", "all"));
  }

  private static String lookup(String newick, String... classes) {
    return assertThrows(IllegalArgumentException.class, () -> paths(newick, classes)).getMessage();
  }

  @Test
  void underscoresAreBlanksOrThemselves() {
    assertEquals(List.of(List.of("a b"), List.of("c")), paths("(a_b,c);", "a b", "c"));
    assertEquals(List.of(List.of("a_b"), List.of("c")), paths("(a_b,c);", "a_b", "c"));
    // each as it is written
    assertEquals(
        List.of(List.of("x", "a_b"), List.of("a b")), paths("((a_b)x,'a b');", "a_b", "a b"));
    assertEquals(List.of(List.of("x", "a_b")), paths("(a_b,('a_b')x);", "a_b"));
    assertEquals(
        "\"a_b\" in the tree is the name of both classes \"a b\" and \"a_b\", since an underscore without quotes is a blank. Put names in single quotes.",
        lookup("(a_b,c);", "a b", "a_b"));
    assertEquals(
        "The tree lacks 1 of 1 classes: a b (it has \"a_b\"). Add them, or leave them out of the data.",
        lookup("('a_b',c);", "a b"));
  }

  private static final String AWKWARD =
      "_ '\"()[]{}:;,=\\\t\n\r&-#*\u0000\u0085\u00a0\u3000\u2028\uFEFF\uD834\uDD1E";

  private static String name(Random random) {
    int[] characters =
        random
            .ints(1 + random.nextInt(6))
            .map(i -> i & Integer.MAX_VALUE)
            .map(
                i ->
                    switch (i % 3) {
                      case 0 -> AWKWARD.charAt(i / 3 % AWKWARD.length());
                      case 1 -> i / 3 % (Character.MAX_CODE_POINT + 1);
                      default -> 'a' + i / 3 % 26;
                    })
            .toArray();
    return new String(characters, 0, characters.length);
  }

  /**
   * What is written is read again, whatever the names: the same classes meet in the same clusters.
   */
  @Property(tries = 1_000)
  void writtenTreesAreReadAgain(@Range(min = 2, max = 30) int n, long seed) {
    Random random = new Random(seed);
    double[][] points = new double[n][1];
    for (double[] point : points) {
      point[0] = random.nextGaussian();
    }
    Dendrogram tree = Agglomerative.cluster(points, Metric.EUCLIDEAN, LinkageRule.COMPLETE);
    List<String> names =
        Stream.concat(Stream.of(ODD), Stream.generate(() -> name(random)))
            .filter(name -> !name.isBlank()) // no name of a class
            .distinct()
            .limit(n)
            .toList();
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

  @Test
  void blankAndEmptyNamesAreRead() {
    assertEquals(
        List.of(List.of("node 1", "a"), List.of(" ")), paths("((a:1,'':1):1,' ':2);", "a", " "));
  }

  /** Whatever the text, it is a tree or refused by place. */
  @Property(tries = 2_000)
  void damagedTextIsATreeOrRefused(long seed) {
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
      assertTrue(e.getMessage().startsWith("character "), e.getMessage());
    }
  }

  @Test
  void aHundredThousandLevelsAreReadWithoutRecursion() {
    int levels = 100_000;
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
    assertEquals(
        "The tree lacks 2 of 3 classes: Hip-Hop (it has \"hip hop\"), b. Add them, or leave them out of the data.",
        lookup("(a,hip_hop);", "a", "Hip-Hop", "b"));
  }
}
