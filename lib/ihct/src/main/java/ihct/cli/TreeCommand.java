package ihct.cli;

import ihct.data.DataSettings;
import ihct.io.TextFile;
import ihct.loading.LoadingOptions;
import ihct.models.TrainingOptions;
import ihct.study.run.IgnoredOptions;
import ihct.study.run.TreeRun;
import ihct.tree.TreeFiles;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a tree of genres and writes it. */
@Command(
    name = "tree",
    customSynopsis = {
      "ihct tree --data FILE...|simulated --out DIR [OPTIONS]",
      "ihct tree --vectors FILE [--names FILE] --out DIR [OPTIONS]",
      "ihct tree --tree known:FILE|names [--names FILE] --out DIR [OPTIONS]"
    },
    sortOptions = false,
    description = {
      "Clusters the genres' mean songs, or what --tree names, and writes tree.json, tiers.csv,"
          + " paths.csv, levels.csv, and the merges as tree.nwk and tree.npy.",
      "Features are scaled by mean and standard deviation of all kept rows; for weights and"
          + " confusion the rows are split by track, as by run. Vectors that stand for classes are"
          + " taken as they are."
    },
    footerHeading = "%nExample:%n",
    footer = "  ihct tree --data data_by_genres.csv --linkage upgma --tiers halving --out out/tree")
final class TreeCommand extends Subcommand {

  @Mixin private DataOptions data;

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description =
          "In place of --data: a vector for each class, taken as it is. A NumPy matrix (.npy), or"
              + " a table whose first column has the names and whose others have numbers.")
  private Path vectors;

  @Option(
      names = "--names",
      paramLabel = "FILE",
      description =
          "Names of the rows of such a matrix, one a line; without --vectors, of the classes of a"
              + " known tree or one of names. Rows and leaves without names are numbered from 0.")
  private Path names;

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

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    json.check();
    TreeSettings settings = tree.settings();
    boolean isBare = vectors != null || names != null || data.isNone() && isKnown(settings);
    if (isBare) {
      data.requireNone(vectors != null ? "--vectors" : names != null ? "--names" : "--tree");
    }
    DataSettings songs = isBare ? null : data.settings(LoadingOptions.everything());
    List<String> lines =
        new ArrayList<>(
            isBare
                ? TreeRun.run(vectors, names, settings, out, listener())
                : TreeRun.run(songs, settings, training.options(), out, listener()));
    IgnoredOptions.of(songs, settings, List.of(), training.options(), given(spec))
        .forEach(option -> lines.add("no effect: " + option));
    json.tell(this, lines, TextFile.read(out.resolve(TreeFiles.JSON)));
    return Main.SUCCESS;
  }

  /** Such a tree may need no songs. */
  private static boolean isKnown(TreeSettings settings) {
    return !settings.source().file().isEmpty();
  }
}
