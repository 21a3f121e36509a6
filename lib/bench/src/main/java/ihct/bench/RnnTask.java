package ihct.bench;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** What both sides of the rows about the RNN have to do. */
record RnnTask(SongRows rows, Ihct ihct, Path weights, int batch, int warm, int steps, int proofs) {

  static final int UNITS = 256;
  static final int HIDDEN = 128;

  RnnTask(Arguments arguments) throws IOException {
    this(
        SongRows.read(arguments.file("songs")),
        tree(arguments.number("genres"), arguments.number("children")),
        arguments.file("weights"),
        arguments.number("batch"),
        arguments.number("warm"),
        arguments.number("steps"),
        arguments.number("proofs"));
  }

  /**
   * A tree over tiers of 2, 4, 8 … N clusters in which a cluster has so many children at most: the
   * first of its tier has as many as there can be, the others share the rest evenly.
   */
  static Ihct tree(int genres, int maxChildren) {
    int[] tiers =
        TierSchedule.powersOfTwo(genres).clusters().stream().mapToInt(Integer::intValue).toArray();
    int[][] parent = new int[tiers.length][];
    int above = 1;
    for (int t = 0; t < tiers.length; t++) {
      parent[t] = parents(above, tiers[t], maxChildren);
      above = tiers[t];
    }
    int[][] clusterOfLeaf = new int[tiers.length][genres];
    for (int leaf = 0; leaf < genres; leaf++) {
      int cluster = leaf;
      for (int t = tiers.length - 1; t >= 0; t--) {
        clusterOfLeaf[t][leaf] = cluster;
        cluster = parent[t][cluster];
      }
    }
    return Ihct.ofTiers(clusterOfLeaf);
  }

  /** Every cluster above gets one child; of the rest the first gets as many as it may. */
  private static int[] parents(int above, int below, int maxChildren) {
    int[] parent = new int[below];
    int favoured = Math.min(maxChildren - 1, below - above);
    for (int cluster = 0; cluster < below; cluster++) {
      int rest = cluster - above - favoured;
      if (cluster < above) {
        parent[cluster] = cluster;
      } else if (rest >= 0) {
        parent[cluster] = 1 + rest % (above - 1);
      }
    }
    return parent;
  }

  Songs songs() {
    return rows.songs(0, batch * (warm + steps));
  }

  float[] features(int step) {
    return rows.block(step * batch, (step + 1) * batch);
  }

  /** The child indices of a batch, tier by tier. */
  int[] labels(int step) {
    int[] genre = Arrays.copyOfRange(rows.genre(), step * batch, (step + 1) * batch);
    int[] labels = new int[batch * ihct.tiers()];
    for (int song = 0; song < batch; song++) {
      int[] path = ihct.path(genre[song]);
      for (int tier = 0; tier < path.length; tier++) {
        labels[tier * batch + song] = path[tier];
      }
    }
    return labels;
  }

  /**
   * The products of a training step. The song is the same at every step of the sequence, so it is
   * projected once; the first state is 0, so it needs no product.
   */
  Products products() {
    Products products = new Products();
    int tiers = ihct.tiers();
    for (int direction = 0; direction < 2; direction++) {
      products.affine(batch, rows.dimension(), 3 * UNITS, true);
      products.recurrence(batch, UNITS, 3 * UNITS, tiers - 1);
    }
    products.affine(batch * tiers, 2 * UNITS, HIDDEN, false);
    products.affine(batch * tiers, HIDDEN, HIDDEN, false);
    products.affine(batch * tiers, HIDDEN, ihct.maxChildren(), false);
    return products;
  }
}
