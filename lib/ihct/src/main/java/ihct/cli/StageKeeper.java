package ihct.cli;

import ihct.files.RunListener;
import ihct.loading.schema.Words;

/** Keeps in mind what was begun last, to say where something failed. */
final class StageKeeper implements RunListener {

  private final RunListener listener;
  private volatile String stage = "";

  StageKeeper(RunListener listener) {
    this.listener = listener;
  }

  /** What was begun last, such as "Training dense"; empty if nothing was. */
  String stage() {
    return stage;
  }

  @Override
  public void stage(String what) {
    stage = what;
    listener.stage(what);
  }

  @Override
  public void note(String text) {
    listener.note(text);
  }

  @Override
  public void data(Words words) {
    listener.data(words);
  }

  @Override
  public void trainingStarted(String phase, int epochs, long songsPerEpoch) {
    stage = "Training " + phase;
    listener.trainingStarted(phase, epochs, songsPerEpoch);
  }

  @Override
  public void batch(int songs, double loss) {
    listener.batch(songs, loss);
  }

  @Override
  public void epoch(int epoch, double loss, double validationAccuracy, double seconds) {
    listener.epoch(epoch, loss, validationAccuracy, seconds);
  }

  @Override
  public void trainingEnded() {
    listener.trainingEnded();
  }
}
