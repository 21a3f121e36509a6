package ihct.cli;

import ihct.files.Build;
import ihct.files.RunListener;
import ihct.models.device.Backend;
import java.io.OutputStream;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
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
      CompareCommand.class,
      RunCommand.class,
      RunsCommand.class,
      SelectCommand.class,
      StudyCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      DoctorCommand.class,
      KernelCommand.class
    },
    versionProvider = RootCommand.Version.class,
    description = "Classifies songs into genres with trees inferred from the songs themselves.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Done.",
      "1:The program failed.",
      "2:Something in the command or its data must change."
    },
    footerHeading = "%nExample:%n",
    footer = "  ihct run --data simulated --models centroid,dense --epochs 5 --out out/demo")
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

  @Option(
      names = "--device",
      scope = ScopeType.INHERIT,
      paramLabel = "DEVICE",
      defaultValue = "${env:IHCT_DEVICE:-cpu}",
      description =
          "What computes networks: cpu (default) or gpu, an NVIDIA card of compute capability 7.0"
              + " or newer. IHCT_DEVICE says the same.")
  private String device;

  private final PrintStream err;
  private Progress progress;

  /** For picocli's generators of manual pages and completion. */
  RootCommand() {
    this(System.err);
  }

  RootCommand(PrintStream err) {
    this.err = err;
    this.progress = silent();
  }

  boolean debug() {
    return debug;
  }

  boolean wantsGpu() {
    return device.strip().equalsIgnoreCase("gpu");
  }

  /** Refuses a device that cannot be used, whatever the command. */
  void requireDevice() {
    Backend.use(device);
  }

  /** Progress as it fits where it is shown. */
  RunListener listener() {
    if (quiet) {
      progress = silent();
    } else {
      progress = isTerminal() ? new BarProgress(err) : new LineProgress(err);
    }
    return progress;
  }

  private static Progress silent() {
    return new Progress(new PrintStream(OutputStream.nullOutputStream()));
  }

  /** Whether someone watches: a terminal that can move its cursor. */
  private static boolean isTerminal() {
    String kind = System.getenv("TERM");
    return System.console() != null && kind != null && !kind.equals("dumb");
  }

  /** What began last, such as "Training dense"; empty if nothing did. */
  String stage() {
    return progress.stage();
  }

  /** Answers {@code --version}. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"ihct " + Build.version() + ", Java " + Build.java()};
    }
  }
}
