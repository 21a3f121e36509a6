package ihct.cli;

import ihct.experiment.RunListener;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command that all others belong to, with the options that all understand. */
@Command(
    name = "ihct",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    subcommands = {
      DataCommand.class,
      TreeCommand.class,
      RunCommand.class,
      EvaluateCommand.class,
      PredictCommand.class
    },
    versionProvider = BuildVersion.class,
    description = "Classifies songs into genres with trees inferred from the songs themselves.",
    footer = {
      "",
      "Exit codes: 0 done, 1 the program failed, 2 something in the command or its data must change.",
      "",
      "Example: ihct run --data simulated --models centroid,dense --epochs 5 --out out/demo"
    })
final class RootCommand {

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "No progress and no notes; results and errors only.")
  private boolean quiet;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  private final PrintStream err;

  RootCommand(PrintStream err) {
    this.err = err;
  }

  boolean debug() {
    return debug;
  }

  /** Progress as it fits where it is shown. */
  RunListener listener() {
    if (quiet) {
      return RunListener.NONE;
    }
    return Terminal.isInteractive() ? new BarProgress(err) : new LineProgress(err);
  }
}
