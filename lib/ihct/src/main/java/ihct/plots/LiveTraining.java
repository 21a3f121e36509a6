package ihct.plots;

import ihct.display.Displayable;
import ihct.display.Escape;
import ihct.display.LiveDisplay;
import ihct.display.MimeBundle;
import ihct.models.EpochListener;
import ihct.models.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows a training below its cell, in one output that changes: a bar with loss, accuracy, speed and
 * time left, and after the last epoch the curve. A network that follows, as StackNet's do, turns it
 * into a bar again.
 */
public final class LiveTraining implements EpochListener {

  private static final long NANOS_BETWEEN = 250_000_000L;
  private static final double NANOS = 1e9;

  private final String name;
  private final LongSupplier nanos;
  private final List<EpochResult> epochs = new ArrayList<>();
  private LiveDisplay display;
  private long shown;

  private String phase = "";
  private int epochsToCome;
  private long songsPerEpoch;
  private long songs;
  private long start;
  private double loss = Double.NaN;

  /** Prepares an output; it appears when the training starts. */
  public LiveTraining(String name) {
    this(name, System::nanoTime);
  }

  LiveTraining(String name, LongSupplier nanos) {
    this.name = name;
    this.nanos = nanos;
  }

  @Override
  public void started(String newPhase, int epochsOfPhase, long songsOfEpoch) {
    phase = newPhase;
    epochsToCome = epochsOfPhase;
    songsPerEpoch = songsOfEpoch;
    songs = 0;
    loss = Double.NaN;
    start = nanos.getAsLong();
    show(bar());
  }

  @Override
  public void batch(int songsOfBatch, double batchLoss) {
    songs += songsOfBatch;
    loss = batchLoss;
    showBarIfDue();
  }

  private void showBarIfDue() {
    if (nanos.getAsLong() - shown >= NANOS_BETWEEN) {
      show(bar());
    }
  }

  @Override
  public void epoch(EpochResult result) {
    epochs.add(result);
    songs = result.epoch() * songsPerEpoch;
    loss = result.loss();
    if (result.epoch() == epochsToCome) {
      settle(curve(name));
    } else {
      showBarIfDue(); // small data has many epochs a second, and a saved model replays all at once
    }
  }

  @Override
  public void stopped(String stoppedPhase, int complete) {
    settle(
        epochs.isEmpty()
            ? () -> MimeBundle.ofText(name + ", stopped before its first epoch was complete")
            : curve("%s, stopped after epoch %s of %s".formatted(name, complete, epochsToCome)));
  }

  private Plot curve(String title) {
    return TrainingPlots.curve(epochs).titled(title);
  }

  private void show(Displayable state) {
    if (display == null) {
      display = LiveDisplay.show(state);
    } else {
      display.update(state);
    }
    shown = nanos.getAsLong();
  }

  /** Shows what stays, unless another network follows. */
  private void settle(Displayable state) {
    if (display == null) {
      display = LiveDisplay.show(state);
    } else {
      display.settle(state);
    }
    shown = nanos.getAsLong();
  }

  /** What a bar says: how far, how well, how fast, how long still. */
  private Displayable bar() {
    long all = Math.max(1, epochsToCome * songsPerEpoch);
    double share = Math.min(1, (double) songs / all);
    String text = line(share, all);
    return () -> MimeBundle.ofText(text).with(MimeBundle.HTML, html(share, text));
  }

  private String line(double share, long all) {
    StringBuilder line = new StringBuilder(name);
    if (!phase.equalsIgnoreCase(name)) {
      line.append(", ").append(phase);
    }
    long epoch = Math.min(epochsToCome, songs / Math.max(1, songsPerEpoch) + 1);
    line.append(
        String.format(Locale.ROOT, ": %.0f %%, epoch %d of %d", 100 * share, epoch, epochsToCome));
    if (!Double.isNaN(loss)) {
      line.append(String.format(Locale.ROOT, ", loss %.3f", loss));
    }
    if (!epochs.isEmpty() && epochs.get(epochs.size() - 1).phase().equals(phase)) {
      double accuracy = epochs.get(epochs.size() - 1).validationAccuracy();
      line.append(String.format(Locale.ROOT, ", validation %.1f %%", 100 * accuracy));
    }
    double seconds = (nanos.getAsLong() - start) / NANOS;
    if (songs > 0 && seconds > 0) {
      double rate = songs / seconds;
      line.append(
          String.format(Locale.ROOT, ", %.0f songs/s, %.0f s left", rate, (all - songs) / rate));
    }
    return line.toString();
  }

  private static String html(double share, String text) {
    return "<div><progress max=\"1\" value=\"%s\" style=\"width:20em\"></progress> <span>%s</span></div>"
        .formatted(String.format(Locale.ROOT, "%.3f", share), Escape.xml(text));
  }
}
