package ihct.models;

import ihct.hierarchy.Ihct;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import java.util.Optional;

/**
 * One training of one model: what it learns from, how, and who hears of it. It is made anew for
 * each model; {@code with…} gives another, and changes nothing.
 *
 * <p>With checkpoints, a network leaves its state behind after every epoch, or goes on where an
 * earlier process stopped; its weights are the same, bit for bit.
 */
public final class Training {

  private final Songs songs;
  private final Songs validation;
  private final CoarseSongs coarse;
  private final Ihct tree;
  private final TrainingOptions options;
  private final EpochListener listener;
  private final Checkpoints checkpoints;

  private boolean stopped;

  private Training(
      Songs songs,
      Songs validation,
      CoarseSongs coarse,
      Ihct tree,
      TrainingOptions options,
      EpochListener listener,
      Checkpoints checkpoints) {
    this.songs = songs;
    this.validation = validation;
    this.coarse = coarse;
    this.tree = tree;
    this.options = options;
    this.listener = listener;
    this.checkpoints = checkpoints;
  }

  /**
   * Prepares a training with the paper's options, of which nobody hears and nothing is kept, of a
   * model that follows no tree.
   *
   * @param songs z-scored songs, at least one
   * @param validation songs of the same genres, scaled alike, by which the best epoch is chosen;
   *     none means that the last is kept
   */
  public static Training of(Songs songs, Songs validation) {
    return new Training(
        songs,
        validation,
        null,
        null,
        TrainingOptions.paper(),
        EpochListener.NONE,
        Checkpoints.NONE);
  }

  /**
   * Adds the tree that a model may follow.
   *
   * @param other the tree, whose leaves are the genres of the songs
   */
  public Training with(Ihct other) {
    return new Training(songs, validation, coarse, other, options, listener, checkpoints);
  }

  /**
   * Adds songs of which a coarse name is known alone; kinds that do not read them leave them be.
   *
   * @param other with the features of the songs, scaled alike
   */
  public Training with(CoarseSongs other) {
    return new Training(songs, validation, other, tree, options, listener, checkpoints);
  }

  /** Chooses how to train. */
  public Training with(TrainingOptions other) {
    return new Training(songs, validation, coarse, tree, other, listener, checkpoints);
  }

  /** Chooses who hears of batches and epochs. */
  public Training with(EpochListener other) {
    return new Training(songs, validation, coarse, tree, options, other, checkpoints);
  }

  /**
   * Chooses where networks leave their state.
   *
   * @param other the place
   */
  public Training with(Checkpoints other) {
    return new Training(songs, validation, coarse, tree, options, listener, other);
  }

  /** What to learn from: z-scored songs, at least one. */
  public Songs songs() {
    return songs;
  }

  /** What to choose the best epoch by: songs of the same genres, scaled alike; maybe none. */
  public Songs validation() {
    return validation;
  }

  /** Songs of which a coarse name is known alone; empty if there are none. */
  public Optional<CoarseSongs> coarse() {
    return Optional.ofNullable(coarse).filter(more -> more.songs().size() > 0);
  }

  /**
   * The tree over the genres.
   *
   * @throws IllegalArgumentException if there is none, or its leaves are not the songs' genres
   */
  public Ihct tree() {
    if (tree == null) {
      throw new IllegalArgumentException(
          "This model follows a tree; give the training one: Training.of(…).with(tree).");
    }
    if (tree.classes() != songs.genres().size()) {
      throw new IllegalArgumentException(
          "The songs have %d genres, and the tree has %d."
              .formatted(songs.genres().size(), tree.classes()));
    }
    return tree;
  }

  /** How to train. */
  public TrainingOptions options() {
    return options;
  }

  /** Who hears of batches and epochs. */
  public EpochListener listener() {
    return listener;
  }

  /** Where networks leave their state. */
  public Checkpoints checkpoints() {
    return checkpoints;
  }

  /**
   * Tells whether an interrupt ended the training early: the model is the best of the epochs that
   * were complete by then. It can be used, but its scores say little about what it would have
   * become.
   *
   * @return false for a training that went to its end, or has not begun
   */
  public boolean stopped() {
    return stopped;
  }

  /** Remembers that it was ended early; whoever trains a model says so. */
  public void stop() {
    stopped = true;
  }
}
