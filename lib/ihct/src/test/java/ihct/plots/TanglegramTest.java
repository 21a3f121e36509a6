package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import ihct.plots.draw.Plane.Point;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TanglegramTest {

  /** As long as there is room for, and longer. */
  private static final List<String> NAMES =
      Stream.of("a", "b", "c", "d").map(name -> name.repeat(30)).toList();

  private static Dendrogram four(int one, int two, int three, int four) {
    return Dendrogram.of(
        List.of(new Merge(one, two, 1, 2), new Merge(three, four, 2, 2), new Merge(4, 5, 4, 4)));
  }

  /**
   * ((a b) (c d)) at 1, 2 and 4, against ((a c) (b d)): of a width of 1 each tree has 0.24 and each
   * column of long names 0.19, so that lines go from 0.43 to 0.57.
   */
  @Test
  void fourLeavesLieWhereTheHandPutsThem() {
    Tanglegram drawn =
        Tanglegram.of(
            four(0, 1, 2, 3),
            four(0, 2, 1, 3),
            new int[] {0, 1, 2, 3},
            new int[] {0, 2, 1, 3},
            NAMES,
            List.of("one", "other"));
    assertEquals(NAMES, drawn.first());
    assertEquals(List.of(NAMES.get(0), NAMES.get(2), NAMES.get(1), NAMES.get(3)), drawn.second());
    List<List<Point>> lines = drawn.lines().values().stream().flatMap(List::stream).toList();
    assertEquals(4 + 3 + 3, lines.size());
    assertTrue(lines.contains(List.of(new Point(0.43, 0), new Point(1 - 0.43, 0))));
    assertTrue(lines.contains(List.of(new Point(0.43, 1), new Point(1 - 0.43, 2))));
    assertTrue(lines.contains(List.of(new Point(0.43, 2), new Point(1 - 0.43, 1))));
    // (c d) at half of the root's height, and the first root between its two pairs
    assertTrue(
        lines.contains(
            List.of(
                new Point(0.24, 2), new Point(0.12, 2), new Point(0.12, 3), new Point(0.24, 3))));
    assertTrue(
        lines.contains(
            List.of(
                new Point(0.18, 0.5), new Point(0, 0.5), new Point(0, 2.5), new Point(0.12, 2.5))));
    assertTrue(
        lines.contains(
            List.of(
                new Point(1 - 0.18, 0.5),
                new Point(1, 0.5),
                new Point(1, 2.5),
                new Point(0.88, 2.5))));
  }

  @Test
  void branchesOfTheSecondTreeAreColouredWhereTheFirstAgrees() {
    Dendrogram six = Trees.sixPoints();
    Tanglegram same =
        Tanglegram.of(
            six, six, six.leafOrder(), six.leafOrder(), Trees.SIX_NAMES, List.of("one", "same"));
    same.lines()
        .forEach(
            (colour, lines) -> {
              long left = lines.stream().filter(line -> line.get(1).x() < 0.24).count();
              long right = lines.stream().filter(line -> line.get(1).x() > 0.76).count();
              assertEquals(left, right, colour);
            });
    assertTrue(same.lines().size() > 2, same.lines().keySet().toString());
    Dendrogram crossed = four(0, 2, 1, 3);
    Tanglegram none =
        Tanglegram.of(
            four(0, 1, 2, 3),
            crossed,
            new int[] {0, 1, 2, 3},
            crossed.leafOrder(),
            NAMES,
            List.of("", ""));
    assertEquals(
        3,
        none.lines().get(TreeColours.SEVERAL).stream()
            .filter(line -> line.get(1).x() > 0.76)
            .count());
  }

  @Test
  void manyLeavesHaveNoNamesButAreAllInTheTable() {
    Dendrogram many = Trees.random(400);
    Plot figure =
        TreePlots.tanglegram(many, Trees.other(400), Gallery.names(400), "first", "second");
    assertTrue(!figure.svg().contains("genre 17<") && figure.svg().contains(">first<"));
    assertTrue(figure.text().contains("place in the first"), figure.text());
    assertTrue(figure.text().contains("… 360 more rows"), figure.text());
  }

  @Test
  void namesAndLeavesMustBeThoseOfBoth() {
    Dendrogram six = Trees.sixPoints();
    assertThrows(
        IllegalArgumentException.class, () -> TreePlots.tanglegram(six, six, NAMES, "", ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> TreePlots.tanglegram(six, Trees.random(7), Trees.SIX_NAMES, "", ""));
  }
}
