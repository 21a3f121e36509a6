package ihct.cli;

import ihct.files.Target;
import ihct.io.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What a command has found, as JSON: beside its lines, or in their place. */
final class JsonOption {

  private static final String OUTPUT = "-";

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the same as JSON, too; - prints it in place of the lines.")
  private Path file;

  /** Refuses a place where no file can be, before any time is spent. */
  void check() throws IOException {
    if (file != null && !isOutput()) {
      Target.requireFile(file);
    }
  }

  private boolean isOutput() {
    return file != null && file.toString().equals(OUTPUT);
  }

  /** Prints and writes. */
  void tell(Subcommand command, List<String> lines, String json) throws IOException {
    if (isOutput()) {
      command.out().print(json);
      return;
    }
    command.print(lines);
    if (file != null) {
      WholeFile.replace(file, json);
    }
  }
}
