package ihct.metrics;

import java.util.List;

/**
 * What an {@link ScoreMeter} found. All accuracies are shares of all rows, 0…1.
 *
 * @param rows rows evaluated, at least 1
 * @param unanswered rows for which the model gave no class any probability; they count as wrong
 *     everywhere
 * @param top1 the row's own genre was the most probable
 * @param top5 the row's own genre was among the five most probable
 * @param top10 the row's own genre was among the ten most probable
 * @param anyGenre the most probable genre was one that the row's track carries
 * @param macroF1 mean F1 over the classes that occur as truth or as prediction
 * @param tierAccuracy for tier 1…I, the predicted leaf lay in the true leaf's cluster; the last
 *     equals {@code top1}. Empty where there is no tree
 * @param logLoss mean of −ln p(true genre) in nats, with p no smaller than {@value
 *     ScoreMeter#SMALLEST_PROBABILITY}
 */
public record Scores(
    long rows,
    long unanswered,
    double top1,
    double top5,
    double top10,
    double anyGenre,
    double macroF1,
    List<Double> tierAccuracy,
    double logLoss) {

  /** Copies the list. */
  public Scores {
    tierAccuracy = List.copyOf(tierAccuracy);
  }

  /**
   * Forgets what probabilities decide, for a model that names one class alone.
   *
   * @return the same with NaN for top-5, top-10 and log loss
   */
  public Scores ofAnswersAlone() {
    return new Scores(
        rows,
        unanswered,
        top1,
        Double.NaN,
        Double.NaN,
        anyGenre,
        macroF1,
        tierAccuracy,
        Double.NaN);
  }

  /** The same without what a tree decides. */
  public Scores ofNoTree() {
    return new Scores(rows, unanswered, top1, top5, top10, anyGenre, macroF1, List.of(), logLoss);
  }
}
