package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.tries.Property;
import ihct.tries.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

class ScoreMeterPropertiesTest {

  /** Both sides sum the same few hundred numbers in another order. */
  private static final double TOLERANCE = 1e-9;

  /** Random rows in which ties, zeros and rows of zeros are common. */
  private record Predictions(Ihct tree, float[] probabilities, int[] truth, int[][] genres) {

    static Predictions of(long seed, int classes, int rows) {
      Random random = new Random(seed);
      float[] probabilities = new float[rows * classes];
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = random.nextInt(4) / 8f;
      }
      int[] truth = random.ints(rows, 0, classes).toArray();
      int[][] genres = new int[rows][];
      for (int row = 0; row < rows; row++) {
        if (random.nextInt(5) == 0) {
          Arrays.fill(probabilities, row * classes, (row + 1) * classes, 0);
        }
        genres[row] = new int[] {truth[row], random.nextInt(classes)};
      }
      int[] halves = IntStream.range(0, classes).map(c -> c / 2).toArray();
      int[] leaves = IntStream.range(0, classes).toArray();
      return new Predictions(
          Ihct.ofTiers(new int[][] {halves, leaves}), probabilities, truth, genres);
    }

    int classes() {
      return tree.classes();
    }

    boolean carries(int row, int genre) {
      return genres[row][0] == genre || genres[row][1] == genre;
    }

    Scores inBatchesOf(int size) {
      ScoreMeter evaluation = ScoreMeter.of(tree);
      for (int from = 0; from < truth.length; from += size) {
        int first = from;
        int to = Math.min(from + size, truth.length);
        evaluation.add(
            Arrays.copyOfRange(probabilities, from * classes(), to * classes()),
            Arrays.copyOfRange(truth, from, to),
            (row, genre) -> carries(first + row, genre));
      }
      return evaluation.scores();
    }

    /** The classes with an answer, best first: the definition, by sorting. */
    List<Integer> ranking(int row) {
      return IntStream.range(0, classes())
          .boxed()
          .filter(c -> probabilities[row * classes() + c] > 0)
          .sorted(
              Comparator.comparing((Integer c) -> -probabilities[row * classes() + c])
                  .thenComparing(c -> c))
          .toList();
    }

    double topK(int k) {
      return IntStream.range(0, truth.length)
          .mapToObj(row -> ranking(row).stream().limit(k).toList().contains(truth[row]) ? 1 : 0)
          .mapToInt(hit -> hit)
          .average()
          .orElseThrow();
    }

    List<Integer> predicted() {
      List<Integer> predicted = new ArrayList<>();
      for (int row = 0; row < truth.length; row++) {
        List<Integer> ranking = ranking(row);
        predicted.add(ranking.isEmpty() ? -1 : ranking.get(0));
      }
      return predicted;
    }

    /** Precision and recall of every class, each by its own pass over the rows. */
    double macroF1() {
      List<Integer> predicted = predicted();
      TreeSet<Integer> present = new TreeSet<>(predicted);
      Arrays.stream(truth).forEach(present::add);
      present.remove(-1);
      return present.stream().mapToDouble(c -> f1(c, predicted)).average().orElseThrow();
    }

    private double f1(int c, List<Integer> predicted) {
      double hits = 0;
      double claimed = 0;
      double actual = 0;
      for (int row = 0; row < truth.length; row++) {
        claimed += predicted.get(row) == c ? 1 : 0;
        actual += truth[row] == c ? 1 : 0;
        hits += predicted.get(row) == c && truth[row] == c ? 1 : 0;
      }
      double precision = claimed == 0 ? 0 : hits / claimed;
      double recall = actual == 0 ? 0 : hits / actual;
      return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
  }

  @Property(tries = 200)
  void agreesWithTheDefinitionsWrittenNaively(long seed, @Range(min = 1, max = 15) int classes) {
    Predictions predictions = Predictions.of(seed, classes, 40);
    Scores scores = predictions.inBatchesOf(40);
    assertEquals(predictions.topK(1), scores.top1(), TOLERANCE);
    assertEquals(predictions.topK(5), scores.top5(), TOLERANCE);
    assertEquals(predictions.topK(10), scores.top10(), TOLERANCE);
    assertEquals(predictions.macroF1(), scores.macroF1(), TOLERANCE);
    List<Integer> predicted = predictions.predicted();
    long any =
        IntStream.range(0, 40).filter(row -> predictions.carries(row, predicted.get(row))).count();
    assertEquals(any / 40.0, scores.anyGenre(), TOLERANCE);
  }

  @Property(tries = 100)
  void batchSizeDoesNotMatter(long seed, @Range(min = 1, max = 50) int size) {
    Predictions predictions = Predictions.of(seed, 7, 50);
    assertEquals(predictions.inBatchesOf(50), predictions.inBatchesOf(size));
  }

  @Property(tries = 100)
  void accuracyNeverRisesDownTheTreeAndEndsAtTop1(long seed) {
    Scores scores = Predictions.of(seed, 9, 30).inBatchesOf(30);
    assertTrue(scores.tierAccuracy().get(0) >= scores.tierAccuracy().get(1));
    assertEquals(scores.top1(), scores.tierAccuracy().get(1));
  }

  @Property(tries = 100)
  void accuracyNeverFallsWithK(long seed) {
    Scores scores = Predictions.of(seed, 15, 30).inBatchesOf(30);
    assertTrue(scores.top1() <= scores.top5() && scores.top5() <= scores.top10());
    assertTrue(scores.top1() <= scores.anyGenre());
  }
}
