package ihct.models;

import ihct.songs.Songs;

/**
 * A model of another library that was trained elsewhere, before it is known which songs it will
 * see. {@link Classifiers} makes one.
 */
public interface Guest {

  /**
   * Makes the model answer songs as ours do.
   *
   * @param train the songs whose features and genres it must understand; those it was trained on,
   *     or songs scaled alike
   * @throws IllegalArgumentException if it cannot be one for these songs
   */
  GenreClassifier among(Songs train);

  /**
   * Names what it never saw in its training.
   *
   * @param train the songs whose genres are asked for
   * @return class indices whose probability is 0 for every song; none unless the guest knows better
   */
  int[] neverSeen(Songs train);
}
