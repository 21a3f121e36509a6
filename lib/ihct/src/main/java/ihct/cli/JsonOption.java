package ihct.cli;

import ihct.io.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command has found, as JSON: beside its lines, or in their place. */
final class JsonOption {

  private static final String OUTPUT = "-";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the same as JSON, too; - prints it in place of the lines.")
  private Path file;

  /** Refuses a file as {@link Subcommand#requireNew} does. */
  void check() throws IOException {
    if (isGiven() && !isOutput()) {
      Subcommand.requireNew(command, "--json", file);
    }
  }

  boolean isGiven() {
    return file != null;
  }

  /** Whether it is printed in place of the lines. */
  boolean isOutput() {
    return isGiven() && isOutput(file);
  }

  static boolean isOutput(Path file) {
    return file.toString().equals(OUTPUT);
  }

  /** Prints and writes. */
  void tell(Subcommand command, List<String> lines, String json) throws IOException {
    if (isOutput()) {
      command.out().print(json);
      return;
    }
    command.print(lines);
    if (isGiven()) {
      WholeFile.replace(file, json);
    }
  }
}
