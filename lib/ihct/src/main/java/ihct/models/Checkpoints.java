package ihct.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a training leaves its state after every epoch, so that it can go on when the process has
 * ended, for whatever reason: one file per network in a folder.
 *
 * <p>A file is written beside its place, forced to the disk and then moved there, so that at any
 * moment the folder holds the state of the last complete epoch or the one before. It is written and
 * checked as a model's file is, and names the run it belongs to.
 */
public final class Checkpoints {

  /** Keeps nothing and finds nothing. */
  public static final Checkpoints NONE = new Checkpoints(null, "");

  private final Path folder;
  private final String run;

  private Checkpoints(Path folder, String run) {
    this.folder = folder;
    this.run = run;
  }

  /**
   * Keeps states in a folder, and finds there what an earlier process has kept.
   *
   * @param folder need not exist
   * @param run says which run this is: settings, data and version. A state of another run is
   *     refused
   */
  public static Checkpoints in(Path folder, String run) {
    return new Checkpoints(folder, run);
  }

  /**
   * Finds the state of a network.
   *
   * @param phase as announced to the listener
   * @param weights how many parameters it has
   * @return the state after its last complete epoch, if there is one
   * @throws IllegalArgumentException if the file is damaged or belongs to another run; the message
   *     names it and the reason
   * @throws UncheckedIOException if it cannot be read
   */
  public Optional<TrainingState> load(String phase, int weights) {
    if (folder == null || !Files.exists(file(phase))) {
      return Optional.empty();
    }
    try {
      return Optional.of(CheckpointFile.read(file(phase), run, phase, weights));
    } catch (UnreadableModelException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps a state in place of the network's earlier one.
   *
   * @throws UncheckedIOException if it cannot be written; the earlier one is intact then
   */
  public void save(TrainingState state) {
    if (folder == null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      CheckpointFile.write(file(state.phase()), run, state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether states are neither kept nor found, as by {@link #NONE}. */
  public boolean keepsNothing() {
    return folder == null;
  }

  private Path file(String phase) {
    return folder.resolve(phase.replaceAll("[^A-Za-z0-9]+", "-") + ".checkpoint");
  }
}
