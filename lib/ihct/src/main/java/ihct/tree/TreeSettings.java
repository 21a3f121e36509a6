package ihct.tree;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import ihct.data.DataSettings;
import ihct.files.Names;
import ihct.hierarchy.LastWords;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * How the tree of genres is made.
 *
 * @param source what it is made from
 * @param linkage how far apart two clusters are; unused by balanced k-means and known trees
 * @param distance how far apart two points are; unused where the source has its own distance
 * @param schedule which cuts become tiers: "powers-of-two", "halving", "all", "fastest", or
 *     increasing cluster counts such as "3,6,9,12"
 * @param seed starts the generator of balanced k-means, and of a random or permuted tree
 * @param absentClasses what becomes of classes that the file of a known tree does not name; of
 *     those that share no last word in a tree of names, which {@link AbsentClasses#DROP} drops
 */
public record TreeSettings(
    TreeSource source,
    LinkageRule linkage,
    TreeDistance distance,
    String schedule,
    long seed,
    AbsentClasses absentClasses) {

  /**
   * Checks that the points can be whitened where that is asked for.
   *
   * @throws IllegalArgumentException if they are rows of weights, which no songs vary around
   */
  public TreeSettings {
    if (distance == TreeDistance.WHITENED && source.base() == TreeBase.WEIGHTS) {
      throw new IllegalArgumentException(
          "Distance \"whitened\" is between mean songs, and \"%s\" clusters weights; choose euclidean or cosine."
              .formatted(source));
    }
  }

  /**
   * A tree of the genres' mean songs.
   *
   * @param linkage how far apart two clusters are
   * @param distance how far apart two genre means are
   * @param schedule which cuts become tiers
   */
  public TreeSettings(LinkageRule linkage, Metric distance, String schedule) {
    this(TreeSource.MEANS, linkage, TreeDistance.of(distance), schedule, 1, AbsentClasses.REFUSE);
  }

  /**
   * Reads the settings of a run. Earlier versions had the file of a known tree beside the source.
   */
  @JsonCreator
  static TreeSettings read(
      @JsonProperty("source") TreeSource source,
      @JsonProperty("linkage") LinkageRule linkage,
      @JsonProperty("distance") TreeDistance distance,
      @JsonProperty("schedule") String schedule,
      @JsonProperty("seed") long seed,
      @JsonProperty("absentClasses") AbsentClasses absent,
      @JsonProperty("file") String file) {
    TreeSource known =
        file == null || file.isEmpty()
            ? source
            : new TreeSource(TreeBase.KNOWN, TreeControl.NONE, file);
    return new TreeSettings(
        known, linkage, distance, schedule, seed, absent == null ? AbsentClasses.REFUSE : absent);
  }

  /**
   * The paper's usual tree.
   *
   * @return complete linkage of Euclidean distances, cut at the powers of two (S1)
   */
  public static TreeSettings paper() {
    return new TreeSettings(LinkageRule.COMPLETE, Metric.EUCLIDEAN, "powers-of-two");
  }

  /**
   * Reads the settings as the user writes them.
   *
   * @param linkage complete, wpgma, upgma, ward or single
   * @param distance euclidean, cosine or whitened
   * @param schedule see {@link #schedule}; checked against the number of genres once it is known
   * @return the settings
   * @throws IllegalArgumentException for an unknown linkage or distance; the message lists them
   */
  public static TreeSettings parse(String linkage, String distance, String schedule) {
    return new TreeSettings(
        TreeSource.MEANS,
        Names.parse(LinkageRule.class, "Linkage", linkage),
        Names.parse(TreeDistance.class, "Distance", distance),
        schedule,
        1,
        AbsentClasses.REFUSE);
  }

  /** Refuses a second tree where one is known by columns, and a known tree that is nowhere. */
  public void requireOneTree(DataSettings data) {
    boolean byColumns = source.base() == TreeBase.KNOWN && source.file().isEmpty();
    if (byColumns && data.options().hierarchy().isEmpty()) {
      throw new IllegalArgumentException(
          "Tree \"%s\" is known by columns of the data; name them by --hierarchy, or give a file: %s:FILE."
              .formatted(source, source));
    }
    if (!data.options().hierarchy().isEmpty() && !byColumns && !source.equals(TreeSource.MEANS)) {
      throw new IllegalArgumentException(
          "The tree is known by the columns %s, so it cannot be %s; leave out one of both."
              .formatted(
                  String.join(", ", data.options().hierarchy()),
                  source.file().isEmpty() ? "made from " + source : source));
    }
  }

  /**
   * Takes the tree from something else.
   *
   * @param from means, distributions, weights, confusion, kmeans, two-level, names or none; {@code
   *     known:FILE} for a tree in a file; {@code permuted:} or {@code random:} before any of these
   *     for a control of the same shape or size, of means if it stands alone
   * @param treeSeed starts the generator of balanced k-means, and of a random or permuted tree
   * @return settings with this source
   * @throws IllegalArgumentException for an unknown source; the message lists them
   */
  public TreeSettings withSource(String from, long treeSeed) {
    return new TreeSettings(
        TreeSource.parse(from), linkage, distance, schedule, treeSeed, absentClasses);
  }

  /** Settings that make no tree. */
  public TreeSettings withoutTree() {
    return new TreeSettings(TreeSource.NONE, linkage, distance, schedule, seed, absentClasses);
  }

  /** Whether they make none. */
  public boolean isNone() {
    return source.base() == TreeBase.NONE;
  }

  /**
   * Says what becomes of classes of the data that the file of a known tree does not name.
   *
   * @param text refuse, drop or own
   * @return settings that do so
   * @throws IllegalArgumentException for another word; the message lists them
   */
  public TreeSettings withAbsentClasses(String text) {
    AbsentClasses absent =
        Names.parse(AbsentClasses.class, "What becomes of absent classes,", text);
    return new TreeSettings(source, linkage, distance, schedule, seed, absent);
  }

  /**
   * Tells which classes of the data are kept.
   *
   * @return selects all; or, where others are dropped, those that the file of the known tree names,
   *     or whose last word another one shares
   * @throws IllegalArgumentException if the file holds no tree
   * @throws IOException if it cannot be read
   */
  public UnaryOperator<List<String>> keptClasses() throws IOException {
    if (absentClasses == AbsentClasses.DROP && source.base() == TreeBase.NAMES) {
      return LastWords::grouped;
    }
    if (absentClasses == AbsentClasses.DROP && !source.file().isEmpty()) {
      Predicate<String> named = KnownTreeFile.classes(Path.of(source.file()));
      return classes -> classes.stream().filter(named).toList();
    }
    return UnaryOperator.identity();
  }
}
