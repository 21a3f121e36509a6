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
    double[] x = ofFirst.stream().flatMapToDouble(Arrays::stream).toArray();
    double[] y = ofSecond.stream().flatMapToDouble(Arrays::stream).toArray();
    long[] group = groups.stream().flatMapToLong(Arrays::stream).toArray();
    PairedBootstrap bootstrap = PairedBootstrap.of(x, y, group);
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
