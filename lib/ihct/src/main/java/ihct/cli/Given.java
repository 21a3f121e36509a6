package ihct.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What stands on the command line, and is not merely the default. */
final class Given {

  private Given() {}

  /** The options by their long names, each once. */
  static List<String> options(CommandSpec command) {
    return command.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .distinct()
        .toList();
  }
}
