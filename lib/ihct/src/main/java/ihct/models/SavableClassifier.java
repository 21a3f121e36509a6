package ihct.models;

import java.io.IOException;
import java.util.Map;

/** A trained model that a model file can hold. */
public interface SavableClassifier extends GenreClassifier {

  /** Counts the numbers that training chose: weights and biases, thresholds and leaf counts. */
  long parameters();

  /**
   * Tells with what the training went on where options may leave it open, for results.
   *
   * @return numbers by name, such as "coarseWeight"; none for most models, and for those read from
   *     a file that does not hold them
   */
  default Map<String, Double> chosen() {
    return Map.of();
  }

  /**
   * Names the kind of model, which reads it from a file again.
   *
   * @return the name of one of {@link Kinds#all}, such as "dense"
   */
  String kind();

  /**
   * Writes the trained numbers. What the model shares with its run (genres, scaling, tree) is added
   * by the run. See {@link ModelWriter#write}.
   *
   * @param out a model file that is being made
   * @throws IOException if it cannot be written
   */
  void write(ModelWriter out) throws IOException;
}
