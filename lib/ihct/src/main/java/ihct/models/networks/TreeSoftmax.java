package ihct.models.networks;

import ihct.hierarchy.FastestTiers;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.SiblingTree;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.Training;
import ihct.models.gaussian.CoarseLinks;
import ihct.models.train.Networks;
import ihct.nn.Segments;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The paper's flat network with a hierarchical softmax: the hidden layers of {@link Dense}, and
 * above them a decision among the children of every cluster of the IHCT. The probability of a genre
 * is the product of those on its path (Goodman 2001; Morin and Bengio 2005; Mnih and Hinton 2009).
 * A cluster that a tier leaves whole has nothing to decide and no unit.
 *
 * <p>In training only the decisions on a song's path are computed and learnt: the output layer
 * costs O(depth × children) per song instead of O(N), so that it can have very many genres. Adam
 * moves only the weights of decisions that occur in a batch; the moments of the others rest. The
 * probabilities of all genres are one product with all units, fewer than 2·N, and O(units) down the
 * tree. A tree of one tier makes it Dense.
 *
 * <p>Every tier of the tree costs a small product for a song, so from {@value #MANY} genres on only
 * some tiers are followed, unless told otherwise: those of {@link FastestTiers}. The model is still
 * measured by all.
 *
 * <p>With label smoothing, a label is smoothed in every decision.
 */
public final class TreeSoftmax extends SegmentNetwork {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** So many genres are many: then it is the number of products that decides on the time. */
  static final int MANY = 2000;

  /** Which tiers of the tree have decisions. */
  public enum TierChoice {
    /** {@link #FASTEST} of 2,000 genres or more, else {@link #ALL}. */
    AUTO,
    /** All. */
    ALL,
    /** The two or three that cost least time. */
    FASTEST
  }

  /** Which tiers of the tree have decisions. */
  public static final Option<TierChoice> TIERS =
      Option.choice("softmax-tiers", TierChoice.AUTO)
          .says(
              "TIERS",
              "Tiers of the tree at which tree-softmax decides: all, fastest, the two or three that"
                  + " cost least time, or auto, fastest from 2,000 genres on");

  private static final String FOLLOWED = "tiers";

  /** What can be said of all models of this kind. */
  public record AsKind() implements TreeKind {

    @Override
    public String name() {
      return "tree-softmax";
    }

    @Override
    public TreeSoftmax fit(Training training) {
      return TreeSoftmax.fit(training);
    }

    @Override
    public TreeSoftmax load(ModelReader in, Ihct tree) throws IOException {
      return TreeSoftmax.read(in, tree);
    }

    @Override
    public boolean readsCoarse() {
      return true;
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options(
          CoarseLinks.WEIGHT, CoarseLinks.PLACES, Networks.WIDTH, Networks.BATCH_NORM, TIERS);
    }
  }

  /** The numbers of the tiers of the tree that have decisions. */
  private final int[] tiers;

  /** Whether these are some of them. */
  private final boolean some;

  private TreeSoftmax(Training training, int[] tiers) {
    super(KIND, segments(training.tree().keeping(tiers)), training);
    this.tiers = tiers;
    this.some = tiers.length < training.tree().tiers();
  }

  private TreeSoftmax(ModelReader in, Ihct tree, int[] tiers) throws IOException {
    super(KIND, classes -> segments(tree.keeping(tiers)), in);
    this.tiers = tiers;
    this.some = tiers.length < tree.tiers();
  }

  private static int[] tiers(Training training) {
    Ihct tree = training.tree();
    return switch (training.options().get(TIERS)) {
      case ALL -> all(tree);
      case FASTEST -> FastestTiers.of(tree);
      case AUTO -> tree.classes() < MANY ? all(tree) : FastestTiers.of(tree);
    };
  }

  private static int[] all(Ihct tree) {
    return IntStream.rangeClosed(1, tree.tiers()).toArray();
  }

  /** A file that does not tell its tiers is of a model with decisions at all. */
  private static TreeSoftmax read(ModelReader in, Ihct tree) throws IOException {
    in.requireKind(KIND.name());
    if (!in.has(FOLLOWED)) {
      return new TreeSoftmax(in, tree, all(tree));
    }
    int count = in.integer(FOLLOWED, 1, tree.tiers());
    int[] tiers = in.ints(FOLLOWED, count, 1, tree.tiers());
    if (tiers[count - 1] != tree.tiers()
        || IntStream.range(1, count).anyMatch(i -> tiers[i] <= tiers[i - 1])) {
      throw in.damaged(
          "its tiers are %s; they must increase up to the last of the tree, %d"
              .formatted(Arrays.toString(tiers), tree.tiers()));
    }
    return new TreeSoftmax(in, tree, tiers);
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    super.write(out);
    if (some) {
      out.integer(FOLLOWED, tiers.length);
      out.ints(FOLLOWED, tiers);
    }
  }

  /**
   * Trains a model as {@link Dense#fit} does.
   *
   * @param training what it learns from, with a tree, how, and who hears of it
   */
  public static TreeSoftmax fit(Training training) {
    TreeSoftmax model = new TreeSoftmax(training, tiers(training));
    model.learn(training);
    return model;
  }

  /** The decisions of a tree, tier by tier; without any, a lonely class has a unit of its own. */
  static Segments segments(Ihct ihct) {
    SiblingTree tree = SiblingTree.of(ihct);
    int[] siblings = new int[Math.max(1, tree.decisions())];
    int[] above = new int[siblings.length];
    int[] leafOfClass = new int[tree.classes()];
    Arrays.setAll(siblings, g -> tree.decisions() == 0 ? 1 : tree.size(g));
    Arrays.fill(above, Segments.ROOT);
    for (int unit = 0; unit < tree.units(); unit++) {
      if (tree.next(unit) < 0) {
        leafOfClass[tree.leaf(unit)] = unit;
      } else {
        above[tree.next(unit)] = unit;
      }
    }
    return Segments.tree(siblings, above, leafOfClass);
  }
}
