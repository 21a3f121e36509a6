package ihct.cli;

import ihct.files.Json;
import ihct.io.UnwritableException;
import ihct.models.device.BlasCore;
import ihct.study.PlanRun;
import ihct.study.plan.Shard;
import ihct.study.verdict.Verdict;
import ihct.study.verdict.VerdictText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs a study by a plan, in this process; another jar's command can let others do its work. */
@Command(
    name = "study",
    customSynopsis = {
      "ihct study --plan FILE [--songs DIR...] [--blas-core NAME]",
      "           [--resume | --tune-only | --cells I/N | --merge] --out DIR"
    },
    sortOptions = false,
    description = {
      "Trains every arm of a plan on every split under every seed, compares them song by song, and"
          + " prints the verdict.",
      "Writes results.jsonl, rows/, verdict.json, verdict.csv, arms.csv and report.html. A study"
          + " that breaks off can go on later: add --resume. It can be done in parts, on several"
          + " machines: --tune-only once, --cells 0/N to N-1/N, --merge in the end."
    },
    footerHeading = "%nExample:%n",
    footer = "  ihct study --plan environment/plans/smoke.json --out out/smoke")
public class StudyCommand extends Subcommand {

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
      description =
          "Folders in which the plan's files of songs lie, or up to three levels below. The one"
              + " that IHCT_DATA names is looked into as well, and the plan's own, but not below.")
  private List<Path> songs = new ArrayList<>();

  @Option(
      names = "--blas-core",
      paramLabel = "NAME",
      description =
          "Let OpenBLAS compute as for this processor, such as Haswell, and not the machine's own:"
              + " networks learn something else on each, and a study's results are of one.")
  private String core;

  @ArgGroup private Part part = new Part();

  /** What of the study is done; without any, all of a new one. */
  private static final class Part {
    @Option(
        names = "--resume",
        description =
            "Go on with the study in --out, by the same plan or one that has gained data, trees,"
                + " arms, seeds or questions. The results are those of a study that was never"
                + " interrupted.")
    private boolean isResumed;

    @Option(
        names = "--tune-only",
        description =
            "Choose among the ways to train that the plan tries, and train nothing else: what parts"
                + " of a study begin with, if it tries any.")
    private boolean isTuned;

    @Option(
        names = "--cells",
        paramLabel = "I/N",
        description =
            "Do part I of N of the trainings, or what is left of it; I from 0. N alone takes I from"
                + " SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX. All parts may write to one --out at"
                + " once.")
    private String cells;

    @Option(
        names = "--merge",
        description =
            "Join the parts in --out, be they done there or copied there, and answer the questions.")
    private boolean isMerged;
  }

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the results; that of a new study is empty or absent.")
  private Path out;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    if (json.isGiven() && (part.isTuned || part.cells != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--json tells the verdict, which a part has not got; leave it out until --merge.");
    }
    json.check();
    if (core != null) {
      BlasCore.pin(core);
    }
    return run(PlanRun.of(plan, folders(), out, listener()));
  }

  /** Does what the options say. */
  protected Integer run(PlanRun run) throws IOException {
    try {
      if (part.isTuned) {
        run.tune().forEach(tuning -> out().println(tuning));
        out().println("Begun. Next: --cells I/N in place of --tune-only, for each I below N.");
      } else if (part.cells != null) {
        Shard shard = Shard.parse(part.cells, System.getenv());
        out()
            .println(
                "Part %s is done, %d trainings. When all are: --merge in place of --cells."
                    .formatted(shard, run.part(shard)));
      } else {
        Verdict verdict = part.isMerged ? run.merge() : run.run(part.isResumed);
        List<String> lines = new ArrayList<>(VerdictText.lines(verdict));
        lines.add("Report: " + PlanRun.report(out));
        json.tell(this, lines, Json.pretty(verdict));
      }
    } catch (UnwritableException e) {
      spec.commandLine()
          .getErr()
          .println(
              part.isTuned || part.cells != null || part.isMerged || part.isResumed
                  ? "Go on later by the same command."
                  : "Go on later by adding --resume.");
      throw e;
    }
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
