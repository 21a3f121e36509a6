package ihct.loading.simulate;

/**
 * What {@link SimulatedSongs} simulates.
 *
 * @param genres number of genres N, at least 2
 * @param songs number of (track, genre) rows asked for, between 1 and 200 per genre on average. Of
 *     50 or more on average each genre has between 50 and 200, and the result has nearly as many as
 *     asked for, from rounding; of fewer all genres have the same number, give or take one
 * @param seed another seed, other genres and songs
 * @param clarity the share of a typical feature's variance that lies between the genres, 0…1: 0
 *     puts all genres into one place, higher values make them easier to tell apart
 * @param sharedSongs share of a genre's rows, 0…0.2, that are tracks of its nearest relative: those
 *     tracks carry both genres
 */
public record SimulationOptions(
    int genres, int songs, long seed, double clarity, double sharedSongs) {

  /** Fewest rows of a genre in the paper's data. */
  static final int USUAL_LEAST = 50;

  /** Most rows of a genre, as in the paper's data. */
  public static final int MOST_SONGS = 200;

  /** All features of so many are still one array. */
  private static final int MOST_ROWS = 100_000_000;

  /** The clarity at which {@link #paper()} is about as hard as the paper's songs. */
  public static final double PAPER_CLARITY = 0.015;

  /** More borrowed tracks than this, and a small genre may have fewer than a large one asks for. */
  private static final double MOST_SHARED = 0.2;

  /** Checks the ranges. */
  public SimulationOptions {
    if (genres < 2) {
      throw new IllegalArgumentException("genres = " + genres + "; a simulation needs at least 2.");
    }
    long most = Math.min((long) genres * MOST_SONGS, MOST_ROWS);
    if (songs < genres || songs > most) {
      throw new IllegalArgumentException(
          "songs = %d; %d genres of 1 to %d songs each have between %d and %d."
              .formatted(songs, genres, MOST_SONGS, genres, most));
    }
    if (!(clarity >= 0 && clarity <= 1)) {
      throw new IllegalArgumentException(
          "clarity = " + clarity + "; it must be between 0 (genres alike) and 1 (no overlap).");
    }
    if (!(sharedSongs >= 0 && sharedSongs <= MOST_SHARED)) {
      throw new IllegalArgumentException(
          "shared songs = " + sharedSongs + "; the share must be between 0 and 0.2.");
    }
  }

  /** {@return a size for a quick look, seconds on two cores: 40 genres, 4,800 songs, seed 1} */
  public static SimulationOptions small() {
    return new SimulationOptions(40, 4_800, 1, PAPER_CLARITY, 0.1);
  }

  /** {@return the usual size, minutes on two cores: 200 genres, 24,000 songs, seed 1} */
  public static SimulationOptions demo() {
    return new SimulationOptions(200, 24_000, 1, PAPER_CLARITY, 0.1);
  }

  /**
   * {@return the size of the paper's data: 5238 genres (the paper also says 5283) and 794,000
   * songs, about 152 each, seed 1}
   */
  public static SimulationOptions paper() {
    return new SimulationOptions(5238, 794_000, 1, PAPER_CLARITY, 0.1);
  }
}
