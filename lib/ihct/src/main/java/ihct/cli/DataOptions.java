package ihct.cli;

import ihct.cli.Subcommand.Words;
import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.files.Names;
import ihct.loading.LabelMode;
import ihct.loading.LoadingOptions;
import ihct.loading.schema.LabelForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import java.util.stream.Stream;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which songs to use; data, tree and run share them. */
final class DataOptions {

  private static final String NO_CAP = "none";
  private static final List<String> MODES = List.of("single", "every");
  private static final List<String> ONLY_OF_FILES =
      List.of(
          "--columns",
          "--features",
          "--log",
          "--categories",
          "--group",
          "--id",
          "--label-form",
          "--missing-values",
          "--hierarchy",
          "--coarse-label",
          "--test",
          "--validation");
  private static final String COLUMN_PREFIX = "column:";

  private static final class Forms extends Words {
    Forms() {
      super(LabelForm.class);
    }
  }

  private static final class Scales extends Words {
    Scales() {
      super(Scale.class);
    }
  }

  @Option(
      names = "--data",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "CSV files as published (.csv, .csv.gz, .zip), ARFF, JSON, .xlsx or Parquet, read as"
              + " one; or the word \"simulated\" for made songs.")
  private List<String> data;

  @Option(
      names = "--test",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Files of a published split to test on, beside those of --data to train on; all rows are"
              + " kept unless limits are given.")
  private List<String> test = new ArrayList<>();

  @Option(
      names = "--validation",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Files of a published split to tune on; without them a tenth of --data is drawn for it.")
  private List<String> validation = new ArrayList<>();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--label",
      paramLabel = "MODE|COLUMN",
      description =
          "\"every\": one row per (track, genre), the default; \"single\": one row per track with"
              + " its rarest genre. Any other word is the label's column. May be given twice, as"
              + " mode and as column; a column called single or every is written column:single.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "Names of all columns, in order, of files whose first line is a row.")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "Feature columns, comma-separated, of a CSV without the features of songs under their"
              + " known names; needs --label COLUMN. e* stands for all that begin with e, f1-f80 for"
              + " those from f1 to f80, * for all that are named for nothing else, all-but:x,y for"
              + " all others.")
  private List<String> features = new ArrayList<>();

  @Option(
      names = "--log",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "Features, comma-separated, whose natural logarithm, of 1 + x, takes their place.")
  private List<String> log = new ArrayList<>();

  @Option(
      names = "--categories",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "Columns of categories, comma-separated: each value becomes a feature, 1 where a row has"
              + " it, else 0. Values of less than 1 %% of the rows share one.")
  private List<String> categories = new ArrayList<>();

