package ihct.evaluate;

import ihct.hierarchy.ClassTree;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.TreeDecoder;
import ihct.metrics.Severity;
import ihct.metrics.TierSums;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads a model's probabilities by one tree, song by song. First the validation part chooses λ and
 * the threshold, then the test part is scored.
 */
final class TreeMeter {

  /** λ = 0, 0.1, …, 1. */
  private static final int LAMBDAS = 11;

  /** 0.005, 0.01, …, 0.995: fine enough that trees are compared at about the same accuracy. */
  private static final double[] THRESHOLDS =
      IntStream.rangeClosed(1, 199).mapToDouble(i -> i / 200.0).toArray();

  /** Of the thresholds, the curve of accuracy against specificity shows each tenth. */
  private static final int IN_CURVE = 10;

  /** Points of top-1 accuracy that the expected cost may lose. */
  private static final double MAY_LOSE = 0.001;

  /** What share of hedged answers is to be right. */
  static final double RIGHT = 0.6;

  private final String name;
  private final Ihct ihct;
  private final ClassTree tiers;
  private final ClassTree nodes;
  private final Map<String, ClassTree> judges = new LinkedHashMap<>();
  private final Severity severity;

  private long seen;
  private final long[] costRight = new long[LAMBDAS];
  private final double[] costHeight = new double[LAMBDAS];
  private final Hedge[] validated = hedges();
  private double lambda;
  private double threshold = 1;
  private final Hedge[] tested = hedges();

  /** Counts of one threshold. */
  private static final class Hedge {
    long right;
    double bits;
  }

  private static Hedge[] hedges() {
    Hedge[] all = new Hedge[THRESHOLDS.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Hedge();
    }
    return all;
  }

  /**
   * Reads by a tree.
   *
   * @param judges trees in which it is measured how far off the cheapest genre is; the first one's
   *     figure is the one of the scores
   */
  TreeMeter(ReadingTree tree, List<ReadingTree> judges) {
    this.name = tree.name();
    this.ihct = tree.ihct();
    this.tiers = tree.tiers();
    this.nodes = tree.nodes();
    judges.forEach(judge -> this.judges.put(judge.name(), judge.tiers()));
    this.severity = new Severity(tiers);
  }

  String name() {
    return name;
  }

  /** Reads songs for one thread. */
  final class Reader {

    private final TreeDecoder cost = new TreeDecoder(tiers);
    private final TreeDecoder hedge = new TreeDecoder(nodes);
    private final TierSums sums = new TierSums(ihct);
    private final int[] summed = new int[ihct.tiers()];
    private final int[] hedged = new int[THRESHOLDS.length];

    /** Reads a song of the validation part; one without an answer is wrong by any rule. */
    Evaluator.Finding choose(float[] probabilities, int offset, int truth) {
      if (isUnanswered(probabilities, offset)) {
        return () -> seen++;
      }
      cost.read(probabilities, offset);
      int[] answers = new int[LAMBDAS];
      double[] heights = new double[LAMBDAS];
      for (int i = 0; i < LAMBDAS; i++) {
        answers[i] = cost.leastCost((double) i / (LAMBDAS - 1));
        heights[i] = tiers.meetingHeight(answers[i], truth);
      }
      hedge.read(probabilities, offset);
      Evaluator.Finding hedges = hedges(validated, truth);
      return () -> {
        seen++;
        for (int i = 0; i < LAMBDAS; i++) {
          costRight[i] += answers[i] == truth ? 1 : 0;
          costHeight[i] += heights[i];
        }
        hedges.add();
      };
    }

    private boolean isUnanswered(float[] probabilities, int offset) {
      for (int c = offset; c < offset + ihct.classes(); c++) {
        if (probabilities[c] > 0) {
          return false;
        }
      }
      return true;
    }

    private Evaluator.Finding hedges(Hedge[] counts, int truth) {
      hedge.mostSpecific(THRESHOLDS, hedged);
      boolean[] right = new boolean[hedged.length];
      double[] bits = new double[hedged.length];
      for (int i = 0; i < hedged.length; i++) {
        boolean same = i > 0 && hedged[i] == hedged[i - 1];
        right[i] = same ? right[i - 1] : nodes.meet(hedged[i], truth) == hedged[i];
        bits[i] = same ? bits[i - 1] : hedge.bits(hedged[i]);
      }
      return () -> {
        for (int i = 0; i < counts.length; i++) {
          counts[i].right += right[i] ? 1 : 0;
          counts[i].bits += bits[i];
        }
      };
    }

