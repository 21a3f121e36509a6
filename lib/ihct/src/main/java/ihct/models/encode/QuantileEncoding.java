package ihct.models.encode;

import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.Arrays;

/**
 * Piecewise-linear encoding (Gorishniy, Rubachev and Babenko 2022, "On embeddings for numerical
 * features in tabular deep learning"): each feature becomes one input per bin between quantiles of
 * the training songs. Input b is (x − lower) / (upper − lower), 0 for bins above x and 1 for those
 * below it, so that bins fill up from the left.
 *
 * <p>The first bin is open below and the last one above: there the input goes on below 0 or above
 * 1, up to {@value #REACH} widths of the bin, so that outliers differ and none is huge. Bins
 * between equal quantiles would have no width and are left out; a feature may have fewer inputs
 * than bins were asked for, and a constant one has a single bin, of width 1.
 */
public final class QuantileEncoding implements SongEncoding {

  /** Widths that an open bin is followed beyond its closed form. */
  static final int REACH = 4;

  /** Ascending, bins + 1 for each feature, at least two. */
  private final float[][] edges;

  /** The place of a feature's first input. */
  private final int[] first;

  private final int inputs;

  private QuantileEncoding(float[][] edges) {
    this.edges = edges;
    first = new int[edges.length];
    int next = 0;
    for (int j = 0; j < edges.length; j++) {
      first[j] = next;
      next += bins(j);
    }
    inputs = next;
  }

  /**
   * Finds the bins.
   *
   * @param train at least one song
   * @param bins most bins of a feature, at least 1
   */
  public static QuantileEncoding fit(Songs train, int bins) {
    return new QuantileEncoding(FeatureTables.of(train, values -> edges(values, bins)));
  }

  private static float[] edges(float[] ascending, int bins) {
    float[] edges = new float[bins + 1];
    for (int b = 0; b <= bins; b++) {
      edges[b] = quantile(ascending, b, bins);
    }
    float[] distinct = FeatureTables.distinct(edges);
    if (distinct.length > 1) {
      return distinct;
    }
    float only = Math.min(distinct[0], Math.nextDown(Float.MAX_VALUE));
    return new float[] {only, Math.max(only + 1, Math.nextUp(only))};
  }

  /** The quantile b/bins, between the two songs next to it where it falls between songs. */
  private static float quantile(float[] ascending, int b, int bins) {
    long steps = (long) b * (ascending.length - 1);
    int below = (int) (steps / bins);
    double share = steps % bins / (double) bins;
    if (share == 0) {
      return ascending[below];
    }
    return (float) (ascending[below] * (1 - share) + ascending[below + 1] * share);
  }

  static QuantileEncoding read(ModelReader in, int dimension) throws IOException {
    return new QuantileEncoding(FeatureTables.read(in, dimension, 2));
  }

  /** Bins of a feature. */
  int bins(int feature) {
    return edges[feature].length - 1;
  }

  @Override
  public int dimension() {
    return edges.length;
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public void encode(float[] song, int from, float[] inputs, int to) {
    for (int j = 0; j < edges.length; j++) {
      encode(edges[j], song[from + j], inputs, to + first[j]);
    }
  }

  private static void encode(float[] edges, float value, float[] inputs, int to) {
    int bins = edges.length - 1;
    int bin = FeatureTables.part(edges, value);
    Arrays.fill(inputs, to, to + bin, 1);
    double width = (double) edges[bin + 1] - edges[bin];
    double filled = (value - (double) edges[bin]) / width;
    // only the first bin is reached from below, and only the last one from above
    inputs[to + bin] = (float) Math.max(-REACH, Math.min(1 + REACH, filled));
    Arrays.fill(inputs, to + bin + 1, to + bins, 0);
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.word("encoding", "quantiles");
    FeatureTables.write(out, edges);
  }
}
