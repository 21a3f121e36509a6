package ihct.data;

import ihct.loading.LoadingReport;

/**
 * The kept songs in a few numbers.
 *
 * @param rows (track, genre) pairs
 * @param tracks distinct tracks
 * @param genres classes
 * @param minPerGenre rows of the smallest genre
 * @param medianPerGenre rows of the median genre
 * @param maxPerGenre rows of the largest genre
 * @param severalGenres share of the tracks that carry more than one genre, 0…1
 * @param ceiling the best top-1 accuracy that the rows allow, 0…1
 */
record SongFacts(
    int rows,
    int tracks,
    int genres,
    int minPerGenre,
    double medianPerGenre,
    int maxPerGenre,
    double severalGenres,
    double ceiling) {

  static SongFacts of(LoadingReport report) {
    return new SongFacts(
        report.rowsKept(),
        report.tracks(),
        report.genres(),
        report.minPerGenre(),
        report.medianPerGenre(),
        report.maxPerGenre(),
        report.severalGenres(),
        report.ceiling());
  }
}
