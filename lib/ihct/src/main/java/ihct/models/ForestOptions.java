package ihct.models;

import ihct.models.forest.GenreForest;

/**
 * How a {@link GenreForest} is grown.
 *
 * @param trees how many trees, 1…10,000
 * @param depth most questions that a tree asks of a song, at least 1; {@link #NO_LIMIT} for as many
 *     as it takes
 * @param features how many features each node chooses its question from, at least 1; {@link #ROOT}
 *     for ⌊√d⌋, which is 3 of the paper's 11. More than the songs have are refused
 * @param leastSongs fewest songs in a leaf, at least 1; a song that a tree's sample holds twice
 *     counts twice
 * @param seed starts every generator: samples, and the features of each node
 */
public record ForestOptions(int trees, int depth, int features, int leastSongs, long seed) {

  /** Stands for ⌊√d⌋ features. */
  public static final int ROOT = 0;

  /** Stands for trees of any depth. */
  public static final int NO_LIMIT = Integer.MAX_VALUE;

  public static final int MOST_TREES = 10_000;

  /** Checks the ranges. */
  public ForestOptions {
    if (trees < 1 || trees > MOST_TREES) {
      throw new IllegalArgumentException(
          "trees = %d; a forest has between 1 and %d.".formatted(trees, MOST_TREES));
    }
    if (depth < 1) {
      throw new IllegalArgumentException("depth = " + depth + "; it must be at least 1.");
    }
    if (features < ROOT) {
      throw new IllegalArgumentException(
          "features per split = " + features + "; it must be at least 1, or 0 for √d.");
    }
    if (leastSongs < 1) {
      throw new IllegalArgumentException(
          "fewest songs in a leaf = " + leastSongs + "; it must be at least 1.");
    }
  }

  /**
   * The usual settings, with the depth of the paper's tree. The paper grew no forest.
   *
   * @return 50 trees of depth 16, ⌊√d⌋ features per split, leaves of at least one song, seed 1
   */
  public static ForestOptions usual() {
    return new ForestOptions(50, PaperSettings.TREE_DEPTH, ROOT, 1, 1);
  }

  /**
   * Asks for another forest of the same kind.
   *
   * @param newSeed the seed
   * @return the same options with that seed
   */
  public ForestOptions withSeed(long newSeed) {
    return new ForestOptions(trees, depth, features, leastSongs, newSeed);
  }

  /**
   * Says how many features each node chooses from.
   *
   * @param dimension d, the number of features, at least 1
   * @return {@code features}, or ⌊√d⌋
   * @throws IllegalArgumentException if there are not so many
   */
  public int featuresOf(int dimension) {
    if (features > dimension) {
      throw new IllegalArgumentException(
          "features per split = %d; these songs have %d features. Choose from 1 to %d, or 0 for √d."
              .formatted(features, dimension, dimension));
    }
    return features == ROOT ? (int) Math.sqrt(dimension) : features;
  }
}
