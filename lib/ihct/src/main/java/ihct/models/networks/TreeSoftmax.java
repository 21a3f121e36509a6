package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.SiblingTree;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.Option;
import ihct.models.Training;
import ihct.models.train.Networks;
import ihct.nn.Segments;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

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
 * <p>With label smoothing, a label is smoothed in every decision. Computed on the CPU only.
 */
public final class TreeSoftmax extends SegmentNetwork {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

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
      return new TreeSoftmax(in, tree);
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options(Networks.WIDTH, Networks.BATCH_NORM);
    }
  }

  private TreeSoftmax(Training training) {
    super(KIND, segments(training.tree()), training);
  }

  private TreeSoftmax(ModelReader in, Ihct tree) throws IOException {
    super(KIND, classes -> segments(tree), in);
  }

  /**
   * Trains a model as {@link Dense#fit} does, on the CPU only.
   *
   * @param training what it learns from, with a tree, how, and who hears of it
   */
  public static TreeSoftmax fit(Training training) {
    TreeSoftmax model = new TreeSoftmax(training);
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
