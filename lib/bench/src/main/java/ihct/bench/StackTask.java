package ihct.bench;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import java.io.IOException;
import java.util.Arrays;

/** What both sides of the row about StackNet have to do. */
record StackTask(SongRows rows, Ihct ihct, float[][] weights, String sizes, int batch, int train) {

  /** Matrices of a tier's network. */
  static final int LAYERS = 4;

  StackTask(Arguments arguments) throws IOException {
    this(
        SongRows.read(arguments.file("songs")),
        tree(arguments.number("genres")),
        WeightFile.read(arguments.file("weights"), arguments.text("sizes")),
        arguments.text("sizes"),
        arguments.number("batch"),
        arguments.number("train"));
  }

  /**
   * Tiers of 2, 4, 8 … N clusters, whose clusters have two children as long as there are enough.
   */
  static Ihct tree(int genres) {
    int[] tiers =
        TierSchedule.powersOfTwo(genres).clusters().stream().mapToInt(Integer::intValue).toArray();
    int[][] clusterOfLeaf = new int[tiers.length][genres];
    for (int t = 0; t < tiers.length; t++) {
      for (int leaf = 0; leaf < genres; leaf++) {
        clusterOfLeaf[t][leaf] = leaf % tiers[t];
      }
    }
    return Ihct.ofTiers(clusterOfLeaf);
  }

  int[][] shapes(int tier) {
    return Arrays.copyOfRange(WeightFile.shapes(sizes), (tier - 1) * LAYERS, tier * LAYERS);
  }

  float[][] weights(int tier) {
    return Arrays.copyOfRange(weights, (tier - 1) * LAYERS, tier * LAYERS);
  }

  /** The songs whose probabilities from the given weights prove that the chains are the same. */
  float[] few() {
    return rows.block(0, Math.min(64, batch));
  }
}
