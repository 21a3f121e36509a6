package ihct.bench;

import java.util.Arrays;
import smile.clustering.HierarchicalClustering;
import smile.clustering.linkage.CompleteLinkage;
import smile.clustering.linkage.Linkage;
import smile.clustering.linkage.SingleLinkage;
import smile.clustering.linkage.UPGMALinkage;
import smile.clustering.linkage.WPGMALinkage;

/** Distances and linkage by Smile, which keeps them in single precision. */
final class LinkageSmile {

  private static final int WARM_UP_RUNS = 5;

  private LinkageSmile() {}

  static void measure(Arguments arguments, Result result) throws Exception {
    double[][] points = Points.read(arguments.file("points"));
    String rule = arguments.text("rule");
    double[][] few = Arrays.copyOf(points, Math.min(points.length, arguments.number("warm")));
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      HierarchicalClustering.fit(distances(few, rule));
    }
    result.work(points.length);
    result.version("smile", HierarchicalClustering.class);
    HierarchicalClustering tree =
        result.repeated(
            arguments.number("runs"), () -> HierarchicalClustering.fit(distances(points, rule)));
    MergeProof proof = new MergeProof(points.length);
    for (int i = 0; i < points.length - 1; i++) {
      proof.merge(i, tree.getTree()[i][0], tree.getTree()[i][1], tree.getHeight()[i]);
    }
    proof.into(result);
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
