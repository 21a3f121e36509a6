package ihct.songs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.loading.csv.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnSongsTest {

  private static final double[][] X = {{1, 2}, {3, 4}, {1, 2}, {-0.0, 5}};
  private static final List<String> LABELS = List.of("b", "a", "b", "a");

  private static String refusal(double[][] x, List<String> labels, String... features) {
    return assertThrows(IllegalArgumentException.class, () -> Songs.of(x, labels, features))
        .getMessage();
  }

  @Test
  void numbersAndLabelsComeBack() {
    Songs songs = Songs.of(X, LABELS);
    assertArrayEquals(X, songs.x());
    assertArrayEquals(new int[] {1, 0, 1, 0}, songs.y());
    assertEquals(List.of("a", "b"), songs.genres());
    assertEquals(List.of("x1", "x2"), songs.features());
    assertEquals(List.of("low", "high"), Songs.of(X, LABELS, "low", "high").features());
    songs.x()[0][0] = 7;
    assertEquals(1, songs.feature(0, 0), "The arrays are copies.");
  }

  @Test
  void aSplitDoesNotDependOnTheOrderOfTheRows() {
    Random random = new Random(3);
    double[][] x = new double[200][];
    String[] labels = new String[x.length];
    for (int row = 0; row < x.length; row++) {
      x[row] = new double[] {random.nextInt(20), random.nextInt(4)}; // some rows are equal
      labels[row] = "g" + random.nextInt(3);
    }
    double[][] turned = new double[x.length][];
    String[] turnedLabels = new String[x.length];
    Arrays.setAll(turned, row -> x[x.length - 1 - row]);
    Arrays.setAll(turnedLabels, row -> labels[x.length - 1 - row]);
    Songs one = SongSplit.of(Songs.of(x, List.of(labels)), SplitRule.TRACK).test();
    Songs other = SongSplit.of(Songs.of(turned, List.of(turnedLabels)), SplitRule.TRACK).test();
    assertEquals(sorted(one), sorted(other));
  }

  private static List<String> sorted(Songs songs) {
    return Arrays.stream(songs.x()).map(Arrays::toString).sorted().toList();
  }

  @Test
  void whatCannotBeUsedIsRefusedByItsRow() {
    assertEquals(
        "x has 4 rows, and there are 3 labels; give each row one.",
        refusal(X, LABELS.subList(0, 3)));
    assertEquals(
        "Row 1 (counted from 0) has no label; leave such rows out.",
        refusal(X, Arrays.asList("a", null, "b", "b")));
    assertEquals(
        "Row 0 (counted from 0) has no label; leave such rows out.",
        refusal(X, List.of(" ", "a", "b", "b")));
    assertEquals(
        "Row 1 (counted from 0) is null; fill it in, or leave it out.",
        refusal(new double[][] {{1, 2}, null}, List.of("a", "b")));
    assertEquals(
        "Row 1 (counted from 0) and row 0 differ in their number of features: 1 and 2.",
        refusal(new double[][] {{1, 2}, {1}}, List.of("a", "b")));
    assertEquals(
        "Feature \"x2\" is NaN in row 1 (counted from 0), which cannot be computed with; leave the"
            + " row out, or fill in what is missing.",
        refusal(new double[][] {{1, 2}, {1, Double.NaN}}, List.of("a", "b")));
    assertEquals(
        "There is nothing to make songs of: x has 0 rows.", refusal(new double[0][], List.of()));
    assertEquals("x has 2 features, and 1 are named: [low].", refusal(X, LABELS, "low"));
    assertEquals(
        "Feature \"low\" is named twice; name each once.", refusal(X, LABELS, "low", "low"));
  }

  @Test
  void theLargestFeatureIsThatOfFiles() {
    double[][] x = {{Numbers.LARGEST_FEATURE}, {Math.nextUp(Numbers.LARGEST_FEATURE)}};
    assertEquals(1, Songs.of(new double[][] {x[0]}, List.of("a")).size());
    assertEquals(
        "Feature \"x1\" is %s in row 1 (counted from 0), which cannot be computed with; leave the row out, or fill in what is missing."
            .formatted(x[1][0]),
        refusal(x, List.of("a", "b")));
  }

  @Test
  void songsWithoutGenresHaveNothingToLearn() {
    Songs songs = Songs.of(X, List.of("a", "a", "a", "a")).withGenres(List.of("a"));
    assertArrayEquals(new int[4], songs.y());
    Songs unlabelled =
        new Songs(
            songs.features(),
            List.of(Songs.UNLABELLED),
            new double[] {1, 2},
            new int[1],
            new long[1],
            null,
            new int[][] {{0}});
    assertEquals(
        "These songs were read without genres, so there is nothing to learn from them.",
        assertThrows(IllegalStateException.class, unlabelled::y).getMessage());
  }

  @Test
  void numbersThatAreNoneAreNotHandedOn() {
    Songs songs = Songs.of(X, LABELS).withValues(new double[] {1, 2, 3, 4, 5, Double.NaN, 7, 8});
    assertEquals(
        "Feature \"x2\" is NaN in row 2 (counted from 0), which cannot be computed with.",
        assertThrows(IllegalStateException.class, songs::x).getMessage());
  }
}
