package ihct.loading;

import ihct.loading.csv.MissingValues;
import ihct.loading.schema.LabelForm;
import ihct.loading.schema.SongColumns;
import ihct.loading.schema.Words;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to keep of the files, and how to read them.
 *
 * @param labels one row per (track, genre) or one per track
 * @param minPerGenre genres with fewer tracks are left out; at least 1
 * @param maxPerGenre rows kept per genre at most; at least {@code minPerGenre}
 * @param columns the columns that are not left to the known schemas
 * @param labelForm how a cell of the label holds genres; empty to look at each file's cells
 * @param hierarchyColumns the columns of a known tree, from coarse to fine; empty for none. If the
 *     last of them is not the genre's column, the genre is put below it.
 * @param classes the classes of a trained model, by which the form of labels is told then; empty
 *     for songs to learn from
 * @param labelsRequired false to read songs whose genre is not known: then every readable record
 *     becomes one row of the class {@link Songs#UNLABELLED} and no rule that needs a genre is
 *     applied
 * @param missing the words of cells without content
 * @param trained the scaling of the model that will see the songs, whose units they must have;
 *     empty for songs to learn from
 */
public record LoadingOptions(
    LabelMode labels,
    int minPerGenre,
    int maxPerGenre,
    SongColumns columns,
    Optional<LabelForm> labelForm,
    List<String> hierarchyColumns,
    List<String> classes,
    boolean labelsRequired,
    MissingValues missing,
    Optional<ZScores> trained) {

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if the numbers of rows per genre are out of range
   */
  public LoadingOptions {
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(labelForm, "labelForm");
    Objects.requireNonNull(missing, "missing");
    Objects.requireNonNull(trained, "trained");
    hierarchyColumns = List.copyOf(hierarchyColumns);
    classes = List.copyOf(classes);
    if (minPerGenre < 1 || maxPerGenre < minPerGenre) {
      throw new IllegalArgumentException(
          "Rows per genre: at least %d, at most %d asked; need 1 <= at least <= at most."
              .formatted(minPerGenre, maxPerGenre));
    }
  }

  /** What the data call their classes, rows and groups: only user-named features are no songs'. */
  Words words() {
    return columns.features().isEmpty() ? Words.SONGS : Words.of(columns.features());
  }

  /**
   * Keeps every row that can be used.
   *
   * @return one row per (track, genre), no least and no largest number per genre
   */
  public static LoadingOptions everything() {
    return new LoadingOptions(
        LabelMode.EVERY,
        1,
        Integer.MAX_VALUE,
        SongColumns.KNOWN,
        Optional.empty(),
        List.of(),
        List.of(),
        true,
        MissingValues.USUAL,
        Optional.empty());
  }

  /**
   * Keeps what the paper's training set is made of: one row per (track, genre) and about 200 songs
   * per genre (§3). Genres with fewer than 50 are left out, since a tenth of fewer tests nothing.
   *
   * @return one row per (track, genre), 50 to 200 per genre
   */
  public static LoadingOptions paper() {
    return everything().withMinPerGenre(50).withMaxPerGenre(200);
  }

  /**
   * Reads songs whose genre is not known.
   *
   * @return every readable record as one row, in reading order
   */
  public static LoadingOptions unlabelled() {
    return everything().withLabelsRequired(false);
  }

  /**
   * Changes the number of rows per track.
   *
   * @param mode the new mode
   * @return changed options
   */
  public LoadingOptions withLabels(LabelMode mode) {
    return new LoadingOptions(
        mode,
        minPerGenre,
        maxPerGenre,
        columns,
        labelForm,
        hierarchyColumns,
        classes,
        labelsRequired,
        missing,
        trained);
  }

  /**
   * Changes the least number of tracks per genre.
   *
   * @param rows at least 1
   * @return changed options
   */
  public LoadingOptions withMinPerGenre(int rows) {
    return new LoadingOptions(
        labels,
        rows,
        maxPerGenre,
        columns,
        labelForm,
        hierarchyColumns,
        classes,
        labelsRequired,
        missing,
        trained);
  }

  /**
   * Changes the largest number of rows per genre.
   *
   * @param rows at least the least number
   * @return changed options
   */
  public LoadingOptions withMaxPerGenre(int rows) {
    return new LoadingOptions(
        labels,
        minPerGenre,
        rows,
        columns,
        labelForm,
        hierarchyColumns,
        classes,
        labelsRequired,
        missing,
        trained);
  }

  /**
   * Names columns.
   *
   * @param names those that are not left to the known schemas
   * @return changed options
   */
  public LoadingOptions withColumns(SongColumns names) {
    return new LoadingOptions(
        labels,
        minPerGenre,
        maxPerGenre,
        names,
        labelForm,
        hierarchyColumns,
        classes,
        labelsRequired,
        missing,
        trained);
  }

  /**
   * Says how a cell of the label holds genres.
   *
   * @param form the form; empty to look at each file's cells
   * @return changed options
   */
  public LoadingOptions withLabelForm(Optional<LabelForm> form) {
    return new LoadingOptions(
        labels,
        minPerGenre,
        maxPerGenre,
        columns,
        form,
        hierarchyColumns,
        classes,
        labelsRequired,
        missing,
        trained);
  }

  /**
   * Names the columns of a known tree.
   *
   * @param names from coarse to fine
   * @return changed options
   */
  public LoadingOptions withHierarchyColumns(List<String> names) {
    return new LoadingOptions(
        labels,
        minPerGenre,
        maxPerGenre,
        columns,
        labelForm,
        names,
        classes,
        labelsRequired,
        missing,
        trained);
  }

  /**
   * Names the classes of a trained model, so that the labels of few songs are read as its own.
   *
   * @param names the classes
   * @return changed options
   */
  public LoadingOptions withClasses(List<String> names) {
    return new LoadingOptions(
        labels,
        minPerGenre,
        maxPerGenre,
        columns,
        labelForm,
        hierarchyColumns,
        names,
        labelsRequired,
        missing,
        trained);
  }

  /**
   * Says whether genres are needed.
   *
   * @param required false to read songs whose genre is not known
   * @return changed options
   */
  public LoadingOptions withLabelsRequired(boolean required) {
    return new LoadingOptions(
        labels,
        minPerGenre,
        maxPerGenre,
        columns,
        labelForm,
        hierarchyColumns,
        classes,
        required,
        missing,
        trained);
  }

  /**
   * Says which cells hold nothing.
   *
   * @param words the words of such cells
   * @return changed options
   */
  public LoadingOptions withMissing(MissingValues words) {
    return new LoadingOptions(
        labels,
        minPerGenre,
        maxPerGenre,
        columns,
        labelForm,
        hierarchyColumns,
        classes,
        labelsRequired,
        words,
        trained);
  }

  /**
   * Names the scaling of the model that will see the songs.
   *
   * @param scaling measured on its training songs
   * @return changed options
   */
  public LoadingOptions withTrained(ZScores scaling) {
    return new LoadingOptions(
        labels,
        minPerGenre,
        maxPerGenre,
        columns,
        labelForm,
        hierarchyColumns,
        classes,
        labelsRequired,
        missing,
        Optional.of(scaling));
  }
}
