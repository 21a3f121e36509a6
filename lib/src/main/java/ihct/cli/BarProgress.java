package ihct.cli;

import ihct.experiment.RunListener;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as bars on a terminal: one per network, over the songs of all its epochs. */
final class BarProgress implements RunListener {

  private static final int REFRESH_MILLIS = 250;

  private final PrintStream err;
  private ProgressBar bar;
  private int epochs;
  private String validation = "";

  BarProgress(PrintStream err) {
    this.err = err;
  }

  @Override
  public void stage(String what) {
    err.println(what);
  }

  @Override
  public void note(String text) {
    err.println("Note: " + text);
  }

  @Override
  public void trainingStarted(String phase, int epochsToCome, long songsPerEpoch) {
    trainingEnded();
    epochs = epochsToCome;
    validation = "";
    bar =
        new ProgressBarBuilder()
            .setTaskName(phase)
            .setInitialMax(epochsToCome * songsPerEpoch)
            .setUnit(" songs", 1)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(err))
            .showSpeed()
            .build();
  }

  @Override
  public void batch(int songs, double loss) {
    bar.stepBy(songs);
    bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f%s", loss, validation));
  }

  @Override
  public void epoch(int epoch, double loss, double validationAccuracy, double seconds) {
    validation =
        String.format(
            Locale.ROOT, ", epoch %d/%d valid. %.2f %%", epoch, epochs, 100 * validationAccuracy);
    bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f%s", loss, validation));
  }

  @Override
  public void trainingEnded() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