    /**
     * Reads a song of the test part.
     *
     * @param ranked its most probable genres, best first; empty if there is no answer
     * @param outcomes receives what came out for the song
     * @return what is left to do
     */
    Evaluator.Finding score(
        float[] probabilities, int offset, int truth, int[] ranked, Outcomes outcomes, int row) {
      int place = outcomes.place(Measure.distance(name, Measure.ANSWERS[0]));
      for (int answers : Measure.ANSWERS) {
        outcomes.set(place++, row, distance(ranked, answers, truth));
      }
      sums.answer(probabilities, offset, summed);
      for (int tier = 1; tier <= ihct.tiers(); tier++) {
        int right = ihct.cluster(tier, truth);
        boolean hit = ranked.length > 0 && ihct.cluster(tier, ranked[0]) == right;
        outcomes.set(place++, row, hit ? 1 : 0);
        outcomes.set(place++, row, summed[tier - 1] == right ? 1 : 0);
      }
      if (ranked.length == 0) {
        for (ClassTree judge : judges.values()) {
          outcomes.set(++place, row, judge.height(judge.root())); // all else stays 0
        }
        return () -> severity.addUnanswered(truth);
      }
      cost.read(probabilities, offset);
      int cheapest = cost.leastCost(lambda);
      outcomes.set(place++, row, cheapest == truth ? 1 : 0);
      for (ClassTree judge : judges.values()) {
        outcomes.set(place++, row, judge.meetingHeight(cheapest, truth));
      }
      hedge.read(probabilities, offset);
      int node = hedge.mostSpecific(threshold);
      outcomes.set(place++, row, nodes.meet(node, truth) == node ? 1 : 0);
      outcomes.set(place, row, hedge.bits(node));
      Evaluator.Finding hedges = hedges(tested, truth);
      return () -> {
        severity.add(ranked[0], truth);
        hedges.add();
      };
    }

    /** The mean height at which the first answers meet the truth. */
    private double distance(int[] ranked, int answers, int truth) {
      int count = Math.min(answers, ranked.length);
      if (count == 0) {
        return tiers.height(tiers.root());
      }
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += tiers.meetingHeight(ranked[i], truth);
      }
      return sum / count;
    }
  }

  /** Settles λ and the threshold. */
  void chosen() {
    for (int i = 0; i < LAMBDAS; i++) {
      boolean keepsAccuracy = costRight[0] - costRight[i] <= MAY_LOSE * seen;
      int best = (int) Math.round(lambda * (LAMBDAS - 1));
      if (keepsAccuracy && costHeight[i] < costHeight[best]) {
        lambda = (double) i / (LAMBDAS - 1);
      }
    }
    double most = -1;
    for (int i = 0; i < THRESHOLDS.length; i++) {
      if (validated[i].right >= RIGHT * seen && validated[i].bits > most) {
        most = validated[i].bits;
        threshold = THRESHOLDS[i];
      }
    }
  }

  TreeScores scores(Outcomes outcomes) {
    List<Double> argmax = new ArrayList<>();
    List<Double> bySum = new ArrayList<>();
    int first = outcomes.place(Measure.distance(name, Measure.ANSWERS[0])) + Measure.ANSWERS.length;
    for (int tier = 0; tier < ihct.tiers(); tier++) {
      // by place: two tiers can have the same size
      argmax.add(outcomes.mean(first + 2 * tier));
      bySum.add(outcomes.mean(first + 2 * tier + 1));
    }
    List<TreeScores.Specificity> curve = new ArrayList<>();
    for (int i = IN_CURVE - 1; i < THRESHOLDS.length; i += IN_CURVE) {
      curve.add(
          new TreeScores.Specificity(
              THRESHOLDS[i],
              (double) tested[i].right / outcomes.rows(),
              tested[i].bits / outcomes.rows()));
    }
    double mistakes = severity.mistakeSeverity();
    return new TreeScores(
        ihct.schedule(),
        argmax,
        bySum,
        outcomes.mean(Measure.distance(name, 1)),
        outcomes.mean(Measure.distance(name, 5)),
        outcomes.mean(Measure.distance(name, 20)),
        Double.isNaN(mistakes) ? null : mistakes,
        severity.precision(),
        severity.recall(),
        severity.f1(),
        lambda,
        outcomes.mean(Measure.costTop1(name)),
        outcomes.mean(Measure.costDistance(name, judges.keySet().iterator().next())),
        threshold,
        outcomes.mean(Measure.hedgedRight(name)),
        outcomes.mean(Measure.hedgedBits(name)),
        curve);
  }
}
