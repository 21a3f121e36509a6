package ihct.models.train;

import ihct.models.encode.EncodedSongs;
import ihct.models.encode.SongEncoding;
import ihct.songs.Songs;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** Moves batches between songs, plain arrays and ND4J. */
public final class Batches {

  private Batches() {}

  /** Features of some rows, {@code (to − from)×d} floats, row-major. */
  public static float[] features(Songs songs, int[] rows, int from, int to) {
    int d = songs.dimension();
    float[] features = new float[(to - from) * d];
    for (int i = from; i < to; i++) {
      songs.copyFeatures(rows[i], features, (i - from) * d);
    }
    return features;
  }

  /** What a network sees of some rows, {@code (to − from)×inputs} floats, row-major. */
  public static float[] inputs(EncodedSongs songs, int[] rows, int from, int to) {
    int width = songs.inputs();
    float[] inputs = new float[Math.multiplyExact(to - from, width)];
    for (int i = from; i < to; i++) {
      songs.copyInputs(rows[i], inputs, (i - from) * width);
    }
    return inputs;
  }

  /** The same for the first songs of an array of plain features, row by row. */
  public static float[] inputs(SongEncoding encoding, float[] songs, int rows) {
    float[] inputs = new float[Math.multiplyExact(rows, encoding.inputs())];
    encoding.encode(songs, 0, rows, inputs);
    return inputs;
  }

  /** A matrix {@code [rows, columns]} of a copy of the first rows·columns numbers. */
  public static INDArray matrix(float[] values, int rows, int columns) {
    int length = rows * columns;
    float[] exact = values.length == length ? values : Arrays.copyOf(values, length);
    return Nd4j.create(exact, new long[] {rows, columns}, 'c');
  }

  /** What each of some songs counts, by its genre. */
  public static float[] weights(int[] genres, double[] ofGenres) {
    float[] weights = new float[genres.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) ofGenres[genres[i]];
    }
    return weights;
  }

  /** Copies a matrix out, row by row, and frees it. */
  public static void drain(INDArray matrix, float[] target) {
    boolean plain = matrix.ordering() == 'c' && Shape.hasDefaultStridesForShape(matrix);
    INDArray rows = plain ? matrix : matrix.dup('c');
    int length = Math.toIntExact(rows.length());
    rows.data().asNioFloat().get(target, 0, length);
    free(matrix);
    if (!plain) {
      free(rows);
    }
  }

  /** Gives native memory back at once instead of at the next garbage collection. */
  public static void free(INDArray array) {
    if (array.closeable()) {
      array.close();
    }
  }
}
