package ihct.plots;

import ihct.models.EpochResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Figures of trainings. */
public final class TrainingPlots {

  private static final PlotAxis EPOCH = PlotAxis.of("epoch", "passes over the songs");

  private TrainingPlots() {}

  /**
   * Draws the loss on the training part and the accuracy on the validation part, epoch by epoch: a
   * line per phase, as StackNet has one per tier.
   *
   * @throws IllegalArgumentException if there is no epoch
   */
  public static Plot curve(List<EpochResult> epochs) {
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no epoch to draw; only networks are trained in epochs.");
    }
    Series[] losses = lines(epochs, EpochResult::loss);
    Series[] accuracies = lines(epochs, epoch -> 100 * epoch.validationAccuracy());
    return Charts.grid(
            2,
            Charts.line(EPOCH, PlotAxis.of("training loss", "nats"), losses),
            Charts.line(EPOCH, PlotAxis.of("validation accuracy", "%").holding(0.0), accuracies))
        .sized(Plot.WIDTH, losses.length > 1 ? 420 : 300);
  }

  private static Series[] lines(List<EpochResult> epochs, ToDoubleFunction<EpochResult> value) {
    return epochs.stream()
        .map(EpochResult::phase)
        .distinct()
        .map(phase -> line(phase, epochs, value))
        .toArray(Series[]::new);
  }

  private static Series line(
      String phase, List<EpochResult> epochs, ToDoubleFunction<EpochResult> value) {
    List<EpochResult> own = epochs.stream().filter(e -> e.phase().equals(phase)).toList();
    return Series.of(
        phase,
        own.stream().mapToDouble(EpochResult::epoch).toArray(),
        own.stream().mapToDouble(value).toArray());
  }
}
