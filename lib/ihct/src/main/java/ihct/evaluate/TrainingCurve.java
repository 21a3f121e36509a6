package ihct.evaluate;

import ihct.models.EpochListener;
import ihct.models.EpochResult;
import java.util.ArrayList;
import java.util.List;

/** Records the epochs of one model's training and passes everything on. */
public final class TrainingCurve implements EpochListener {

  private final EpochListener next;
  private final List<EpochResult> epochs = new ArrayList<>();
  private double earlierSeconds;

  public TrainingCurve(EpochListener next) {
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
  public double earlierSeconds() {
    return earlierSeconds;
  }

  public List<EpochResult> epochs() {
    return List.copyOf(epochs);
  }
}
