package ihct.cli;

import ihct.data.SplitText;
import ihct.io.UnwritableException;
import ihct.loading.LoadingOptions;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.songs.SplitRule;
import ihct.study.run.Experiment;
import ihct.study.run.IgnoredOptions;
import ihct.study.run.ResultTable;
import ihct.study.run.RunRecord;
import ihct.study.run.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Trains and compares models. */
@Command(
    name = "run",
    defaultValueProvider = RunCommand.UsualModels.class,
    customSynopsis = "ihct run --data FILE...|simulated --out DIR [OPTIONS]",
    sortOptions = false,
    description = {
      "Trains models, scores them on the test part and prints the table.",
      "Writes results.jsonl, results.csv, report.html, the tree, and each model. A run that breaks"
          + " off can go on later: ihct run --resume --out DIR."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  ihct run --data dataset.csv.gz --split track --models centroid,dense,stacknet --epochs 30 --batch 256 --out out/dataset")
final class RunCommand extends Subcommand {

  private static final Set<String> WITH_RESUME =
      Set.of("--resume", "--out", "--json", "--quiet", "--debug", "--device");

  /** Whatever can be trained. */
  private static final class ModelNames extends Words {
    ModelNames() {
      super(Kinds.names());
    }
  }

  private static final class Rules extends Words {
    Rules() {
      super(SplitRule.class, "column:");
    }
  }

  /** What is trained unless the user names models. */
  static final class UsualModels implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) {
      return argument instanceof OptionSpec option && option.longestName().equals("--models")
          ? String.join(",", Kinds.usual().stream().map(Kind::name).toList())
          : null;
    }
  }

  @Mixin private DataOptions data;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "MODEL",
      completionCandidates = ModelNames.class,
      description =
          "Models to train, comma-separated, of: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private List<String> models;

  @Option(
      names = "--split",
      defaultValue = "track",
      paramLabel = "RULE",
      completionCandidates = Rules.class,
      description =
          "What stays together in the parts of 80, 10 and 10 %%: row (nothing, as in the paper),"
              + " track (default; also tracks with identical features) or artist. Or column:NAME,"
              + " a column that says of each row whether it is for train, validation or test; all"
              + " rows are kept then unless limits are given.")
  private String split;

  @Option(
      names = "--stratify",
      description =
          "Move groups of rows, so that each genre has a row to train on, and those of three"
              + " groups or more one in the test.")
  private boolean stratify;

  @Mixin private TrainingArguments training = new TrainingArguments(Kinds.options());
  @Mixin private TreeOptions tree;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the results; it must be empty or absent.")
  private Path out;

  @Option(
      names = "--force",
      description = "Use a folder that is not empty, replacing an earlier run in it.")
  private boolean force;

  @Option(
      names = "--resume",
      description =
          "Go on with the run in --out that broke off, with its own settings: give no other"
              + " option. The results are those of a run that was never interrupted.")
  private boolean resume;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    json.check();
    List<RunRecord> records;
    try (WayBack told = new WayBack(out, spec.commandLine().getErr())) {
      records = resume ? resumed() : Experiment.run(settings(), out, force, listener());
    } catch (UnwritableException e) {
      WayBack.tell(out, spec.commandLine().getErr());
      throw e;
    }
    List<String> lines = new ArrayList<>(ResultTable.text(records).lines().toList());
    lines.addAll(ResultTable.epochTimes(records));
    lines.add("Report: " + Experiment.report(out));
    json.tell(this, lines, ResultTable.json(records));
    return Main.SUCCESS;
  }

  private Settings settings() {
    LoadingOptions usual =
        data.isParted() || SplitText.parse(split, null).column() != null
            ? LoadingOptions.everything()
            : LoadingOptions.paper();
    Settings settings =
        Settings.parse(data.settings(usual), split, tree.settings(), models)
            .withStratify(stratify)
            .with(training.options());
    return settings.withIgnored(IgnoredOptions.of(settings, given(spec)));
  }

  private List<RunRecord> resumed() throws IOException {
    List<String> others = given(spec).stream().filter(name -> !WITH_RESUME.contains(name)).toList();
    if (!others.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--resume takes the settings of the run in %s; leave out %s."
              .formatted(out, String.join(", ", others)));
    }
    return Experiment.resume(out, listener());
  }
}
