package ihct.loading;

import ihct.loading.csv.MissingValues;
import ihct.loading.schema.Derived;
import ihct.loading.schema.LabelForm;
import ihct.loading.schema.SongSchema;
import ihct.loading.schema.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What to keep of the files, and where in them it stands. Columns are named by the headers in a
 * file's first line, or by {@code columns} where that line is a row, and read without regard to
 * case; those that are not named are found by the known schemas.
 *
 * @param labels one row per (track, genre) or one per track
 * @param minPerGenre genres with fewer tracks are left out; at least 1
 * @param maxPerGenre rows kept per genre at most, at least {@code minPerGenre}; {@link #NO_CAP}
 *     keeps all
 * @param features the columns with the numbers, in the order in which the features shall stand;
 *     empty for the audio features of songs under their known names. {@code e*} stands for all that
 *     begin with e, {@code f1-f80} for those from f1 to f80 in the file's order, {@code *} for all
 *     that are named for nothing else, and {@code all-but:x} in front for all but those named here
 * @param label the column with the class, or null; features cannot be named without it
 * @param group a column whose rows must stay on one side of a split by artist, such as a recording,
 *     or null
 * @param hierarchy the columns of a known tree, from coarse to fine; empty for none. If the last of
 *     them is not the genre's column, the genre is put below it.
 * @param labelForm how a cell of the label holds genres; null to look at each file's cells
 * @param id a column that tells tracks apart, and by which alone they are split, or null
 * @param missingValues words of cells without content, as {@link MissingValues#parse} reads them;
 *     null for the usual ones
 * @param columns the names of all columns, in order, of files whose first line is a row; empty for
 *     files that name their columns themselves
 * @param split a column that says for each row which {@link ihct.songs.Part} it belongs to, or null
 * @param log features whose natural logarithm, of 1 + x, takes their place
 * @param categories columns of names, such as colours: each value becomes a feature, 1 where a row
 *     has it, else 0. Values of less than 1 % of the rows share one
 * @param coarseLabel a column with a coarse name, such as "rock", of rows without a label, or null.
 *     Which classes the name stands for need not be known
 */
public record LoadingOptions(
    LabelMode labels,
    int minPerGenre,
    int maxPerGenre,
    List<String> features,
    String label,
    String group,
    List<String> hierarchy,
    LabelForm labelForm,
    String id,
    String missingValues,
    List<String> columns,
    String split,
    List<String> log,
    List<String> categories,
    String coarseLabel) {

  /** A cap that no genre reaches. */
  public static final int NO_CAP = Integer.MAX_VALUE;

  private static final LoadingOptions EVERYTHING =
      new LoadingOptions(
          LabelMode.EVERY,
          1,
          NO_CAP,
          List.of(),
          null,
          null,
          List.of(),
          null,
          null,
          null,
          List.of(),
          null,
          List.of(),
          List.of(),
          null);

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if the numbers of rows per genre are out of range, features
   *     are named without a label, or a name is empty or stands twice
   */
  public LoadingOptions {
    Objects.requireNonNull(labels, "labels");
    features = features.stream().map(String::strip).toList();
    label = stripped(label);
    group = stripped(group);
    id = stripped(id);
    split = stripped(split);
    coarseLabel = stripped(coarseLabel);
    hierarchy = List.copyOf(hierarchy);
    log = log == null ? List.of() : log.stream().map(String::strip).toList();
    categories = categories == null ? List.of() : categories.stream().map(String::strip).toList();
    columns = columns == null ? List.of() : columns.stream().map(String::strip).toList();
    if (minPerGenre < 1) {
      throw new IllegalArgumentException(
          "min-per-genre = " + minPerGenre + "; it must be at least 1.");
    }
    if (maxPerGenre < minPerGenre) {
      throw new IllegalArgumentException(
          "max-per-genre = %d is below min-per-genre = %d, so no genre could be kept."
              .formatted(maxPerGenre, minPerGenre));
    }
    if (!features.isEmpty() && label == null) {
      throw new IllegalArgumentException(
          "Feature columns are named, but no label column. Name it too (--label col).");
    }
    if (features.contains("")
        || Stream.of(label, group, id, split, coarseLabel).anyMatch(""::equals)) {
      throw new IllegalArgumentException(
          "A column needs a name; got features %s, label %s, group %s, id %s, split %s, coarse label %s."
              .formatted(
                  features,
                  orNone(label),
                  orNone(group),
                  orNone(id),
                  orNone(split),
                  orNone(coarseLabel)));
    }
    if (log.contains("") || categories.contains("")) {
      throw new IllegalArgumentException(
          "A column needs a name; got log %s, categories %s.".formatted(log, categories));
    }
    if (columns.contains("")) {
      throw new IllegalArgumentException("Each column needs a name; got columns " + columns + ".");
    }
    requireDistinct("Feature", "features", features);
    requireDistinct("Column", "columns", columns);
    requireDistinct("Feature", "logarithms", log);
    requireDistinct("Column", "categories", categories);
    List<String> seen = Stream.of(features, categories).flatMap(List::stream).toList();
    requireUnseen("the label", label, seen);
    requireUnseen("the split", split, seen);
    requireUnseen("the coarse label", coarseLabel, seen);
    if (coarseLabel != null && !hierarchy.isEmpty()) {
      throw new IllegalArgumentException(
          "Both a coarse label (%s) and a hierarchy (%s) are named. Rows without a label take the finest tier of the hierarchy that is filled; name one of them."
              .formatted(coarseLabel, String.join(",", hierarchy)));
    }
    if (coarseLabel != null
        && label != null
        && SongSchema.normal(coarseLabel).equals(SongSchema.normal(label))) {
      throw new IllegalArgumentException(
          "Column \"%s\" is named as label and as coarse label; they are two columns."
              .formatted(label));
    }
    hierarchy.forEach(tier -> requireUnseen("a tier of the hierarchy", tier, seen));
  }

  /** A model that sees the answer, or which part a row belongs to, tells nothing. */
  private static void requireUnseen(String what, String column, List<String> seen) {
    if (column != null
        && seen.stream().map(SongSchema::normal).anyMatch(SongSchema.normal(column)::equals)) {
      throw new IllegalArgumentException(
          "Column \"%s\" is %s, and named as a feature or category besides; name it once."
              .formatted(column, what));
    }
  }

  private static void requireDistinct(String what, String list, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(SongSchema.normal(name))) {
        throw new IllegalArgumentException(
            "%s \"%s\" stands twice in the list of %s; name each once."
                .formatted(what, name, list));
      }
    }
  }

  private static String stripped(String name) {
    return name == null ? null : name.strip();
  }

  private static String orNone(String name) {
    return name == null ? "none" : name;
  }

  /** What the data call their classes, rows and groups: only user-named features are no songs'. */
  Words words() {
    return features.isEmpty() ? Words.SONGS : Words.of(features);
  }

  MissingValues missing() {
    return MissingValues.parse(missingValues);
  }

  /** Keeps every row that can be used. */
  public static LoadingOptions everything() {
    return EVERYTHING;
  }

  /**
   * Keeps what the paper's training set is made of: one row per (track, genre) and about 200 songs
   * per genre (§3). Genres with fewer than 50 are left out, since a tenth of fewer tests nothing.
   */
  public static LoadingOptions paper() {
    return EVERYTHING.withLimits(50, 200);
  }

  /** The components while one of them is changed, so that no other has to be named. */
  private static final class Change {
    private LabelMode labels;
    private int minPerGenre;
    private int maxPerGenre;
    private List<String> features;
    private String label;
    private String group;
    private List<String> hierarchy;
    private LabelForm labelForm;
    private String id;
    private String missingValues;
    private List<String> columns;
    private String split;
    private List<String> log;
    private List<String> categories;
    private String coarseLabel;
  }

  private LoadingOptions with(Consumer<Change> set) {
    Change change = new Change();
    change.labels = labels;
    change.minPerGenre = minPerGenre;
    change.maxPerGenre = maxPerGenre;
    change.features = features;
    change.label = label;
    change.group = group;
    change.hierarchy = hierarchy;
    change.labelForm = labelForm;
    change.id = id;
    change.missingValues = missingValues;
    change.columns = columns;
    change.split = split;
    change.log = log;
    change.categories = categories;
    change.coarseLabel = coarseLabel;
    set.accept(change);
    return new LoadingOptions(
        change.labels,
        change.minPerGenre,
        change.maxPerGenre,
        change.features,
        change.label,
        change.group,
        change.hierarchy,
        change.labelForm,
        change.id,
        change.missingValues,
        change.columns,
        change.split,
        change.log,
        change.categories,
        change.coarseLabel);
  }

  /** Changes the number of rows per track. */
  public LoadingOptions withLabels(LabelMode mode) {
    return with(change -> change.labels = mode);
  }

  /**
   * Leaves out genres with fewer rows than the least, 1 or more, and keeps at most so many of a
   * genre; {@link #NO_CAP} keeps all.
   */
  public LoadingOptions withLimits(int least, int most) {
    return with(
        change -> {
          change.minPerGenre = least;
          change.maxPerGenre = most;
        });
  }

  /**
   * Names columns that are not left to the known schemas: features, or none for known ones of
   * songs; the label, or null; and groups of rows that stay in one part of a split by artist, or
   * null.
   */
  public LoadingOptions withColumns(List<String> numbers, String classes, String groups) {
    return with(
        change -> {
          change.features = numbers;
          change.label = classes;
          change.group = groups;
        });
  }

  /** Names the features alone; none for known ones of songs. */
  public LoadingOptions withFeatures(List<String> numbers) {
    return with(change -> change.features = numbers);
  }

  /** Names the column that tells tracks apart; null to find a known one. */
  public LoadingOptions withId(String column) {
    return with(change -> change.id = column);
  }

  /** Names features whose logarithm, of 1 + x, takes their place. */
  public LoadingOptions withLog(List<String> numbers) {
    return with(change -> change.log = numbers);
  }

  /** Names columns of names, each value of which becomes a feature. */
  public LoadingOptions withCategories(List<String> names) {
    return with(change -> change.categories = names);
  }

  /** The features that are no columns of categories. */
  List<String> numbers() {
    List<String> others = categories.stream().map(SongSchema::normal).toList();
    return features.stream().filter(name -> !others.contains(SongSchema.normal(name))).toList();
  }

  /** Names the column of a published split; null to draw the parts. */
  public LoadingOptions withSplit(String column) {
    return with(change -> change.split = column);
  }

  /** Names the column with a coarse name of rows that have no label; null for none. */
  public LoadingOptions withCoarseLabel(String column) {
    return with(change -> change.coarseLabel = column);
  }

  /** The columns in which rows without a label may have a coarse name, coarse to fine. */
  List<String> above() {
    return coarseLabel == null ? hierarchy : List.of(coarseLabel);
  }

  /** Says how a cell of the label holds genres; null to look at each file's cells. */
  public LoadingOptions withLabelForm(LabelForm form) {
    return with(change -> change.labelForm = form);
  }

  /** Names the columns of a known tree, from coarse to fine; none to infer the tree. */
  public LoadingOptions withHierarchy(List<String> columns) {
    return with(change -> change.hierarchy = columns);
  }

  /**
   * Says which cells hold nothing: comma-separated words that are added to the usual ones, or take
   * their place after {@code =}; null for the usual ones.
   */
  public LoadingOptions withMissingValues(String words) {
    return with(change -> change.missingValues = words);
  }

  /**
   * Names all columns, in order, of files whose first line is a row; none for files that do so
   * themselves.
   */
  public LoadingOptions withColumnNames(List<String> names) {
    return with(change -> change.columns = names);
  }

  /**
   * Reads other files by the same columns and labels, as a saved model must, and keeps all rows.
   * New rows are not split, so they need groups and ids only where they have some, and of the known
   * tree only what they have; how their labels are written is the new files' own affair.
   *
   * @param trained the features that the model was trained on, which tell the columns that a word
   *     such as {@code e*} stood for
   */
  public LoadingOptions forNewRows(List<String> trained) {
    List<String> names =
        features.isEmpty()
            ? features
            : Stream.concat(
                    Derived.originals(trained, !log.isEmpty(), categories).stream(),
                    categories.stream())
                .toList();
    return EVERYTHING
        .withLabels(labels)
        .withColumns(names, label, group)
        .withHierarchy(hierarchy)
        .withId(id)
        .withMissingValues(missingValues)
        .withColumnNames(columns)
        .withLog(log)
        .withCategories(categories);
  }
}
