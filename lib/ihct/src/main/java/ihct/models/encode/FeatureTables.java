package ihct.models.encode;

import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;

/**
 * An ascending table of numbers for each feature, found in the training songs and kept in model
 * files: the edges of quantile bins, or the values whose ranks are known.
 */
final class FeatureTables {

  /** Longest table that a file may hold; the encodings write at most 1001 numbers. */
  private static final int LONGEST = 1 << 12;

  private FeatureTables() {}

  /**
   * Makes a table for each feature.
   *
   * @param train at least one song
   * @param table of a feature's values, which are ascending and finite
   */
  static float[][] of(Songs train, Function<float[], float[]> table) {
    if (train.size() == 0) {
      throw new IllegalArgumentException(
          "There is no training song; an encoding of features is fitted to at least one.");
    }
    float[][] tables = new float[train.dimension()][];
    float[] values = new float[train.size()];
    for (int j = 0; j < tables.length; j++) {
      Stop.check("sorting features");
      for (int row = 0; row < values.length; row++) {
        values[row] = finite((float) train.feature(row, j));
      }
      Arrays.sort(values);
      tables[j] = table.apply(values);
    }
    return tables;
  }

  /** A double may be too large for a float; and −0, which sorting sets below 0, is 0. */
  private static float finite(float value) {
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value)) + 0f;
  }

  /** Drops equal neighbours. */
  static float[] distinct(float[] ascending) {
    int count = 0;
    float[] kept = new float[ascending.length];
    for (float value : ascending) {
      if (count == 0 || value > kept[count - 1]) {
        kept[count++] = value;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /**
   * Finds where a number stands in a table.
   *
   * @param table at least two ascending numbers
   * @return the i of the part from number i to i + 1 it lies in, from 0 on: the first part also for
   *     what lies below the table, and the last for what lies above
   */
  static int part(float[] table, float value) {
    int low = 0;
    int high = table.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (value < table[middle]) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  /** Writes tables as their lengths and all their numbers. */
  static void write(ModelWriter out, float[][] tables) throws IOException {
    out.ints("encoding-lengths", Arrays.stream(tables).mapToInt(t -> t.length).toArray());
    out.floats("encoding-values", joined(tables));
  }

  /** All numbers, one table behind the other. */
  static float[] joined(float[][] tables) {
    float[] all = new float[Arrays.stream(tables).mapToInt(t -> t.length).sum()];
    int at = 0;
    for (float[] table : tables) {
      System.arraycopy(table, 0, all, at, table.length);
      at += table.length;
    }
    return all;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param dimension how many tables
   * @param least fewest numbers of a table
   * @throws IOException if a table is too short or too long, or does not ascend
   */
  static float[][] read(ModelReader in, int dimension, int least) throws IOException {
    int[] lengths = in.ints("encoding-lengths", dimension, least, LONGEST);
    long total = Arrays.stream(lengths).asLongStream().sum();
    if (total > Integer.MAX_VALUE) {
      throw in.damaged("its encoding has %,d numbers".formatted(total));
    }
    float[] all = in.floats("encoding-values", (int) total);
    float[][] tables = split(all, lengths);
    for (int j = 0; j < dimension; j++) {
      for (int i = 1; i < tables[j].length; i++) {
        if (!(tables[j][i] > tables[j][i - 1])) {
          throw in.damaged(
              "number %,d of the encoding of feature %d is %s; it must be above %s"
                  .formatted(i + 1, j, tables[j][i], tables[j][i - 1]));
        }
      }
    }
    return tables;
  }

  /** Cuts numbers into tables. */
  static float[][] split(float[] all, int[] lengths) {
    float[][] tables = new float[lengths.length][];
    int at = 0;
    for (int j = 0; j < lengths.length; j++) {
      tables[j] = Arrays.copyOfRange(all, at, at + lengths[j]);
      at += lengths[j];
    }
    return tables;
  }
}
