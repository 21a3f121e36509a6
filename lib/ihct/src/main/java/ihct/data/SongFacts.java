package ihct.data;

import ihct.songs.LabelCeiling;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Songs in a few numbers.
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

  /** Counts at least one song. */
  static SongFacts of(Songs songs) {
    int[] perGenre = songs.rowsPerGenre();
    Arrays.sort(perGenre);
    int half = perGenre.length / 2;
    double median =
        perGenre.length % 2 == 1
            ? perGenre[half]
            : (perGenre[half - 1] + (double) perGenre[half]) / 2;
    long tracks = distinctTracks(IntStream.range(0, songs.size()), songs);
    long several =
        distinctTracks(
            IntStream.range(0, songs.size()).filter(row -> songs.trackGenres(row).length > 1),
            songs);
    return new SongFacts(
        songs.size(),
        Math.toIntExact(tracks),
        perGenre.length,
        perGenre[0],
        median,
        perGenre[perGenre.length - 1],
        (double) several / tracks,
        LabelCeiling.of(songs));
  }

  private static long distinctTracks(IntStream rows, Songs songs) {
    return rows.mapToLong(songs::trackKey).distinct().count();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d rows, %,d tracks, %.1f %% of them with several genres; %,d genres with %,d to %,d rows"
            + " (median %.1f); multi-label ceiling of top-1 accuracy: %.1f %%",
        rows,
        tracks,
        100 * severalGenres,
        genres,
        minPerGenre,
        maxPerGenre,
        medianPerGenre,
        100 * ceiling);
  }
}
