package ihct.cli;

import ihct.data.DataReport;
import ihct.files.Target;
import ihct.loading.LoadingOptions;
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

/** Reports what a data set holds and what of it is used. */
@Command(
    name = "data",
    customSynopsis = "ihct data --data FILE...|simulated [OPTIONS]",
    sortOptions = false,
    description =
        "Reports how the columns were understood, which rows are kept and why the others are not.",
    footer = {"", "Example: ihct data --data dataset.csv.gz --max-per-genre 200"})
final class DataCommand implements Callable<Integer> {

  @ParentCommand private RootCommand root;
  @Spec private CommandSpec spec;
  @Mixin private DataOptions data;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON, too.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    if (json != null) {
      Target.requireFile(json);
    }
    DataReport report = DataReport.of(data.settings(LoadingOptions.everything()), root.listener());
    PrintWriter out = spec.commandLine().getOut();
    report.lines().forEach(line -> out.println(PlainText.of(line)));
    if (json != null) {
      report.writeJson(json);
    }
    return Main.SUCCESS;
  }
}
