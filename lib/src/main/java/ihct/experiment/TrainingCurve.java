package ihct.experiment;

import ihct.models.EpochResult;
import ihct.models.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/** Records the epochs of one model's training and passes everything on. */
final class TrainingCurve implements TrainingListener {

  private final RunListener listener;
  private final List<EpochResult> epochs = new ArrayList<>();
  private long songs;

  TrainingCurve(RunListener listener) {
    this.listener = listener;
  }

  @Override
  public void started(String phase, int epochsToCome, long songsPerEpoch) {
    listener.trainingStarted(phase, epochsToCome, songsPerEpoch);
  }

  @Override
  public void batch(int batchSongs, double loss) {
    songs += batchSongs;
    listener.batch(batchSongs, loss);
  }

  @Override
  public void epoch(EpochResult result) {
    epochs.add(result);
    listener.epoch(result.epoch(), result.loss(), result.validationAccuracy(), result.seconds());
  }

  List<EpochResult> epochs() {
    return List.copyOf(epochs);
  }

  /** Songs that went through training steps, a song once per epoch and network. */
  long songs() {
    return songs;
  }

  /** Epochs of the last network trained; 0 for a model that has none. */
  int epochsOfLastPhase() {
    return epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).epoch();
  }

  /** The epoch whose weights the last network kept; null for a model that has none. */
  Integer bestEpochOfLastPhase() {
    if (epochs.isEmpty()) {
      return null;
    }
    String last = epochs.get(epochs.size() - 1).phase();
    return epochs.stream()
        .filter(epoch -> epoch.phase().equals(last) && epoch.best())
        .map(EpochResult::epoch)
        .max(Integer::compare)
        .orElse(null);
  }
}
