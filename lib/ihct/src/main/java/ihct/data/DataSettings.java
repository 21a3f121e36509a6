package ihct.data;

import ihct.files.Names;
import ihct.loading.LabelMode;
import ihct.loading.LoadingOptions;
import ihct.loading.csv.MissingValues;
import ihct.loading.schema.LabelForm;
import ihct.loading.schema.SongColumns;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the songs come from and which rows are kept.
 *
 * @param files the CSV files, as the user named them; empty for simulated songs
 * @param scale how many songs to simulate; null for files
 * @param labels whether a track stands once per genre or once in all
 * @param minPerGenre genres with fewer rows are left out, at least 1
 * @param maxPerGenre rows kept of a genre; {@link #NO_CAP} keeps all
 * @param features the columns the user chose as features; empty for known features of songs
 * @param label the column the user chose as label; null to find a known one
 * @param group the column the user chose as group for splits by artist; null if none
 * @param hierarchy columns of a known tree, coarse to fine; empty to infer the tree
 * @param labelForm how a cell of the label holds genres; null to look at each file's cells
 * @param id the column the user chose to tell tracks apart; null to find a known one
 * @param missingValues words of cells without content, as {@link MissingValues#parse} reads them;
 *     null for the usual ones
 */
public record DataSettings(
    List<String> files,
    Scale scale,
    LabelMode labels,
    int minPerGenre,
    int maxPerGenre,
    List<String> features,
    String label,
    String group,
    List<String> hierarchy,
    LabelForm labelForm,
    String id,
    String missingValues) {

  /** The word that stands for made songs where files are asked for. */
  public static final String SIMULATED = "simulated";

  /** A cap that no genre reaches. */
  public static final int NO_CAP = Integer.MAX_VALUE;

  /** Checks that the parts fit together. */
  public DataSettings {
    files = List.copyOf(files);
    features = List.copyOf(features);
    hierarchy = List.copyOf(hierarchy);
    if (files.isEmpty() == (scale == null)) {
      throw new IllegalArgumentException("Songs come either from files or from a simulation.");
    }
    if (minPerGenre < 1) {
      throw new IllegalArgumentException(
          "min-per-genre = " + minPerGenre + "; it must be at least 1.");
    }
    if (maxPerGenre < minPerGenre) {
      throw new IllegalArgumentException(
          "max-per-genre = %d is below min-per-genre = %d, so no genre could be kept."
              .formatted(maxPerGenre, minPerGenre));
    }
    if (scale != null && !(features.isEmpty() && hierarchy.isEmpty())) {
      throw new IllegalArgumentException(
          "Simulated songs have no columns to choose; name features and hierarchy for files only.");
    }
    columns(features, label, group, id); // says so if they do not fit together
  }

  /**
   * Songs of published files, every row kept.
   *
   * @param files at least one CSV file, plain, gzipped or zipped
   * @return these files, one row per (track, genre), no limits
   */
  public static DataSettings files(List<Path> files) {
    return new DataSettings(
        files.stream().map(Path::toString).toList(),
        null,
        LabelMode.EVERY,
        1,
        NO_CAP,
        List.of(),
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  /**
   * Songs made by the simulation, every row kept.
   *
   * @param scale how many
   * @return simulated songs
   */
  public static DataSettings simulated(Scale scale) {
    return new DataSettings(
        List.of(),
        scale,
        LabelMode.EVERY,
        1,
        NO_CAP,
        List.of(),
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  /**
   * Chooses the label mode.
   *
   * @param mode "every" for one row per (track, genre), "single" for one row per track with its
   *     rarest genre
   * @return settings with this mode
   * @throws IllegalArgumentException for any other text
   */
  public DataSettings withLabels(String mode) {
    LabelMode parsed = Names.parse(LabelMode.class, "Label mode", mode);
    return new DataSettings(
        files,
        scale,
        parsed,
        minPerGenre,
        maxPerGenre,
        features,
        label,
        group,
        hierarchy,
        labelForm,
        id,
        missingValues);
  }

  /**
   * Limits the rows per genre.
   *
   * @param min genres with fewer rows are left out
   * @param max rows kept of a genre
   * @return settings with these limits
   */
  public DataSettings withLimits(int min, int max) {
    return new DataSettings(
        files,
        scale,
        labels,
        min,
        max,
        features,
        label,
        group,
        hierarchy,
        labelForm,
        id,
        missingValues);
  }

  /**
   * Names columns that are not left to the known schemas.
   *
   * @param someFeatures numeric columns; empty for known features of songs
   * @param labelColumn the class, or null
   * @param groupColumn rows of one group stay in one part of a split by artist, or null
   * @return settings with these columns
   */
  public DataSettings withColumns(
      List<String> someFeatures, String labelColumn, String groupColumn) {
    return new DataSettings(
        files,
        scale,
        labels,
        minPerGenre,
        maxPerGenre,
        someFeatures,
        labelColumn,
        groupColumn,
        hierarchy,
        labelForm,
        id,
        missingValues);
  }

  /**
   * Says how a cell of the label holds genres.
   *
   * @param form "one", "list", "comma", "semicolon" or "pipe"; null to look at each file's cells
   * @return settings with this form
   * @throws IllegalArgumentException for any other text
   */
  public DataSettings withLabelForm(String form) {
    LabelForm parsed = form == null ? null : Names.parse(LabelForm.class, "Label form", form);
    return new DataSettings(
        files,
        scale,
        labels,
        minPerGenre,
        maxPerGenre,
        features,
        label,
        group,
        hierarchy,
        parsed,
        id,
        missingValues);
  }

  /**
   * Names the column that tells tracks apart, and by which alone they are split.
   *
   * @param column its header; null to find a known one
   * @return settings with this id
   */
  public DataSettings withId(String column) {
    return new DataSettings(
        files,
        scale,
        labels,
        minPerGenre,
        maxPerGenre,
        features,
        label,
        group,
        hierarchy,
        labelForm,
        column,
        missingValues);
  }

  /**
   * Says which cells hold nothing.
   *
   * @param words with commas between them; they are added to the usual ones, or take their place
   *     after {@code =}. Null for the usual ones
   * @return settings with these words
   */
  public DataSettings withMissingValues(String words) {
    return new DataSettings(
        files,
        scale,
        labels,
        minPerGenre,
        maxPerGenre,
        features,
        label,
        group,
        hierarchy,
        labelForm,
        id,
        words);
  }

  /**
   * Takes the tree from columns instead of inferring it.
   *
   * @param columns coarse to fine; empty to infer the tree
   * @return settings with this known tree
   */
  public DataSettings withHierarchy(List<String> columns) {
    return new DataSettings(
        files,
        scale,
        labels,
        minPerGenre,
        maxPerGenre,
        features,
        label,
        group,
        columns,
        labelForm,
        id,
        missingValues);
  }

  /**
   * Reads other files by the same columns and labels, as a saved model must, and keeps all rows.
   * New rows are not split, so they need no group, and ids only where they have some; how their
   * labels are written is the new files' own affair.
   *
   * @param others the new files
   * @return settings for them, without limits, group, known tree and label form
   */
  public DataSettings forNewRows(List<Path> others) {
    if (others.contains(Path.of(SIMULATED))) {
      throw new IllegalArgumentException(
          "Simulated songs exist only inside a run, which scores them itself; name CSV files.");
    }
    DataSettings fresh = files(others);
    return new DataSettings(
        fresh.files,
        null,
        labels,
        1,
        NO_CAP,
        features,
        label,
        null,
        List.of(),
        null,
        id,
        missingValues);
  }

  public boolean isSimulated() {
    return scale != null;
  }

  List<Path> paths() {
    return files.stream().map(Path::of).toList();
  }

  public LoadingOptions loadingOptions(boolean labelsRequired) {
    return new LoadingOptions(
        labels,
        minPerGenre,
        maxPerGenre,
        columns(features, label, group, id),
        Optional.ofNullable(labelForm),
        hierarchy,
        List.of(),
        labelsRequired,
        MissingValues.parse(missingValues),
        Optional.empty());
  }

  private static SongColumns columns(List<String> features, String label, String group, String id) {
    return new SongColumns(
        features, Optional.ofNullable(label), Optional.ofNullable(group), Optional.ofNullable(id));
  }
}
