package ihct.data;

import ihct.loading.LoadingReport;

/** The kept songs in a few numbers. */
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