  @Option(
      names = "--group",
      paramLabel = "COLUMN",
      description = "The column whose rows stay together in --split artist.")
  private String group;

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description =
          "The column that tells tracks apart and decides on their part of a split. Without ids the"
              + " features' text does, so that scaling a column moves the test part.")
  private String id;

  @Option(
      names = "--label-form",
      paramLabel = "FORM",
      completionCandidates = Forms.class,
      description =
          "How a cell of the label holds genres: one, list (brackets of any kind), comma, semicolon"
              + " or pipe; without it the cells are looked at.")
  private String labelForm;

  @Option(
      names = "--missing-values",
      paramLabel = "WORDS",
      parameterConsumer = NextWord.class,
      description =
          "Words, comma-separated, of cells that hold nothing, beside those of pandas and R (NA,"
              + " n/a, None, ...); after \"=\" in their place.")
  private String missingValues;

  @Option(
      names = "--hierarchy",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns of a known tree, coarse to fine, instead of an inferred one.")
  private List<String> hierarchy = new ArrayList<>();

  @Option(
      names = "--coarse-label",
      paramLabel = "COLUMN",
      description =
          "A column with a coarse name, such as rock, of rows that have no label. They are trained"
              + " on, by models that can, and never tested.")
  private String coarseLabel;

  @Option(
      names = "--min-per-genre",
      paramLabel = "ROWS",
      description = "Leave out genres with fewer rows (run and select: 50; others: 1).")
  private Integer minPerGenre;

  @Option(
      names = "--max-per-genre",
      paramLabel = "ROWS",
      description =
          "Keep at most so many rows of a genre, or \"none\" (run and select: 200; others: none).")
  private String maxPerGenre;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      completionCandidates = Scales.class,
      description =
          "Size of simulated songs: small (40 genres), demo (default, 200 genres) or paper (5238"
              + " genres).")
  private String scale;

  @Option(
      names = "--genres",
      paramLabel = "N",
      description = "Simulate so many genres, at least 2, in place of the scale's.")
  private Integer genres;

  @Option(
      names = "--songs-per-genre",
      paramLabel = "M",
      description =
          "Simulate so many songs of each genre on average, 1 to 200 (default: about 120; at paper"
              + " scale 152). Genres of fewer than 50 are kept, too.")
  private Integer songsPerGenre;

  /** Takes what comes next, be it "-", which looks like an option. */
  static final class NextWord implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> args, ArgSpec option, CommandSpec of) {
      if (args.isEmpty()) {
        throw new MissingParameterException(
            of.commandLine(), option, "Missing required parameter for option '--missing-values'");
      }
      option.setValue(args.pop());
    }
  }

  /** Whether files to test on are named. */
  boolean isParted() {
    return !test.isEmpty();
  }

  /** Whether no songs are named. */
  boolean isNone() {
    return data == null;
  }

  /** Refuses options about songs beside one that names classes without songs. */
  void requireNone(String other) {
    List<String> ours =
        CommandSpec.forAnnotatedObject(this).options().stream()
            .map(OptionSpec::longestName)
            .filter(Subcommand.given(command)::contains)
            .toList();
    if (!ours.isEmpty()) {
      throw new IllegalArgumentException(
          "%s names classes without songs, and %s %s about songs; leave out either."
              .formatted(other, String.join(", ", ours), ours.size() == 1 ? "is" : "are"));
    }
  }

  /** The settings, with these limits where the user named none. */
  DataSettings settings(LoadingOptions usual) {
    if (data == null) { // not required of every command line: --resume knows its songs
      throw new ParameterException(command.commandLine(), "Missing required option: '--data=FILE'");
    }
    List<String> modes = labels.stream().filter(MODES::contains).toList();
    List<String> columns =
        labels.stream()
            .filter(label -> !MODES.contains(label))
            .map(DataOptions::withoutPrefix)
            .toList();
    if (modes.size() > 1 || columns.size() > 1) {
      throw new IllegalArgumentException(
          "--label names %s; give at most one mode (single or every) and one column."
              .formatted(String.join(" and ", labels)));
    }
    int min = minPerGenre == null ? leastKept(usual) : minPerGenre;
    int max = maxPerGenre == null ? Math.max(usual.maxPerGenre(), min) : cap();
    LabelMode mode =
        modes.isEmpty()
            ? LabelMode.EVERY
            : Names.parse(LabelMode.class, "Label mode", modes.get(0));
    DataSettings source =
        data.contains(DataSettings.SIMULATED) ? simulated(columns) : files(columns);
    return source.with(options -> options.withLimits(min, max).withLabels(mode));
  }

  /** Genres that are made small are not left out for that. */
  private int leastKept(LoadingOptions usual) {
    return songsPerGenre == null
        ? usual.minPerGenre()
        : Math.min(usual.minPerGenre(), Math.max(1, songsPerGenre));
  }

  private DataSettings files(List<String> labelColumns) {
    for (String size : List.of("--scale", "--genres", "--songs-per-genre")) {
      if (Subcommand.given(command).contains(size)) {
        throw new IllegalArgumentException(
            "%s sets the size of simulated songs; use it with --data simulated, or leave it out."
                .formatted(size));
      }
    }
    LabelForm form =
        labelForm == null ? null : Names.parse(LabelForm.class, "Label form", labelForm);
    return DataSettings.files(paths("--data", data))
        .withParts(paths("--validation", validation), paths("--test", test))
        .with(
            options ->
                options
                    .withColumns(
                        features, labelColumns.isEmpty() ? null : labelColumns.get(0), group)
                    .withLog(log)
                    .withCategories(categories)
                    .withLabelForm(form)
                    .withId(id)
                    .withMissingValues(missingValues)
                    .withColumnNames(columns)
                    .withHierarchy(hierarchy)
                    .withCoarseLabel(coarseLabel));
  }

  private static List<Path> paths(String option, List<String> names) {
    return names.stream().map(name -> PathText.of(option, name)).toList();
  }

  private static String withoutPrefix(String column) {
    return column.startsWith(COLUMN_PREFIX) ? column.substring(COLUMN_PREFIX.length()) : column;
  }

  private int cap() {
    if (maxPerGenre.equals(NO_CAP)) {
      return LoadingOptions.NO_CAP;
    }
    try {
      return Integer.parseInt(maxPerGenre);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--max-per-genre is \"%s\"; it must be a whole number or \"none\"."
              .formatted(maxPerGenre),
          e);
    }
  }

  private DataSettings simulated(List<String> labelColumns) {
    if (data.size() > 1) {
      throw new IllegalArgumentException(
          "--data names \"simulated\" beside files; give either files or the one word simulated.");
    }
    List<String> unfit =
        Stream.concat(
                labelColumns.stream().map("--label %s (only single and every fit)"::formatted),
                ONLY_OF_FILES.stream().filter(Subcommand.given(command)::contains))
            .toList();
    if (!unfit.isEmpty()) {
      throw new IllegalArgumentException(
          "Simulated songs have no columns to choose; leave out %s."
              .formatted(String.join(", ", unfit)));
    }
    Scale size = Scale.parse(scale == null ? "demo" : scale);
    return DataSettings.simulated(size, genres == null ? size.genres() : genres, songsPerGenre);
  }
}
