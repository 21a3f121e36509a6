package ihct.cli;

import ihct.data.DataReport;
import ihct.data.SplitText;
import ihct.loading.LoadingOptions;
import java.io.IOException;
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
    footerHeading = "%nExample:%n",
    footer = "  ihct data --data dataset.csv.gz --max-per-genre 200")
final class DataCommand extends Subcommand {

  @Mixin private DataOptions data;

  @Option(
      names = "--split",
      paramLabel = "column:NAME",
      description = "Look at the split that a column names, in place of those that would be drawn.")
  private String split;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    json.check();
    String column = split == null ? null : SplitText.parse(split, null).column();
    DataReport report =
        DataReport.of(
            data.settings(LoadingOptions.everything()).with(all -> all.withSplit(column)),
            listener());
    json.tell(this, report.lines(), report.json());
    return Main.SUCCESS;
  }
}
