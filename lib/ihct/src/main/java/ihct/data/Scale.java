package ihct.data;

import ihct.files.Names;
import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import ihct.songs.Songs;

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

  Songs simulate(boolean withNames) {
    return withNames ? SimulatedSongs.generateWithNames(options) : SimulatedSongs.generate(options);
  }
}
