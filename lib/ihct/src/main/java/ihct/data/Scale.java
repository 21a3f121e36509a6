package ihct.data;

import ihct.files.Names;
import ihct.loading.simulate.SimulationOptions;

/** How many songs to simulate. */
public enum Scale {
  /** 40 genres and about 4,600 rows: seconds. */
  SMALL(SimulationOptions.small()),
  /** 200 genres and about 24,000 rows: minutes on two cores. */
  DEMO(SimulationOptions.demo()),
  /** The paper's size, 5238 genres and about 794,000 rows: hours. */
  PAPER(SimulationOptions.paper());

  private final SimulationOptions options;

  Scale(SimulationOptions options) {
    this.options = options;
  }

  /**
   * Reads "small", "demo" or "paper".
   *
   * @throws IllegalArgumentException for any other text; the message lists the scales
   */
  public static Scale parse(String text) {
    return Names.parse(Scale.class, "Scale", text);
  }

  /** {@return how many genres are simulated} */
  public int genres() {
    return options.genres();
  }

  /**
   * The same for other numbers.
   *
   * @param genres null for the scale's
   * @param songsPerGenre null for the scale's
   */
  SimulationOptions options(Integer genres, Integer songsPerGenre) {
    if (songsPerGenre != null
        && (songsPerGenre < 1 || songsPerGenre > SimulationOptions.MOST_SONGS)) {
      throw new IllegalArgumentException(
          "songs per genre = %d; it must be between 1 and %d."
              .formatted(songsPerGenre, SimulationOptions.MOST_SONGS));
    }
    int n = genres == null ? options.genres() : genres;
    double mean =
        songsPerGenre == null ? (double) options.songs() / options.genres() : songsPerGenre;
    return new SimulationOptions(
        n, (int) Math.rint(mean * n), options.seed(), options.clarity(), options.sharedSongs());
  }
}
