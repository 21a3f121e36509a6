package ihct.models;

import ihct.songs.Songs;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * By how much the songs of a genre count in training, so that genres with few songs are not passed
 * over. Only the loss of training and the counts of trees are weighted: the best epoch is chosen by
 * the plain accuracy on the validation part, and scores are plain ones.
 */
public enum ClassWeights {
  /** Every song counts once. */
  NONE {
    @Override
    double ofGenre(double songs, double evenShare) {
      return 1;
    }
  },
  /** All genres count the same: a song n/(N·n_c), as scikit-learn's "balanced" has it. */
  BALANCED {
    @Override
    double ofGenre(double songs, double evenShare) {
      return evenShare / songs;
    }
  },
  /** The square root of that, half-way between the two. */
  SQRT {
    @Override
    double ofGenre(double songs, double evenShare) {
      return Math.sqrt(evenShare / songs);
    }
  };

  /** The option of networks, entropy tree and forest. */
  public static final Option<ClassWeights> OPTION =
      Option.choice("class-weights", NONE)
          .says(
              "KIND",
              "By how much a row counts in training, by its class: none (once), balanced (n/(N n_c),"
                  + " so that all N classes count the same) or sqrt (the square root of that); the"
                  + " mean over the rows is 1");

  /**
   * What a song counts before the mean is made 1.
   *
   * @param songs n_c
   * @param evenShare n/N
   */
  abstract double ofGenre(double songs, double evenShare);

  /**
   * The weights of genres.
   *
   * @param train the songs that are learnt from
   * @return for each genre what a song of it counts: 1 on the mean over the songs, exactly 1 for
   *     all where they have as many songs each, and 1 for one without songs, which is not among the
   *     N
   */
  public double[] of(Songs train) {
    int[] songs = train.rowsPerGenre();
    double evenShare = train.size() / (double) Arrays.stream(songs).filter(n -> n > 0).count();
    double[] weights =
        Arrays.stream(songs).mapToDouble(n -> n == 0 ? 1 : ofGenre(n, evenShare)).toArray();
    double sum = IntStream.range(0, songs.length).mapToDouble(c -> songs[c] * weights[c]).sum();
    double mean = sum / train.size();
    for (int c = 0; c < weights.length; c++) {
      weights[c] = songs[c] == 0 ? 1 : weights[c] / mean;
    }
    return weights;
  }
}
