package ihct.tree;

import ihct.files.RunListener;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.Dendrogram;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The tree over the genres: inferred from songs, learnt by a network, or known beforehand.
 *
 * @param genres the names of the leaves, in class order
 * @param ihct the tiers
 * @param source what it was made from, such as "means", "permuted:names" or "known"
 * @param linkage the linkage's name, "balanced" for balanced k-means, or "known"
 * @param distance the distance's name, or "known"
 * @param schedule the schedule as asked for, with the file's name if one holds the merges; for a
 *     tree whose tiers are known, the file with what was made of it, the columns or "last words"
 * @param dendrogram the merges; empty for a tree whose tiers are known
 * @param copheneticCorrelation how well merge heights render the distances; empty for a known tree
 *     and where it is undefined (fewer than three genres, or all distances equal)
 * @param seed the tree's own seed, if it decided the tree
 * @param training how the network was trained that the tree was made from, if one was
 * @param levels what the tiers of a known tree are called, from coarse to fine, as far as its file
 *     or columns say so
 * @param songs those that it was made for: z-scored, of these genres
 */
public record GenreTree(
    List<String> genres,
    Ihct ihct,
    String source,
    String linkage,
    String distance,
    String schedule,
    Optional<Dendrogram> dendrogram,
    OptionalDouble copheneticCorrelation,
    OptionalLong seed,
    Optional<TrainingOptions> training,
    List<String> levels,
    Songs songs) {

  /** Copies the lists. */
  public GenreTree {
    genres = List.copyOf(genres);
    levels = List.copyOf(levels);
  }

  /**
   * Makes a tree over the genres of some songs.
   *
   * <p>The same arguments give the same tree. Trees of distributions and confusion hold N(N−1)/2
   * distances, 105 MiB at the paper's 5238 genres. Others hold what their linkage does ({@link
   * ihct.linkage.Agglomerative}); single linkage and k-means next to nothing. Trees of weights and
   * confusion train the dense network first, and give up its weights.
   *
   * @param settings what the tree is made from, and how
   * @param train z-scored songs of at least two genres, which are the leaves
   * @param validation songs of the same genres, scaled as these. A tree of confusion needs at least
   *     one; a tree of weights chooses the best epoch by them; no other tree uses them
   * @param training how the dense network is trained, if there is one
   * @param listener hears of that training
   * @return the tree
   * @throws IllegalArgumentException if the settings do not fit the songs, or a file of a known
   *     tree is damaged or lacks a genre; the message says what to do
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   * @throws IOException if a file of a known tree cannot be read
   */
  public static GenreTree of(
      TreeSettings settings,
      Songs train,
      Songs validation,
      TrainingOptions training,
      RunListener listener)
      throws IOException {
    TreeParts parts = new TreeParts(train, validation, training, listener);
    TreeShape shape = settings.source().base().shape(parts, settings);
    return of(
        shape, settings.source().words(), parts.train(), Optional.ofNullable(training), settings);
  }

  /**
   * Makes the tree of the genres' mean songs, as {@link #of(TreeSettings, Songs, Songs,
   * TrainingOptions, RunListener)} does, where there are no networks: in a browser.
   *
   * @param settings how it is made; its source is {@link TreeSource#MEANS}
   * @param train z-scored songs of at least two genres, which are the leaves
   * @throws IllegalArgumentException if the tiers do not fit the number of genres
   */
  public static GenreTree ofMeans(TreeSettings settings, Songs train) {
    return of(
        TreeShape.ofMeans(train, settings),
        TreeSource.MEANS.words(),
        train,
        Optional.empty(),
        settings);
  }

  /**
   * Makes a control of this tree, as {@link #of(TreeSettings, Songs, Songs, TrainingOptions,
   * RunListener)} does where the source begins with "permuted:" or "random:", but without making
   * the tree itself again: a network would be trained anew for each.
   *
   * @param control what becomes of the tree; {@link TreeControl#NONE} for the tree as it is
   * @param controlSeed starts the generator
   * @return a tree over the same genres, with as many clusters in each tier. The distances are not
   *     kept, so it has no cophenetic correlation
   * @throws IllegalArgumentException if this tree is a control itself
   */
  public GenreTree controlled(TreeControl control, long controlSeed) {
    TreeSource of = TreeSource.parse(source);
    if (of.control() != TreeControl.NONE) {
      throw new IllegalArgumentException(
          "The tree \"%s\" is a control; make another of the tree that it came from."
              .formatted(source));
    }
    if (control == TreeControl.NONE) {
      return this;
    }
    Optional<Dendrogram> merges = dendrogram.map(tree -> control.of(tree, controlSeed));
    return new GenreTree(
        genres,
        merges
            .map(tree -> Ihct.of(tree, new TierSchedule(ihct.schedule())))
            .orElseGet(() -> control.of(ihct, controlSeed)),
        new TreeSource(of.base(), control, "").words(),
        linkage,
        distance,
        schedule,
        merges,
        OptionalDouble.empty(),
        OptionalLong.of(controlSeed),
        training,
        levels,
        songs);
  }

  /** Whether it stands for no tree: then all genres are right below the root. */
  public boolean isNone() {
    return source.equals(TreeSource.NONE.words());
  }

  /**
   * The names of the nodes above each genre.
   *
   * @return by genre, from coarse to fine; none where the genre stands right below the root, and in
   *     a tree whose nodes have no names of their own
   */
  public List<List<String>> namesAbove() {
    List<List<String>> tiers =
        ihct.hasKnownNames()
            ? IntStream.range(1, ihct.tiers())
                .mapToObj(tier -> ihct.clusterNames(tier, genres))
                .toList()
            : List.of();
    return IntStream.range(0, genres.size())
        .mapToObj(
            leaf ->
                IntStream.range(1, Math.min(ihct.depth(leaf), tiers.size() + 1))
                    .mapToObj(tier -> tiers.get(tier - 1).get(ihct.cluster(tier, leaf)))
                    .toList())
        .toList();
  }

  /**
   * Finds what its branches mean, by the songs that it was made from: the words for figures and the
   * table of the top tiers. Cost: O(n·d), at each call.
   *
   * @return what separates the sides of every node
   * @throws IllegalArgumentException if a genre has no song
   */
  public BranchMeanings meanings() {
    return BranchMeanings.of(this);
  }

  /**
   * Tells what separates the two sides of a merge. For many nodes ask {@link #meanings} once.
   *
   * @param node N…2N−2, as the dendrogram numbers it: merge i, counted from 0, makes N + i
   * @return a value that shows itself in words and as a table
   * @throws IllegalArgumentException if there is no such merge, or the tree has tiers alone
   */
  public BranchMeaning explain(int node) {
    return meanings().explain(node);
  }

  /**
   * Tells what separates the parts of a cluster in the next tier.
   *
   * @param tier 0…I−1; tier 0 is the root
   * @param cluster a cluster of that tier
   * @return as above
   * @throws IllegalArgumentException if there is no such cluster
   */
  public BranchMeaning explain(int tier, int cluster) {
    return meanings().explain(tier, cluster);
  }

  /** The tree of a run: known by the paths that the data's columns give, or else made. */
  public static GenreTree of(
      TreeSettings settings, TreeParts parts, Map<String, List<String>> paths, List<String> columns)
      throws IOException {
    if (columns.isEmpty()) {
      return of(settings, parts.train(), parts.validation(), parts.training(), parts.listener());
    }
    Ihct ihct = Ihct.ofPaths(parts.train().genres().stream().map(paths::get).toList());
    TreeSource source = settings.source();
    return of(
        new TreeShape.Tiered(ihct, String.join(",", columns), columns, TreeShape.KNOWN),
        new TreeSource(TreeBase.KNOWN, source.control(), "").words(),
        parts.train(),
        Optional.ofNullable(parts.training()),
        settings);
  }

  private static GenreTree of(
      TreeShape made,
      String source,
      Songs train,
      Optional<TrainingOptions> training,
      TreeSettings settings) {
    TreeControl control = settings.source().control();
    TreeBase base = settings.source().base();
    TreeShape shape = made.changed(control, settings.seed());
    double correlation = shape.correlation();
    return new GenreTree(
        train.genres(),
        shape.tiers(settings.schedule()),
        source,
        shape.linkage(),
        shape.distance(),
        shape.schedule(settings.schedule()),
        shape.dendrogram(),
        Double.isFinite(correlation) ? OptionalDouble.of(correlation) : OptionalDouble.empty(),
        control != TreeControl.NONE || base.heeds("seed")
            ? OptionalLong.of(settings.seed())
            : OptionalLong.empty(),
        base.isLearnt() ? training : Optional.empty(),
        shape.levels(),
        train);
  }
}
