package ihct.cli;

import ihct.loading.schema.Words;
import java.io.PrintStream;
import java.util.Locale;

/** Progress as plain lines, one per step and per epoch, for logs. */
final class LineProgress extends Progress {

  private String phase = "";
  private int epochs;
  private long songsPerEpoch;
  private Words words = Words.SONGS;

  LineProgress(PrintStream err) {
    super(err);
  }

  @Override
  public void data(Words newWords) {
    words = newWords;
  }

  @Override
  public void trainingStarted(String newPhase, int epochsToCome, long songs) {
    super.trainingStarted(newPhase, epochsToCome, songs);
    phase = newPhase;
    epochs = epochsToCome;
    songsPerEpoch = songs;
  }

  @Override
  public void epoch(int epoch, double loss, double validationAccuracy, double seconds) {
    err.println(
        String.format(
            Locale.ROOT,
            words.in(
                "%s, epoch %d of %d: loss %.4f, validation accuracy %.2f %%, %,.0f songs/s, %s left"),
            phase,
            epoch,
            epochs,
            loss,
            100 * validationAccuracy,
            songsPerEpoch / seconds,
            duration((epochs - epoch) * seconds)));
  }

  static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
