package ihct.bench;

import ihct.linkage.Agglomerative;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import smile.clustering.HierarchicalClustering;
import smile.clustering.linkage.CompleteLinkage;
import smile.clustering.linkage.Linkage;
import smile.clustering.linkage.SingleLinkage;
import smile.clustering.linkage.UPGMALinkage;
import smile.clustering.linkage.WPGMALinkage;

/** Distances and linkage. */
final class LinkageSides {

  private static final int WARM_UP_RUNS = 5;

  private LinkageSides() {}

  /** By {@link Agglomerative}. */
  static void measureIhct(Arguments arguments, Result result) throws Exception {
    LinkageRule rule = LinkageRule.valueOf(arguments.text("rule").toUpperCase(Locale.ROOT));
    Dendrogram tree =
        measure(arguments, result, points -> Agglomerative.cluster(points, Metric.EUCLIDEAN, rule));
    MergeProof proof = new MergeProof(tree.leaves());
    for (int i = 0; i < tree.merges().size(); i++) {
      var merge = tree.merges().get(i);
      proof.merge(i, merge.left(), merge.right(), merge.height());
    }
    proof.into(result);
  }

  /** By Smile, which keeps distances in single precision. */
  static void measureSmile(Arguments arguments, Result result) throws Exception {
    String rule = arguments.text("rule");
    result.version("smile", HierarchicalClustering.class);
    HierarchicalClustering tree =
        measure(arguments, result, points -> HierarchicalClustering.fit(distances(points, rule)));
    int merges = tree.getTree().length;
    MergeProof proof = new MergeProof(merges + 1);
    for (int i = 0; i < merges; i++) {
      proof.merge(i, tree.getTree()[i][0], tree.getTree()[i][1], tree.getHeight()[i]);
    }
    proof.into(result);
  }

  private static <T> T measure(
      Arguments arguments, Result result, Function<double[][], T> clustering) throws Exception {
    double[][] points = Points.read(arguments.file("points"));
    double[][] few = Arrays.copyOf(points, Math.min(points.length, arguments.number("warm")));
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      clustering.apply(few);
    }
    result.work(points.length);
    return result.repeated(arguments.number("runs"), () -> clustering.apply(points));
  }

  private static Linkage distances(double[][] points, String rule) {
    return switch (rule) {
      case "complete" -> CompleteLinkage.of(points);
      case "wpgma" -> WPGMALinkage.of(points);
      case "upgma" -> UPGMALinkage.of(points);
      case "single" -> SingleLinkage.of(points);
      default -> throw new IllegalArgumentException(rule);
    };
  }
}
