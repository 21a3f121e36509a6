package ihct.models.boosting;

import ihct.songs.Songs;
import ihct.threads.Team;

/** Songs that are not learnt from, and what a growing sum of trees makes of them. */
final class HeldSongs {

  private static final int PART = 1024;

  private final int[] genre;
  private final int dimension;
  private final int classes;
  private final Team team;
  private final float[] features;
  private final float[] logits;
  private final double[] losses;

  /**
   * Begins.
   *
   * @param songs any number
   * @param first the logits of all songs
   */
  HeldSongs(Songs songs, float[] first, Team team) {
    this.team = team;
    genre = songs.y();
    dimension = songs.dimension();
    classes = first.length;
    features = new float[genre.length * dimension];
    logits = new float[genre.length * classes];
    losses = new double[genre.length];
    for (int row = 0; row < genre.length; row++) {
      songs.copyFeatures(row, features, row * dimension);
      System.arraycopy(first, 0, logits, row * classes, classes);
    }
    score(null);
  }

  boolean isEmpty() {
    return genre.length == 0;
  }

  /** Adds a tree, if there is one, and takes the losses. */
  void score(VectorTree tree) {
    int songs = genre.length;
    team.each(
        BoostedTrees.DOING,
        (songs + PART - 1) / PART,
        (part, thread) -> {
          float[] probabilities = new float[classes];
          for (int row = part * PART; row < Math.min(songs, (part + 1) * PART); row++) {
            int at = row * classes;
            if (tree != null) {
              tree.add(features, row * dimension, logits, at, classes);
            }
            losses[row] =
                Softmax.of(logits, at, probabilities, 0, classes) - logits[at + genre[row]];
          }
        });
  }

  /** The mean loss in nats; not a number without songs. */
  double logLoss() {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum / losses.length;
  }
}
