package ihct.models.networks;

import ihct.models.ClassWeights;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * What a network learns from.
 *
 * @param songs z-scored songs
 * @param label what the network shall say of a row
 * @param weights by how much a row counts, by its genre
 */
record LabelledSongs(Songs songs, IntUnaryOperator label, double[] weights) {

  /** Songs that count by their genres alone, as the options say. */
  static LabelledSongs of(Songs songs, IntUnaryOperator label, TrainingOptions options) {
    return new LabelledSongs(songs, label, options.get(ClassWeights.OPTION).of(songs));
  }

  /**
   * Puts songs with coarse names behind songs with genres, each its own label, names numbered
   * behind genres.
   *
   * @param weight by how much each of them counts, before the mean over all is made 1
   */
  LabelledSongs and(Songs coarse, double weight) {
    Songs all = songs.and(coarse);
    double mean = (size() + weight * coarse.size()) / all.size(); // that of the fine is 1
    double[] scaled = new double[all.genres().size()];
    Arrays.setAll(scaled, label -> (label < weights.length ? weights[label] : weight) / mean);
    return new LabelledSongs(all, all::genre, scaled);
  }

  int size() {
    return songs.size();
  }

  /** What the network shall say of rows[from…to). */
  int[] labels(int[] rows, int from, int to) {
    int[] labels = new int[to - from];
    Arrays.setAll(labels, i -> label.applyAsInt(rows[from + i]));
    return labels;
  }

  /** By how much rows[from…to) count. */
  float[] weights(int[] rows, int from, int to) {
    float[] some = new float[to - from];
    for (int i = 0; i < some.length; i++) {
      some[i] = (float) weights[songs.genre(rows[from + i])];
    }
    return some;
  }
}
