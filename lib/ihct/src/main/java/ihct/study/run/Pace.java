package ihct.study.run;

import ihct.models.EpochResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Where trainings stood after an epoch, the mean over several.
 *
 * @param seconds since they began, validations included
 * @param accuracy of the network as it was then on the validation part, in percent
 */
public record Pace(double seconds, double accuracy) {

  private static final double PERCENT = 100;

  /**
   * The mean over trainings of one network each.
   *
   * @param trainings of the same model, at least one
   * @return epoch by epoch, as far as all went; empty for models without epochs, and for those that
   *     train several networks one after the other
   */
  public static List<Pace> mean(List<TrainingFigures> trainings) {
    List<List<EpochResult>> curves = trainings.stream().map(TrainingFigures::curve).toList();
    long networks =
        curves.stream().flatMap(List::stream).map(EpochResult::phase).distinct().count();
    int epochs = curves.stream().mapToInt(List::size).min().orElse(0);
    List<Pace> pace = new ArrayList<>();
    double seconds = 0;
    for (int epoch = 0; networks == 1 && epoch < epochs; epoch++) {
      double accuracy = 0;
      for (List<EpochResult> curve : curves) {
        seconds += curve.get(epoch).seconds() / curves.size();
        accuracy += PERCENT * curve.get(epoch).validationAccuracy() / curves.size();
      }
      pace.add(new Pace(seconds, accuracy));
    }
    return pace;
  }
}
