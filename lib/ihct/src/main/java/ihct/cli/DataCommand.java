package ihct.cli;

import ihct.data.DataReport;
import ihct.data.SplitText;
import ihct.files.Target;
import ihct.loading.LoadingOptions;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports what a data set holds and what of it is used. */
@Command(
    name = "data",
    customSynopsis = "ihct data --data FILE...|simulated [OPTIONS]",
    sortOptions = false,
    description =
        "Reports how the columns were understood, which rows are kept and why the others are not.",
    footer = {"", "Example: ihct data --data dataset.csv.gz --max-per-genre 200"})
final class DataCommand extends Subcommand {

  @Mixin private DataOptions data;

  @Option(
      names = "--split",
      paramLabel = "column:NAME",
      description = "Look at the split that a column names, in place of those that would be drawn.")
  private String split;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON, too.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    if (json != null) {
      Target.requireFile(json);
    }
    String column = split == null ? null : SplitText.parse(split, null).column();
    DataReport report =
        DataReport.of(
            data.settings(LoadingOptions.everything()).with(all -> all.withSplit(column)),
            listener());
    print(report.lines());
    if (json != null) {
      report.writeJson(json);
    }
    return Main.SUCCESS;
  }
}
