package ihct.cli;

import ihct.data.DataSettings;
import ihct.loading.LoadingOptions;
import ihct.models.TrainingOptions;
import ihct.study.run.IgnoredOptions;
import ihct.study.run.TreeRun;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a tree of genres and writes it. */
@Command(
    name = "tree",
    customSynopsis = "ihct tree --data FILE...|simulated --out DIR [OPTIONS]",
    sortOptions = false,
    description = {
      "Clusters the genres' mean songs, or what --tree names, and writes tree.json,",
      "tiers.csv, paths.csv, and the merges as tree.nwk and tree.npy. Features are",
      "scaled by mean and standard deviation of all kept rows; for weights and",
      "confusion the rows are split by track, as by run."
    },
    footer = {
      "",
      "Example: ihct tree --data data_by_genres.csv --linkage upgma --tiers halving --out out/tree"
    })
final class TreeCommand extends Subcommand {

  @Mixin private DataOptions data;
  @Mixin private TreeOptions tree;

  @Mixin
  private TrainingArguments training =
      new TrainingArguments(
          List.of(TrainingOptions.EPOCHS, TrainingOptions.SEED), "Of weights and confusion: ");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the files; an earlier tree there is replaced.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    DataSettings songs = data.settings(LoadingOptions.everything());
    TreeSettings settings = tree.settings();
    print(TreeRun.run(songs, settings, training.options(), out, listener()));
    IgnoredOptions.of(songs, settings, List.of(), training.options(), given(spec))
        .forEach(option -> out().println("no effect: " + option));
    return Main.SUCCESS;
  }
}
