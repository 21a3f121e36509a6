package ihct.models.gaussian;

import ihct.models.BatchShape;
import ihct.models.encode.SongEncoding;
import ihct.songs.Songs;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Encoded songs with labels.
 *
 * @param values n·d numbers, row-major
 * @param labels a class for each row
 * @param dimension d
 * @param classes how many there are, with rows or without
 */
record Points(float[] values, int[] labels, int dimension, int classes) {

  /** Encodes songs; their labels are their genres. */
  static Points of(Songs songs, SongEncoding encoding) {
    int d = encoding.inputs();
    float[] values = new float[Math.multiplyExact(songs.size(), d)];
    float[] song = new float[songs.dimension()];
    int[] labels = new int[songs.size()];
    for (int row = 0; row < labels.length; row++) {
      songs.copyFeatures(row, song, 0);
      encoding.encode(song, 0, values, row * d);
      labels[row] = songs.genre(row);
    }
    return new Points(values, labels, d, songs.genres().size());
  }

  int size() {
    return labels.length;
  }

  int label(int row) {
    return labels[row];
  }

  /** Rows of each class. */
  int[] counts() {
    int[] counts = new int[classes];
    IntStream.of(labels).forEach(label -> counts[label]++);
    return counts;
  }

  /** Some of the rows. */
  Points rows(int[] rows) {
    float[] some = new float[rows.length * dimension];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * dimension, some, i * dimension, dimension);
    }
    int[] labelled = IntStream.of(rows).map(row -> labels[row]).toArray();
    return new Points(some, labelled, dimension, classes);
  }

  /** The same, sorted by label; those of a label stay in their order. */
  Points byLabel() {
    return rows(
        IntStream.range(0, size())
            .boxed()
            .sorted(Comparator.comparingInt(this::label))
            .mapToInt(row -> row)
            .toArray());
  }

  /** At most so many of the rows, spread evenly over them. */
  Points thinned(int most) {
    return most >= size() ? this : rows(BatchShape.evenly(size(), most));
  }
}
