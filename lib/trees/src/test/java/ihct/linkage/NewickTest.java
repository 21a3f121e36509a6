package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewickTest {

  private static final List<String> AWKWARD =
      List.of("plain", "drum and bass", "rock'n'roll", "r&b (90s)", "a_b", "x:y;z,[w]");

  private static Dendrogram six(LinkageRule rule) {
    return Agglomerative.cluster(
        CondensedDistances.between(Points.onALine(0, 3, 4, 8, 14, 21), Metric.EUCLIDEAN), rule);
  }

  @Test
  void branchesAreAsLongAsHeightsDiffer() {
    assertEquals(
        "((a:4.0,(b:1.0,c:1.0):3.0):17.0,(f:13.0,(d:6.0,e:6.0):7.0):8.0);",
        Newick.write(six(LinkageRule.COMPLETE), List.of("a", "b", "c", "d", "e", "f")));
  }

  @Test
  void namesAreQuotedByTheRules() {
    assertEquals(
        "((plain:4.0,('drum and bass':1.0,'rock''n''roll':1.0):3.0):17.0,"
            + "('x:y;z,[w]':13.0,('r&b (90s)':6.0,'a_b':6.0):7.0):8.0);",
        Newick.write(six(LinkageRule.COMPLETE), AWKWARD));
  }

  /** Letters and digits of all scripts need no quotes; any other sign might be one to a reader. */
  @Test
  void whatIsNotPlainlySafeIsQuoted() {
    assertEquals(
        "(('\"live\"':4.0,('a=b':1.0,'back\\slash':1.0):3.0):17.0,"
            + "('\u30a2\u3000\u30bd':13.0,(\u30b8\u30e3\u30ba:6.0,k-pop/r&b.2+3:6.0):7.0):8.0);",
        Newick.write(
            six(LinkageRule.COMPLETE),
            List.of(
                "\"live\"",
                "a=b",
                "back\\slash",
                "\u30b8\u30e3\u30ba",
                "k-pop/r&b.2+3",
                "\u30a2\u3000\u30bd")));
  }

  @Test
  void oneLeafIsItsName() {
    assertEquals("'';", Newick.write(Dendrogram.of(List.of()), List.of("")));
  }

  @Test
  void readingBackFindsEveryNameAtItsHeight() {
    for (LinkageRule rule : LinkageRule.values()) {
      Dendrogram tree = six(rule);
      List<Leaf> leaves = read(Newick.write(tree, AWKWARD));
      int[] order = tree.leafOrder();
      double root = tree.merges().get(4).height();
      for (int i = 0; i < order.length; i++) {
        assertEquals(AWKWARD.get(order[i]), leaves.get(i).name());
        assertEquals(root, leaves.get(i).depth(), 1e-12); // sums of rounded differences
      }
    }
  }

  @Test
  void aChainOfAHundredThousandMergesIsWritten() {
    int n = 100_001;
    List<Merge> chain = new ArrayList<>();
    for (int i = 0; i < n - 1; i++) {
      int before = i == 0 ? 0 : n + i - 1;
      int leaf = i + 1;
      chain.add(new Merge(Math.min(before, leaf), Math.max(before, leaf), i + 1, i + 2));
    }
    List<String> names = IntStream.range(0, n).mapToObj(i -> "leaf" + i).toList();
    StringBuilder expected = new StringBuilder();
    for (int i = n - 1; i > 1; i--) {
      expected.append("(leaf%d:%d.0,".formatted(i, i));
    }
    expected.append("(leaf0:1.0,leaf1:1.0)").append(":1.0)".repeat(n - 2)).append(';');
    assertEquals(expected.toString(), Newick.write(Dendrogram.of(chain), names));
  }

  @Test
  void wrongNumberOfNamesIsRefused() {
    assertEquals(
        "The dendrogram has 6 leaves, but 1 names were given; each leaf needs one name.",
        assertThrows(
                IllegalArgumentException.class,
                () -> Newick.write(six(LinkageRule.SINGLE), List.of("a")))
            .getMessage());
  }

  /** A leaf and the length of the way to it from the root. */
  private record Leaf(String name, double depth) {}

  /** A reader as small as the tests need: the leaves from left to right. */
  private static List<Leaf> read(String text) {
    List<Leaf> open = new ArrayList<>();
    List<Integer> firstOfGroup = new ArrayList<>();
    int from = 0; // the leaves that the next branch length belongs to
    int at = 0;
    while (text.charAt(at) != ';') {
      char c = text.charAt(at);
      if (c == '(') {
        firstOfGroup.add(open.size());
        at++;
      } else if (c == ')') {
        from = firstOfGroup.remove(firstOfGroup.size() - 1);
        at++;
      } else if (c == ',') {
        at++;
      } else if (c == ':') {
        int end = at + 1;
        while ("(),;".indexOf(text.charAt(end)) < 0) {
          end++;
        }
        double length = Double.parseDouble(text.substring(at + 1, end));
        open.subList(from, open.size()).replaceAll(l -> new Leaf(l.name(), l.depth() + length));
        at = end;
      } else {
        StringBuilder name = new StringBuilder();
        at = c == '\'' ? quoted(text, at, name) : plain(text, at, name);
        from = open.size();
        open.add(new Leaf(name.toString(), 0));
      }
    }
    return open;
  }

  private static int quoted(String text, int start, StringBuilder name) {
    int at = start + 1;
    while (text.charAt(at) != '\'' || text.charAt(at + 1) == '\'') {
      at += text.charAt(at) == '\'' ? 1 : 0;
      name.append(text.charAt(at++));
    }
    return at + 1;
  }

  private static int plain(String text, int start, StringBuilder name) {
    int at = start;
    while ("(),:;".indexOf(text.charAt(at)) < 0) {
      name.append(text.charAt(at) == '_' ? ' ' : text.charAt(at));
      at++;
    }
    return at;
  }
}
