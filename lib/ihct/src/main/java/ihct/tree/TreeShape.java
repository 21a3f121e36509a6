package ihct.tree;

import ihct.files.Names;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.Agglomerative;
import ihct.linkage.Dendrogram;
import ihct.songs.Songs;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A tree as its source gives it, with the words for results; tiers of a dendrogram are uncut. */
sealed interface TreeShape {

  /** Stands for the linkage and the distance of a tree that was not clustered here. */
  String KNOWN = "known";

  /** The tree of the genres' mean songs. */
  static TreeShape ofMeans(Songs songs, TreeSettings settings) {
    return ofPoints(TreePoints.means(songs, settings.distance()), settings);
  }

  /** The tree of one point for each genre. */
  static TreeShape ofPoints(double[][] points, TreeSettings settings) {
    TreeDistance distance = settings.distance();
    return new Merged(
        Agglomerative.cluster(points, distance.metric(), settings.linkage()),
        tree -> tree.copheneticCorrelation(points, distance.metric()),
        Names.of(settings.linkage()),
        Names.of(distance),
        "");
  }

  /** The same tree, or a control of it. */
  TreeShape changed(TreeControl control, long seed);

  /** The tiers. */
  Ihct tiers(String asked);

  /** Where the tiers come from, for results. */
  String schedule(String asked);

  /** The name of the linkage. */
  String linkage();

  /** The name of the distance. */
  String distance();

  /** The merges, if there are any. */
  Optional<Dendrogram> dendrogram();

  /** What tiers are called, from coarse to fine, as far as they have names. */
  List<String> levels();

  /** How well heights render the distances; NaN where there are none. */
  double correlation();

  /**
   * A tree of merges.
   *
   * @param tree the merges
   * @param faithfulness how well any tree renders the distances that this one was made from; NaN if
   *     there are none, as for a tree read from a file
   * @param file the file's name; empty for a tree that was made here
   */
  record Merged(
      Dendrogram tree,
      ToDoubleFunction<Dendrogram> faithfulness,
      String linkage,
      String distance,
      String file)
      implements TreeShape {

    @Override
    public TreeShape changed(TreeControl control, long seed) {
      return new Merged(control.of(tree, seed), faithfulness, linkage, distance, file);
    }

    @Override
    public Ihct tiers(String asked) {
      return Ihct.of(tree, TierSchedule.parse(asked, tree.leaves()));
    }

    @Override
    public String schedule(String asked) {
      return file.isEmpty() ? asked : asked + " of " + file;
    }

    @Override
    public Optional<Dendrogram> dendrogram() {
      return Optional.of(tree);
    }

    @Override
    public List<String> levels() {
      return List.of();
    }

    @Override
    public double correlation() {
      return faithfulness.applyAsDouble(tree);
    }
  }

  /**
   * A tree whose tiers are given.
   *
   * @param ihct the tiers
   * @param origin the file, the columns or the names that gave them
   * @param levels what the tiers are called, from coarse to fine, as far as that is known
   * @param word stands for linkage and distance
   */
  record Tiered(Ihct ihct, String origin, List<String> levels, String word) implements TreeShape {

    @Override
    public TreeShape changed(TreeControl control, long seed) {
      return new Tiered(control.of(ihct, seed), origin, levels, word);
    }

    @Override
    public Ihct tiers(String asked) {
      return ihct;
    }

    @Override
    public String schedule(String asked) {
      return origin;
    }

    @Override
    public String linkage() {
      return word;
    }

    @Override
    public String distance() {
      return word;
    }

    @Override
    public Optional<Dendrogram> dendrogram() {
      return Optional.empty();
    }

    @Override
    public double correlation() {
      return Double.NaN;
    }
  }
}
