package ihct.experiment;

import ihct.models.EpochResult;
import ihct.models.TrainingListener;
import java.util.List;

/** Tells the listener of a run how training goes. */
final class RunTraining implements TrainingListener {

  private final RunListener listener;

  RunTraining(RunListener listener) {
    this.listener = listener;
  }

  @Override
  public void started(String phase, int epochs, long songsPerEpoch) {
    listener.trainingStarted(phase, epochs, songsPerEpoch);
  }

  @Override
  public void resumed(String phase, List<EpochResult> earlier) {
    listener.note("%s: going on after epoch %d".formatted(phase, earlier.size()));
  }

  @Override
  public void batch(int songs, double loss) {
    listener.batch(songs, loss);
  }

  @Override
  public void epoch(EpochResult result) {
    listener.epoch(result.epoch(), result.loss(), result.validationAccuracy(), result.seconds());
  }
}
