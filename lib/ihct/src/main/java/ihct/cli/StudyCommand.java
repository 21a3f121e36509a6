package ihct.cli;

import ihct.io.UnwritableException;
import ihct.study.PlanRun;
import ihct.study.verdict.Verdict;
import ihct.study.verdict.VerdictText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a study by a plan. */
@Command(
    name = "study",
    customSynopsis = "ihct study --plan FILE [--songs DIR...] [--resume] --out DIR",
    sortOptions = false,
    description = {
      "Trains every arm of a plan on every split under every seed, compares them song by song, and",
      "prints the verdict. Writes results.jsonl, rows/, verdict.json, verdict.csv, arms.csv and",
      "report.html. A study that breaks off can go on later: add --resume."
    },
    footer = {"", "Example: ihct study --plan environment/plans/smoke.json --out out/smoke"})
final class StudyCommand extends Subcommand {

  /** Names a folder of real songs, as the tests use it. */
  private static final String SONGS = "IHCT_DATA";

  @Option(
      names = "--plan",
      required = true,
      paramLabel = "FILE",
      description = "What to train and to ask; environment/plans holds some.")
  private Path plan;

  @Option(
      names = "--songs",
      arity = "1..*",
      paramLabel = "DIR",
      description = {
        "Folders in which the plan's files of songs lie, or up to three levels below. The one that",
        "IHCT_DATA names is looked into as well, and the plan's own, but not below."
      })
  private List<Path> songs = new ArrayList<>();

  @Option(
      names = "--resume",
      description = {
        "Go on with the study in --out, by the same plan or one that has gained data, trees, arms,",
        "seeds or questions. The results are those of a study that was never interrupted."
      })
  private boolean resume;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the results; it must be empty or absent, but for --resume.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Verdict verdict;
    try {
      verdict = PlanRun.run(plan, folders(), out, resume, root.listener());
    } catch (UnwritableException e) {
      spec.commandLine().getErr().println("Go on later by adding --resume.");
      throw e;
    }
    print(VerdictText.lines(verdict));
    out().println("Report: " + PlanRun.report(out));
    return Main.SUCCESS;
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>(songs);
    String named = System.getenv(SONGS);
    if (named != null && !named.isBlank()) {
      folders.add(PathText.of(SONGS, named));
    }
    return folders;
  }
}
