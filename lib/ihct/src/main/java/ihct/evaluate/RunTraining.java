package ihct.evaluate;

import ihct.files.RunListener;
import ihct.models.EpochListener;
import ihct.models.EpochResult;
import ihct.models.Training;
import ihct.stopping.Stop;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Tells the listener of a run how training goes. */
public final class RunTraining implements EpochListener {

  private final RunListener listener;

  public RunTraining(RunListener listener) {
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

  /**
   * Results of a model that was stopped would pass for those of the whole training.
   *
   * @throws CancellationException if training was interrupted, or the thread is by now
   */
  public static void refuseUnfinished(String name, Training training) {
    if (training.stopped() || Stop.requested()) {
      throw new CancellationException(
          "Stopped while training %s; only models trained to the end are kept.".formatted(name));
    }
  }
}
