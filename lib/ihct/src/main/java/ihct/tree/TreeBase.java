package ihct.tree;

import ihct.files.Names;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.LastWords;
import ihct.linkage.Agglomerative;
import ihct.linkage.BalancedKMeans;
import ihct.linkage.CondensedDistances;
import ihct.linkage.NormalDistances;
import ihct.linkage.TwoLevelLinkage;
import ihct.songs.GenreDistributions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What a tree over the genres is made from. Each says which of {@link TreeSettings} it heeds. */
public enum TreeBase {
  /** The mean song of each genre, as in the paper. */
  MEANS("linkage", "distance", "schedule") {
    @Override
    TreeShape shape(TreeParts parts, TreeSettings settings) {
      return TreeShape.ofMeans(parts.train(), settings);
    }
  },
  /** Mean and covariance of each genre; the distance is Bhattacharyya's. */
  DISTRIBUTIONS("linkage", "schedule") {
    @Override
    TreeShape shape(TreeParts parts, TreeSettings settings) {
      GenreDistributions genres = GenreDistributions.of(parts.train());
      return clustered(
          NormalDistances.bhattacharyya(genres.means(), genres.covariances()),
          settings,
          "bhattacharyya");
    }
  },
  /**
   * The rows of a dense network's output layer, one of weights for each genre: how it reads the
   * last hidden layer. Biases are left out; they tell how frequent a genre is.
   *
   * @see <a href="https://arxiv.org/abs/2004.00221">Wan et al. (2021), NBDT</a>
   */
  WEIGHTS("linkage", "distance", "schedule") {
    @Override
    TreeShape shape(TreeParts parts, TreeSettings settings) {
      return TreeShape.ofPoints(TreeNetwork.train(parts).outputWeights(), settings);
    }

    @Override
    public boolean isLearnt() {
      return true;
    }
  },
  /**
   * How easily a dense network takes genres for each other on the validation part; the distance is
   * 1 minus the probability of that. A genre without validation songs is placed by how often others
   * are taken for it.
   *
   * @see "Godbole, Sarawagi and Chakrabarti (2002), Scaling multi-class support vector machines
   *     using inter-class confusion"
   */
  CONFUSION("linkage", "schedule") {
    @Override
    TreeShape shape(TreeParts parts, TreeSettings settings) {
      SoftConfusion.requireSongs(parts.validation());
      return clustered(
          SoftConfusion.distances(TreeNetwork.train(parts), parts.validation()),
          settings,
          "confusion");
    }

    @Override
    public boolean isLearnt() {
      return true;
    }
  },
  /** The mean song of each genre, parted into halves again and again by balanced 2-means. */
  KMEANS("distance", "schedule", "seed") {
    @Override
    TreeShape shape(TreeParts parts, TreeSettings settings) {
      TreeDistance distance = settings.distance();
      double[][] means = TreePoints.means(parts.train(), distance);
      return new TreeShape.Merged(
          BalancedKMeans.cluster(means, distance.metric(), settings.seed()),
          tree -> tree.copheneticCorrelation(means, distance.metric()),
          "balanced",
          Names.of(distance),
          "");
    }
  },
  /** The mean song of each genre, for very many genres; see {@link TwoLevelLinkage}. */
  TWO_LEVEL("linkage", "distance", "schedule", "seed") {
    @Override
    TreeShape shape(TreeParts parts, TreeSettings settings) {
      TreeDistance distance = settings.distance();
      return new TreeShape.Merged(
          TwoLevelLinkage.cluster(
              TreePoints.means(parts.train(), distance),
              distance.metric(),
              settings.linkage(),
              settings.seed()),
          tree -> Double.NaN, // all pairs would be compared
          Names.of(settings.linkage()),
          Names.of(distance),
          "");
    }
  },
  /** The last word of each genre's name: "deep house" stands below "house". */
  NAMES {
    @Override
    TreeShape shape(TreeParts parts, TreeSettings settings) {
      return new TreeShape.Tiered(
          Ihct.ofPaths(LastWords.paths(parts.train().genres())),
          "last words",
          List.of(),
          TreeShape.KNOWN);
    }
  },
  /** None: all genres right below the root, for runs in which no model follows a tree. */
  NONE {
    @Override
    TreeShape shape(TreeParts parts, TreeSettings settings) {
      int[] genres = IntStream.range(0, parts.train().genres().size()).toArray();
      return new TreeShape.Tiered(
          Ihct.ofTiers(new int[][] {genres}), Names.of(this), List.of(), Names.of(this));
    }
  },
  /** A file, or columns of the data. */
  KNOWN {
    @Override
    TreeShape shape(TreeParts parts, TreeSettings settings) throws IOException {
      String file = settings.source().file();
      if (file.isEmpty()) {
        throw new IllegalArgumentException(
            "Tree \"%s\" is known by columns of the data, and these songs have none; give known:FILE."
                .formatted(settings.source()));
      }
      return KnownTreeFile.read(Path.of(file), parts.train().genres(), settings.absentClasses());
    }
  };

  private final List<String> heeded;

  TreeBase(String... heeded) {
    this.heeded = List.of(heeded);
  }

  /**
   * Tells whether a setting makes a difference; that of a control's seed always does.
   *
   * @param setting linkage, distance, schedule or seed
   */
  public boolean heeds(String setting) {
    return heeded.contains(setting);
  }

  /**
   * Makes the tree.
   *
   * @throws IllegalArgumentException if it cannot be made of these songs
   * @throws IOException if a file cannot be read
   */
  abstract TreeShape shape(TreeParts parts, TreeSettings settings) throws IOException;

  /** Whether a network is trained to make it, which takes a validation part. */
  public boolean isLearnt() {
    return false;
  }

  private static TreeShape clustered(
      CondensedDistances distances, TreeSettings settings, String distance) {
    return new TreeShape.Merged(
        Agglomerative.cluster(distances, settings.linkage()),
        tree -> tree.copheneticCorrelation(distances),
        Names.of(settings.linkage()),
        distance,
        "");
  }
}
