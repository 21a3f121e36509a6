package ihct.cli;

import java.io.PrintStream;
import java.text.DecimalFormat;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as bars on a terminal: one per network, counting the songs of all epochs. */
final class BarProgress extends Progress {

  private static final int REFRESH_MILLIS = 250;

  private ProgressBar bar;
  private String validation = "";

  BarProgress(PrintStream err) {
    super(err);
  }

  @Override
  public void trainingStarted(String phase, int epochsToCome, long songsPerEpoch) {
    super.trainingStarted(phase, epochsToCome, songsPerEpoch);
    trainingEnded();
    validation = "";
    bar =
        new ProgressBarBuilder()
            .setTaskName(phase)
            .setInitialMax(epochsToCome * songsPerEpoch)
            .setUnit("", 1)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(err))
            .showSpeed(new DecimalFormat("#"))
            .build();
  }

  @Override
  public void batch(int songs, double loss) {
    bar.stepBy(songs);
    show(loss);
  }

  @Override
  public void epoch(int epoch, double loss, double validationAccuracy, double seconds) {
    validation = String.format(Locale.ROOT, ", valid. %.2f %%", 100 * validationAccuracy);
    show(loss);
  }

  /** Short, as all of it must fit into one line of the terminal. */
  private void show(double loss) {
    bar.setExtraMessage(String.format(Locale.ROOT, " loss %.3f%s", loss, validation));
  }

  @Override
  public void trainingEnded() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
