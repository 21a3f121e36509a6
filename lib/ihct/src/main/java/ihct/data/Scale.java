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

  SimulationOptions options() {
    return options;
  }

  /** The same for another number of genres, with as many songs each. */
  SimulationOptions options(int genres) {
    long songs = Math.round((double) options.songs() * genres / options.genres());
    return new SimulationOptions(
        genres, Math.toIntExact(songs), options.seed(), options.clarity(), options.sharedSongs());
  }
}
