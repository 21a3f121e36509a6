package ihct.bench;

import ihct.linkage.Agglomerative;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import java.util.Arrays;
import java.util.Locale;

/** Distances and linkage by {@link Agglomerative}. */
final class LinkageIhct {

  private static final int WARM_UP_RUNS = 5;

  private LinkageIhct() {}

  static void measure(Arguments arguments, Result result) throws Exception {
    double[][] points = Points.read(arguments.file("points"));
    LinkageRule rule = LinkageRule.valueOf(arguments.text("rule").toUpperCase(Locale.ROOT));
    double[][] few = Arrays.copyOf(points, Math.min(points.length, arguments.number("warm")));
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      cluster(few, rule);
    }
    result.work(points.length);
    Dendrogram tree = result.repeated(arguments.number("runs"), () -> cluster(points, rule));
    MergeProof proof = new MergeProof(points.length);
    for (int i = 0; i < tree.merges().size(); i++) {
      var merge = tree.merges().get(i);
      proof.merge(i, merge.left(), merge.right(), merge.height());
    }
    proof.into(result);
  }

  private static Dendrogram cluster(double[][] points, LinkageRule rule) {
    return Agglomerative.cluster(points, Metric.EUCLIDEAN, rule);
  }
}
