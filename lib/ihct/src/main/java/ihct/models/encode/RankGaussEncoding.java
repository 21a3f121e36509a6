package ihct.models.encode;

import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.Arrays;

/**
 * Each feature as the quantile of the standard normal distribution that belongs to its rank among
 * the training songs, so that it is normally distributed there whatever its own distribution was.
 *
 * <p>Ranks are known at up to {@value #KNOTS} values of the training songs, spread evenly over the
 * ranks, the smallest and the largest among them; between two the result is interpolated. The rank
 * of a value that several songs share is the middle of theirs, so no rank is 0 or 1. What lies
 * outside the training songs counts as the nearest of them. A constant feature becomes 0.
 */
final class RankGaussEncoding implements SongEncoding {

  static final int KNOTS = 1000;

  /** Ascending, at least one for each feature. */
  private final float[][] values;

  /** The normal quantile of each value. */
  private final float[][] quantiles;

  private RankGaussEncoding(float[][] values, float[][] quantiles) {
    this.values = values;
    this.quantiles = quantiles;
  }

  /**
   * Finds the ranks.
   *
   * @param train at least one song
   */
  static RankGaussEncoding fit(Songs train) {
    float[][] quantiles = new float[train.dimension()][];
    int[] feature = {0};
    float[][] values =
        FeatureTables.of(
            train,
            ascending -> {
              float[] knots = knots(ascending);
              quantiles[feature[0]++] = quantiles(knots, ascending);
              return knots;
            });
    return new RankGaussEncoding(values, quantiles);
  }

  private static float[] knots(float[] ascending) {
    int last = ascending.length - 1;
    float[] knots = new float[Math.min(KNOTS, ascending.length)];
    for (int i = 0; i < knots.length; i++) {
      knots[i] = ascending[(int) ((long) i * last / Math.max(1, knots.length - 1))];
    }
    return FeatureTables.distinct(knots);
  }

  /** Both arrays ascend and every knot is one of the values. */
  private static float[] quantiles(float[] knots, float[] ascending) {
    float[] quantiles = new float[knots.length];
    int below = 0;
    for (int i = 0; i < knots.length; i++) {
      while (ascending[below] < knots[i]) {
        below++;
      }
      int upTo = below;
      while (upTo < ascending.length && ascending[upTo] == knots[i]) {
        upTo++;
      }
      double rank = ((double) below + upTo) / 2 / ascending.length;
      quantiles[i] = (float) NormalQuantile.of(rank);
      below = upTo;
    }
    return quantiles;
  }

  static RankGaussEncoding read(ModelReader in, int dimension) throws IOException {
    float[][] values = FeatureTables.read(in, dimension, 1);
    int[] lengths = Arrays.stream(values).mapToInt(table -> table.length).toArray();
    float[] all = in.floats("encoding-quantiles", Arrays.stream(lengths).sum());
    return new RankGaussEncoding(values, FeatureTables.split(all, lengths));
  }

  @Override
  public int dimension() {
    return values.length;
  }

  @Override
  public int inputs() {
    return values.length;
  }

  @Override
  public void encode(float[] song, int from, float[] inputs, int to) {
    for (int j = 0; j < values.length; j++) {
      inputs[to + j] = encode(values[j], quantiles[j], song[from + j]);
    }
  }

  private static float encode(float[] values, float[] quantiles, float value) {
    int last = values.length - 1;
    if (value <= values[0]) {
      return quantiles[0];
    }
    if (value >= values[last]) {
      return quantiles[last];
    }
    int part = FeatureTables.part(values, value);
    double share =
        (value - (double) values[part]) / ((double) values[part + 1] - (double) values[part]);
    return (float) (quantiles[part] + share * (quantiles[part + 1] - quantiles[part]));
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.word("encoding", "rank-gauss");
    FeatureTables.write(out, values);
    out.floats("encoding-quantiles", FeatureTables.joined(quantiles));
  }
}
