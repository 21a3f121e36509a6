package ihct.cli;

import ihct.files.RunListener;
import ihct.loading.schema.Words;
import java.io.PrintStream;
import java.util.Locale;

/** Progress as plain lines, one per step and per epoch, for logs. */
final class LineProgress implements RunListener {

  private final PrintStream err;
  private String phase = "";
  private int epochs;
  private long songsPerEpoch;
  private Words words = Words.SONGS;

  LineProgress(PrintStream err) {
    this.err = err;
  }

  @Override
  public void stage(String what) {
    err.println(PlainText.of(what));
  }

  @Override
  public void note(String text) {
    err.println("Note: " + PlainText.of(text));
  }

  @Override
  public void data(Words newWords) {
    words = newWords;
  }

  @Override
  public void trainingStarted(String newPhase, int epochsToCome, long songs) {
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
