package ihct.study.run;

import ihct.plots.HtmlPage;
import ihct.plots.TreePlots;
import ihct.tree.TreeComparison;

/** Two trees side by side, as a page that needs no network. */
public final class TreePage {

  private TreePage() {}

  /** {@return the figures of a comparison, and both trees opposite each other, as HTML} */
  public static String of(TreeComparison comparison) {
    TreeComparison.Common trees = comparison.common();
    return new HtmlPage("IHCT trees")
        .lines(comparison.lines())
        .draw(
            TreePlots.tanglegram(
                trees.first(),
                trees.second(),
                trees.genres(),
                comparison.first(),
                comparison.second()))
        .toString();
  }
}
