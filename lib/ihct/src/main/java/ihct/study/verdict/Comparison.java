package ihct.study.verdict;

import ihct.evaluate.Measure;
import ihct.evaluate.Outcomes;
import ihct.metrics.Effect;
import ihct.metrics.McNemar;
import ihct.metrics.PairedBootstrap;
import ihct.study.plan.Cell;
import ihct.study.plan.Plan;
import ihct.study.plan.StudyStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Compares arms on some data, song by song. */
final class Comparison {

  private static final double PERCENT = 100;

  private final Plan plan;
  private final StudyStore store;
  private final String data;

  Comparison(Plan plan, StudyStore store, String data) {
    this.plan = plan;
    this.store = store;
    this.data = data;
  }

  /** One side of a comparison: a measure of an arm that was trained with a tree. */
  record Side(String arm, String tree, String measure) {

    Side {
      tree = tree == null ? Cell.NO_TREE : tree;
    }
  }

  /** What came of a comparison, in its unit. */
  record Compared(
      Effect effect, double firstMean, double secondMean, List<Double> seeds, McNemar mcnemar) {}

  Compared compare(Side first, Side second, boolean relative) throws IOException {
    List<double[]> ofFirst = new ArrayList<>();
    List<double[]> ofSecond = new ArrayList<>();
    List<long[]> groups = new ArrayList<>();
    List<Double> seeds = new ArrayList<>();
    for (long seed : plan.seeds()) {
      Outcomes a = store.outcomes(new Cell(data, seed, first.arm, first.tree), first.measure);
      Outcomes b = store.outcomes(new Cell(data, seed, second.arm, second.tree), second.measure);
      requirePaired(a, b, seed);
      ofFirst.add(a.of(first.measure));
      ofSecond.add(b.of(second.measure));
      groups.add(a.groups());
      double x = a.mean(first.measure);
      double y = b.mean(second.measure);
      seeds.add((relative ? x / y - 1 : x - y) * factor(first, relative));
    }
    double[] x = joined(ofFirst);
    double[] y = joined(ofSecond);
    PairedBootstrap bootstrap = PairedBootstrap.of(x, y, joinedKeys(groups));
    Effect effect =
        relative
            ? bootstrap.relative(plan.resamples(), plan.seeds().get(0))
            : bootstrap.difference(plan.resamples(), plan.seeds().get(0));
    double mean = Measure.isShare(first.measure) ? PERCENT : 1;
    boolean counted =
        Measure.isRightOrWrong(first.measure) && Measure.isRightOrWrong(second.measure);
    return new Compared(
        effect.times(factor(first, relative)),
        mean * Arrays.stream(x).average().orElseThrow(),
        mean * Arrays.stream(y).average().orElseThrow(),
        List.copyOf(seeds),
        counted ? McNemar.of(x, y) : null);
  }

  /**
   * How many tiers up an arm's wrong answers meet the truth in a tree, with an interval; none if
   * they are so few that some draw has none.
   */
  Optional<Effect> severity(List<Cell> seeds, String tree) throws IOException {
    String measure = Measure.distance(tree, Measure.ANSWERS[0]);
    List<double[]> distances = new ArrayList<>();
    List<double[]> mistakes = new ArrayList<>();
    List<long[]> groups = new ArrayList<>();
    for (Cell cell : seeds) {
      Outcomes outcomes = store.outcomes(cell, measure, Measure.TOP1);
      distances.add(outcomes.of(measure)); // 0 where the answer is right
      mistakes.add(Arrays.stream(outcomes.of(Measure.TOP1)).map(right -> 1 - right).toArray());
      groups.add(outcomes.groups());
    }
    PairedBootstrap bootstrap =
        PairedBootstrap.of(joined(distances), joined(mistakes), joinedKeys(groups));
    try {
      return Optional.of(bootstrap.ratio(plan.resamples(), plan.seeds().get(0)));
    } catch (IllegalArgumentException withoutMistakes) {
      return Optional.empty();
    }
  }

  private static double[] joined(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static long[] joinedKeys(List<long[]> parts) {
    return parts.stream().flatMapToLong(Arrays::stream).toArray();
  }

  private static double factor(Side side, boolean relative) {
    return relative || Measure.isShare(side.measure) ? PERCENT : 1;
  }

  private void requirePaired(Outcomes a, Outcomes b, long seed) {
    if (!Arrays.equals(a.groups(), b.groups()) || !Arrays.equals(a.genres(), b.genres())) {
      throw new IllegalArgumentException(
          "Two arms were tested on different songs of %s under seed %d; delete the study and run it again."
              .formatted(data, seed));
    }
  }
}
