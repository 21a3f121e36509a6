package ihct.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How well answers do when they are read by a tree. Probabilities are those after temperature
 * scaling; λ and threshold were chosen on the validation part.
 *
 * @param tiers clusters in each tier
 * @param argmax per tier, the most probable genre lies in the right cluster
 * @param summed per tier, the cluster of the largest summed probability is right
 * @param distance1 mean tiers above the leaves at which answer and truth meet
 * @param distance5 the same of the 5 most probable genres
 * @param distance20 the same of the 20 most probable genres
 * @param severity the same of wrong answers alone; null without any
 * @param precision hierarchical precision of the most probable genre
 * @param recall hierarchical recall
 * @param f1 their harmonic mean
 * @param lambda how much height counts in the expected cost: of those that keep top-1 accuracy on
 *     the validation part within 0.1 points, the one whose answers lie nearest to the truth there
 * @param costTop1 the genre of least expected cost is right
 * @param costDistance its mean distance from the truth in the first judge's tree; in this one
 *     without a judge
 * @param threshold how probable a node must be to be answered: what says most on the validation
 *     part while at least 60 % of the answers are right
 * @param hedgedRight the share of such answers that hold the truth
 * @param hedgedBits how much they say on average
 * @param specificity what other thresholds give on the test part
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TreeScores(
    List<Integer> tiers,
    List<Double> argmax,
    List<Double> summed,
    double distance1,
    double distance5,
    double distance20,
    Double severity,
    double precision,
    double recall,
    double f1,
    double lambda,
    double costTop1,
    double costDistance,
    double threshold,
    double hedgedRight,
    double hedgedBits,
    List<Specificity> specificity) {

  /**
   * Accuracy against specificity at one threshold.
   *
   * @param threshold how probable an answered node must be
   * @param right the share of answers that hold the truth
   * @param bits how much they say on average
   */
  record Specificity(double threshold, double right, double bits) {}
}
