package ihct.loading;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to keep of the files.
 *
 * @param labels one row per (track, genre) or one per track
 * @param minPerGenre genres with fewer tracks are left out; at least 1
 * @param maxPerGenre rows kept per genre at most; at least {@code minPerGenre}
 * @param columns the columns of a file without a known schema
 * @param hierarchyColumns the columns of a known tree, from coarse to fine; empty for none. If the
 *     last of them is not the genre's column, the genre is put below it.
 * @param labelsRequired false to read songs whose genre is not known: then every readable record
 *     becomes one row of the class {@link LoadedSongs#UNLABELLED} and no rule that needs a genre is
 *     applied
 */
public record LoadingOptions(
    LabelMode labels,
    int minPerGenre,
    int maxPerGenre,
    Optional<SongColumns> columns,
    List<String> hierarchyColumns,
    boolean labelsRequired) {

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if the numbers of rows per genre are out of range
   */
  public LoadingOptions {
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(columns, "columns");
    hierarchyColumns = List.copyOf(hierarchyColumns);
    if (minPerGenre < 1 || maxPerGenre < minPerGenre) {
      throw new IllegalArgumentException(
          "Rows per genre: at least %d, at most %d asked; need 1 <= at least <= at most."
              .formatted(minPerGenre, maxPerGenre));
    }
  }

  /**
   * Keeps every row that can be used.
   *
   * @return one row per (track, genre), no least and no largest number per genre
   */
  public static LoadingOptions everything() {
    return new LoadingOptions(
        LabelMode.EVERY, 1, Integer.MAX_VALUE, Optional.empty(), List.of(), true);
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
    return new LoadingOptions(
        LabelMode.EVERY, 1, Integer.MAX_VALUE, Optional.empty(), List.of(), false);
  }

  /**
   * Changes the number of rows per track.
   *
   * @param mode the new mode
   * @return changed options
   */
  public LoadingOptions withLabels(LabelMode mode) {
    return new LoadingOptions(
        mode, minPerGenre, maxPerGenre, columns, hierarchyColumns, labelsRequired);
  }

  /**
   * Changes the least number of tracks per genre.
   *
   * @param rows at least 1
   * @return changed options
   */
  public LoadingOptions withMinPerGenre(int rows) {
    return new LoadingOptions(labels, rows, maxPerGenre, columns, hierarchyColumns, labelsRequired);
  }

  /**
   * Changes the largest number of rows per genre.
   *
   * @param rows at least the least number
   * @return changed options
   */
  public LoadingOptions withMaxPerGenre(int rows) {
    return new LoadingOptions(labels, minPerGenre, rows, columns, hierarchyColumns, labelsRequired);
  }

  /**
   * Names the columns of a file without a known schema.
   *
   * @param names the columns to read
   * @return changed options
   */
  public LoadingOptions withColumns(SongColumns names) {
    return new LoadingOptions(
        labels, minPerGenre, maxPerGenre, Optional.of(names), hierarchyColumns, labelsRequired);
  }

  /**
   * Names the columns of a known tree.
   *
   * @param names from coarse to fine
   * @return changed options
   */
  public LoadingOptions withHierarchyColumns(List<String> names) {
    return new LoadingOptions(labels, minPerGenre, maxPerGenre, columns, names, labelsRequired);
  }
}
