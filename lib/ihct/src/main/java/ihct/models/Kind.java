package ihct.models;

import ihct.hierarchy.Ihct;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * A kind of model: how one is trained, opened and read. {@link Kinds} knows them by their names.
 *
 * <p>A record without components makes a good kind, since all its values are equal.
 */
public interface Kind {

  /**
   * Names the kind, on the command line and in files.
   *
   * @return lower-case letters, digits and single hyphens, such as "tier-heads"
   */
  String name();

  /**
   * Trains a model.
   *
   * @param training what it learns from, how, and who hears of it
   * @return the trained model; if it is a {@link SavableClassifier}, runs keep it
   * @throws TrainingDivergedException if a loss stops being finite
   * @throws IllegalArgumentException if an option does not suit, or a checkpoint is damaged or of
   *     another run
   * @throws java.util.concurrent.CancellationException if the thread is interrupted before there is
   *     a model; later, the best so far is returned, as {@link Training#stopped} tells
   */
  GenreClassifier fit(Training training);

  /**
   * Opens a saved model.
   *
   * @param tree the tree it was trained on
   * @throws IOException if the file holds another kind of model, contradicts itself or does not fit
   *     the tree
   */
  default GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
    throw new UnreadableModelException(
        "Models of the kind \"%s\" cannot be opened again; train one.".formatted(name()));
  }

  /**
   * Tells whether its models follow a tree over the genres.
   *
   * @return whether {@link #fit} asks for {@link Training#tree}
   */
  default boolean followsTree() {
    return false;
  }

  /**
   * Tells whether its models learn from songs of which a coarse name is known alone.
   *
   * @return whether {@link #fit} asks for {@link Training#coarse}
   */
  default boolean readsCoarse() {
    return false;
  }

  /**
   * The options that its trainings heed.
   *
   * @return each once, as it is declared; none if there is nothing to choose
   */
  default List<Option<?>> options() {
    return List.of();
  }

  /**
   * The ways to read a trained model, by the names under which their results stand. The first one
   * is the model itself, under the kind's own name.
   *
   * @return at least one
   */
  default Map<String, UnaryOperator<GenreClassifier>> decodings() {
    return Map.of(name(), UnaryOperator.identity());
  }

  /**
   * A trained model in all the ways to read it.
   *
   * @param model of this kind
   * @return a classifier for each of {@link #decodings()}, by the name of its result, in that order
   */
  default Map<String, GenreClassifier> decodings(GenreClassifier model) {
    Map<String, GenreClassifier> all = new LinkedHashMap<>();
    decodings().forEach((result, decoding) -> all.put(result, decoding.apply(model)));
    return all;
  }

  /**
   * Recalls the top-1 accuracy that the paper reports on its own songs (table 1).
   *
   * @return in percent; empty where the paper gives none
   */
  default OptionalDouble paperTop1() {
    return OptionalDouble.empty();
  }

  /**
   * Tells whether a run trains it unless told otherwise, as the models of the paper and the
   * baselines beside them.
   */
  default boolean isUsual() {
    return false;
  }
}
