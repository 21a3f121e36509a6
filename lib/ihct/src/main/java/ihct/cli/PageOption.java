package ihct.cli;

import ihct.files.Target;
import ihct.io.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a command has found, as a page, beside its lines. */
final class PageOption {

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Write the same as a page (HTML), with a figure.")
  private Path file;

  /** Makes the page. */
  interface Page {
    String html() throws IOException;
  }

  /** Refuses a place where no file can be, before any time is spent. */
  void check() throws IOException {
    if (file != null) {
      Target.requireFile(file);
    }
  }

  /** Writes the page, if one is asked for. */
  void write(Page page) throws IOException {
    if (file != null) {
      WholeFile.replace(file, page.html());
    }
  }
}
