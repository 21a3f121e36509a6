package ihct.models.forest;

import java.util.random.RandomGenerator;

/**
 * The features that a node asks about: all, or some that are drawn anew for every node.
 *
 * <p>A node's draw is a random order of all features, drawn one by one as they are asked for. The
 * first few are meant; the others follow only where none of these can split the node.
 */
final class FeatureDraw {

  private final int[] features;
  private final int meant;
  private final RandomGenerator random;
  private int drawn;

  private FeatureDraw(int dimension, int meant, RandomGenerator random) {
    features = new int[dimension];
    this.meant = meant;
    this.random = random;
  }

  /** All features, by rising number. */
  static FeatureDraw all(int dimension) {
    return new FeatureDraw(dimension, dimension, null);
  }

  /**
   * Some features.
   *
   * @param dimension d
   * @param meant how many, 1…d
   * @param random draws one number per feature that is asked for; none if all d are meant
   */
  static FeatureDraw some(int dimension, int meant, RandomGenerator random) {
    return new FeatureDraw(dimension, meant, meant == dimension ? null : random);
  }

  /** Begins the draw of another node. */
  void restart() {
    drawn = 0;
    for (int j = 0; j < features.length; j++) {
      features[j] = j;
    }
  }

  /** How many features are meant. */
  int meant() {
    return meant;
  }

  /** Whether a feature is left to be drawn. */
  boolean hasNext() {
    return drawn < features.length;
  }

  /** Draws the node's next feature. */
  int next() {
    int place = random == null ? drawn : drawn + random.nextInt(features.length - drawn);
    int feature = features[place];
    features[place] = features[drawn];
    drawn++;
    return feature;
  }
}
