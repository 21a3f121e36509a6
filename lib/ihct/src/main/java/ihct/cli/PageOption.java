package ihct.cli;

import ihct.io.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command has found, as a page, beside its lines. */
final class PageOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Write the same as a page (HTML), with a figure.")
  private Path file;

  /** Makes the page. */
  interface Page {
    String html() throws IOException;
  }

  /** Refuses standard output, and a file as {@link Subcommand#requireNew} does. */
  void check() throws IOException {
    if (file == null) {
      return;
    }
    if (JsonOption.isOutput(file)) {
      throw new IllegalArgumentException("--page - is no file; name one, such as page.html.");
    }
    Subcommand.requireNew(command, "--page", file);
  }

  /** Writes the page, if one is asked for. */
  void write(Page page) throws IOException {
    if (file != null) {
      WholeFile.replace(file, page.html());
    }
  }
}
