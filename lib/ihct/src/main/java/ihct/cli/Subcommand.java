package ihct.cli;

import ihct.files.RunListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What every command has: the options of the root, and where results go. */
abstract class Subcommand implements Callable<Integer> {

  @ParentCommand RootCommand root;
  @Spec CommandSpec spec;

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Progress as it fits where it is shown. */
  protected final RunListener listener() {
    return root.listener();
  }

  /** Prints lines in which names from files may stand. */
  void print(List<String> lines) {
    lines.forEach(line -> out().println(PlainText.of(line)));
  }

  /** The options that stand on the command line by their long names, each once; no defaults. */
  static List<String> given(CommandSpec command) {
    return command.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .distinct()
        .toList();
  }
}
