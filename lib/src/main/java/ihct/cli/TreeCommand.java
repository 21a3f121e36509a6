package ihct.cli;

import ihct.experiment.DataSettings;
import ihct.experiment.TreeRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Infers a tree of genres and writes it. */
@Command(
    name = "tree",
    customSynopsis = "ihct tree --data FILE...|simulated --out DIR [OPTIONS]",
    sortOptions = false,
    description = {
      "Clusters the genres' mean songs and writes tree.json, tree.nwk and tiers.csv.",
      "Features are scaled by mean and standard deviation of all kept rows."
    },
    footer = {
      "",
      "Example: ihct tree --data data_by_genres.csv --linkage upgma --tiers halving --out out/tree"
    })
final class TreeCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;
  @Mixin private TreeOptions tree;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the three files; an earlier tree there is replaced.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    PrintWriter printer = spec.commandLine().getOut();
    TreeRun.run(data.settings(1, DataSettings.NO_CAP), tree.settings(), out, root.listener())
        .forEach(line -> printer.println(PlainText.of(line)));
    return Main.SUCCESS;
  }
}
