package ihct.experiment;

import ihct.models.EpochResult;
import ihct.models.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/** Records the epochs of one model's training and passes everything on. */
final class TrainingCurve implements TrainingListener {

  private final TrainingListener next;
  private final List<EpochResult> epochs = new ArrayList<>();
  private double earlierSeconds;

  TrainingCurve(TrainingListener next) {
    this.next = next;
  }

  @Override
  public void started(String phase, int epochsToCome, long songsPerEpoch) {
    next.started(phase, epochsToCome, songsPerEpoch);
  }

  @Override
  public void resumed(String phase, List<EpochResult> earlier) {
    epochs.addAll(earlier);
    earlierSeconds += earlier.stream().mapToDouble(EpochResult::seconds).sum();
    next.resumed(phase, earlier);
  }

  @Override
  public void batch(int songs, double loss) {
    next.batch(songs, loss);
  }

  @Override
  public void epoch(EpochResult result) {
    epochs.add(result);
    next.epoch(result);
  }

  @Override
  public void stopped(String phase, int complete) {
    next.stopped(phase, complete);
  }

  /** What epochs of an earlier process took. */
  double earlierSeconds() {
    return earlierSeconds;
  }

  List<EpochResult> epochs() {
    return List.copyOf(epochs);
  }
}
