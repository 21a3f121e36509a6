package ihct.loading;

import ihct.songs.Songs;
import ihct.songs.ZScores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What files are read for.
 *
 * @param labelled false to read songs whose genre is not known: then every readable record becomes
 *     one row of the genre {@link Songs#UNLABELLED}, in reading order, and no rule that needs a
 *     genre is applied
 * @param classes the classes of a trained model, by which the form of labels is told then; empty
 *     for songs to learn from
 * @param scaling the scaling of the model that will see the songs, whose units they must have;
 *     empty for songs to learn from
 * @param names whether the songs keep titles and artists, if the files have them. A million take
 *     about 50 MB
 * @param kept selects the genres that are kept, of all and then of those that are left; rows of
 *     others are left out
 * @param rare by column of categories, the values that shared a feature when the model was trained
 */
public record Reading(
    boolean labelled,
    List<String> classes,
    Optional<ZScores> scaling,
    boolean names,
    UnaryOperator<List<String>> kept,
    Map<String, List<String>> rare) {

  /** To learn from. */
  public static final Reading TO_LEARN =
      new Reading(true, List.of(), Optional.empty(), false, UnaryOperator.identity(), Map.of());

  /** To learn from, and to be looked at: with titles and artists. */
  public static final Reading WITH_NAMES =
      new Reading(true, List.of(), Optional.empty(), true, UnaryOperator.identity(), Map.of());

  /** Copies the list. */
  public Reading {
    classes = List.copyOf(classes);
  }

  /**
   * To be put before a trained model of these classes, whose scaling was measured on its training
   * songs, and of which rare values of categories were put together.
   */
  public static Reading by(
      List<String> classes, ZScores scaling, Map<String, List<String>> rare, boolean labelled) {
    return new Reading(
        labelled, classes, Optional.of(scaling), false, UnaryOperator.identity(), rare);
  }

  /** The same, of some genres alone. */
  public Reading keeping(UnaryOperator<List<String>> genres) {
    return new Reading(labelled, classes, scaling, names, genres, rare);
  }

  /** Tells whether models will learn from the songs. */
  public boolean toLearn() {
    return labelled && scaling.isEmpty();
  }

  /** Tells whether a model will see the songs that has been trained before. */
  boolean isTrained() {
    return scaling.isPresent();
  }
}
