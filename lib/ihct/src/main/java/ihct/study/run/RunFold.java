package ihct.study.run;

import ihct.data.SongData;
import ihct.evaluate.UnseenMeter;
import ihct.files.Build;
import ihct.files.RunListener;
import ihct.loading.Reading;
import ihct.loading.schema.Words;
import ihct.memory.NotEnoughMemoryException;
import ihct.models.Kind;
import ihct.models.Training;
import ihct.models.device.Backend;
import ihct.study.fold.Fold;
import ihct.tree.GenreTree;
import ihct.tree.KnownParents;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.util.List;

/**
 * What all models of a run share.
 *
 * @param settings the run's settings; without a tree if it did not fit into memory
 * @param fold the songs, parted and scaled
 * @param tree over the genres of the training part
 */
public record RunFold(Settings settings, Fold fold, GenreTree tree) {

  /**
   * Reads or simulates songs, parts and scales them, and makes the tree.
   *
   * @param settings all that decides the run
   * @param listener hears how it goes
   * @return songs and tree
   * @throws IllegalArgumentException if a setting does not fit the data
   * @throws IOException if a file cannot be read
   */
  public static RunFold of(Settings settings, RunListener listener) throws IOException {
    return of(settings, Reading.TO_LEARN, listener);
  }

  /** The same, reading what a purpose needs. */
  public static RunFold of(Settings settings, Reading reading, RunListener listener)
      throws IOException {
    Backend.require(); // before any time is spent
    SongData data =
        SongData.load(settings.data(), reading.keeping(settings.tree().keptClasses()), listener);
    data.report().leftOutNotes().forEach(listener::note);
    Words words = data.words();
    listener.stage(
        "Splitting %d rows by %s"
            .formatted(
                data.songs().size(), data.keptTogether(settings.split(), settings.isStratified())));
    if (settings.isStratified() && data.isTuned()) {
      listener.note("no effect: --stratify, as the data say where each row belongs");
    }
    Fold fold = Fold.of(data, settings.split(), Fold.USUAL, settings.isStratified());
    listener.data(words);
    listener.stage(
        words.in("Building the tree of %d genres").formatted(fold.train().genres().size()));
    RunFold run = of(settings, fold, listener);
    run.fold().oddities().forEach(listener::note);
    return run;
  }

  private static RunFold of(Settings settings, Fold fold, RunListener listener) throws IOException {
    return of(
        settings,
        fold,
        listener,
        tree ->
            fold.tree(tree, settings.data().options().hierarchy(), settings.training(), listener));
  }

  /** Makes trees. */
  interface Trees {
    GenreTree of(TreeSettings settings) throws IOException;
  }

  /** Goes on without a tree that does not fit into memory, if no model follows it. */
  static RunFold of(Settings settings, Fold fold, RunListener listener, Trees trees)
      throws IOException {
    try {
      GenreTree tree = trees.of(settings.tree());
      return new RunFold(settings, fold.placed(tree), tree);
    } catch (NotEnoughMemoryException e) {
      if (settings.models().stream().anyMatch(Kind::followsTree)) {
        throw e;
      }
      listener.note(
          e.getMessage()
              + " No model follows the tree, so the run goes on with none (--tree none): figures"
              + " that need a tree stay empty.");
      Settings without = settings.withoutTree();
      return new RunFold(without, fold, trees.of(without.tree()));
    }
  }

  /** What a model of this run is trained by. */
  public Training training() {
    return fold.training(tree.ihct(), settings.training());
  }

  /** Everything that decides the models. */
  public TrainingKey key() {
    return new TrainingKey(
        fold.data().sha256(),
        settings.split(),
        settings.isStratified(),
        settings.tree(),
        settings.data().options().hierarchy(),
        settings.training().unusual(),
        Build.version());
  }

  /** What run.json holds. */
  public SavedRun saved() {
    return SavedRun.of(this);
  }

  /** Measures trained models and puts them on record. */
  public Trial trial(RunListener listener) throws IOException {
    return new Trial(
        fold, fold.meter(tree.ihct(), List.of(), List.of()), conditions(), unseen(listener));
  }

  /** A file that names such a genre at several leaves is none to stop a run for. */
  private UnseenMeter unseen(RunListener listener) throws IOException {
    try {
      return UnseenMeter.of(
          fold.unseenTest(),
          tree.ihct(),
          KnownParents.of(
              settings.tree(),
              settings.data().options().hierarchy(),
              tree.ihct(),
              tree.genres(),
              fold.data().genrePaths(),
              fold.lostGenres()));
    } catch (IllegalArgumentException e) {
      listener.note(
          fold.data().words().in("Parents of genres without a training row are not known: ")
              + e.getMessage());
      return null;
    }
  }

  private Conditions conditions() {
    return Conditions.of(
        fold,
        tree,
        settings.data().options(),
        settings.data().isSimulated(),
        settings.training(),
        settings.ignoredOptions());
  }
}
