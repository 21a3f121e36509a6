package ihct.cli;

import ihct.study.run.TreePage;
import ihct.tree.TreeComparison;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two trees. */
@Command(
    name = "compare",
    customSynopsis = "ihct compare [--page FILE] [--json FILE] TREE TREE",
    sortOptions = false,
    description = {
      "Says how alike two trees are.",
      "By cophenetic correlation, Baker's gamma, the distance of Robinson and Foulds, entanglement,"
          + " and the adjusted Rand index of their cuts. Genres of one tree alone are left out."
    },
    footerHeading = "%nExample:%n",
    footer = "  ihct compare out/complete out/upgma")
final class CompareCommand extends Subcommand {

  @Parameters(
      index = "0",
      paramLabel = "TREE",
      description = "A folder that tree or run wrote, or its tree.json.")
  private Path first;

  @Parameters(index = "1", paramLabel = "TREE", description = "Another.")
  private Path second;

  @Mixin private PageOption page;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    json.check();
    page.check();
    TreeComparison comparison = TreeComparison.of(first, second);
    json.tell(this, comparison.lines(), comparison.json());
    page.write(() -> TreePage.of(comparison));
    return Main.SUCCESS;
  }
}
