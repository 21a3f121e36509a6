package ihct.cli;

import ihct.study.verdict.RunComparison;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets runs and studies side by side. */
@Command(
    name = "runs",
    customSynopsis = "ihct runs [--page FILE] [--json FILE] DIR...",
    sortOptions = false,
    description = {
      "Sets the results of runs and studies side by side: the settings in which they differ, and"
          + " the scores.",
      "Results that differ in their seed alone share a row, with the mean over the seeds."
    },
    footerHeading = "%nExample:%n",
    footer = "  ihct runs --page out/runs.html out/first out/second")
final class RunsCommand extends Subcommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "A folder that run or study wrote, or a notebook.")
  private List<Path> folders;

  @Mixin private PageOption page;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    json.check();
    page.check();
    RunComparison comparison = RunComparison.of(folders);
    json.tell(this, comparison.lines(), comparison.json());
    page.write(comparison::page);
    return Main.SUCCESS;
  }
}
