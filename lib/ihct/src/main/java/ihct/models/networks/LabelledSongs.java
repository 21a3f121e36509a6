package ihct.models.networks;

import ihct.models.ClassWeights;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
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

  int size() {
    return songs.size();
  }

  int label(int row) {
    return label.applyAsInt(row);
  }

  double weight(int row) {
    return weights[songs.genre(row)];
  }
}
