package ihct.models.encode;

import ihct.models.FeatureEncoding;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import java.io.IOException;

/**
 * Turns the z-scored features of a song into the inputs of a network. It is fitted to the training
 * songs and belongs to the network from then on. Safe for several threads at once.
 *
 * <p>Songs are encoded when a network asks for them and never stored: at the paper's size, 16
 * inputs for each feature would take half a gigabyte.
 */
public interface SongEncoding {

  /** What networks see of a song's numbers; in the paper, the numbers. */
  Option<FeatureEncoding> ENCODING =
      Option.choice("encoding", FeatureEncoding.NONE)
          .says(
              "ENCODING",
              "What networks see of each feature: none (the scaled number, as in the paper),"
                  + " rank-gauss (its rank, made normal) or quantiles (several inputs, filled bin"
                  + " by bin)");

  /** Most inputs per feature of {@link FeatureEncoding#QUANTILES}. */
  Option<Integer> BINS =
      Option.integer("bins", 16)
          .atLeast(2)
          .atMost(1000)
          .with(ENCODING, FeatureEncoding.QUANTILES)
          .says("N", "Most inputs of a feature with --encoding quantiles");

  /** Features of a song, d. */
  int dimension();

  /** Inputs that the network gets for a song, at least d. */
  int inputs();

  /**
   * Encodes one song.
   *
   * @param song d features from a place on
   * @param from where they begin
   * @param inputs receives {@link #inputs} numbers
   * @param to where they go
   */
  void encode(float[] song, int from, float[] inputs, int to);

  /**
   * Writes what {@link #read} needs to build it again; nothing for features as they are.
   *
   * @throws IOException if the file cannot be written
   */
  void write(ModelWriter out) throws IOException;

  /**
   * Encodes songs that follow each other.
   *
   * @param songs features, row by row
   * @param from the first song
   * @param count how many
   * @param inputs receives as many rows of {@link #inputs} numbers, from its start on
   */
  default void encode(float[] songs, int from, int count, float[] inputs) {
    for (int i = 0; i < count; i++) {
      encode(songs, (from + i) * dimension(), inputs, i * inputs());
    }
  }

  /**
   * Fits the encoding that networks shall have.
   *
   * @param train z-scored training songs, at least one
   * @param options tell which encoding, and its bins
   */
  static SongEncoding fit(Songs train, TrainingOptions options) {
    return switch (options.get(ENCODING)) {
      case NONE -> none(train.dimension());
      case RANK_GAUSS -> RankGaussEncoding.fit(train);
      case QUANTILES -> QuantileEncoding.fit(train, options.get(BINS));
    };
  }

  /**
   * Reads what {@link #write} wrote, and how many features a song has; a file that tells of no
   * encoding has plain features.
   *
   * @throws IOException if the encoding is unknown or contradicts itself
   */
  static SongEncoding read(ModelReader in) throws IOException {
    int dimension = in.integer("features", 1, Integer.MAX_VALUE);
    if (!in.has("encoding")) {
      return none(dimension);
    }
    return switch (in.word("encoding", "quantiles", "rank-gauss")) {
      case "quantiles" -> QuantileEncoding.read(in, dimension);
      default -> RankGaussEncoding.read(in, dimension);
    };
  }

  /** The features as they are. */
  static SongEncoding none(int dimension) {
    return new SongEncoding() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public int inputs() {
        return dimension;
      }

      @Override
      public void encode(float[] song, int from, float[] inputs, int to) {
        System.arraycopy(song, from, inputs, to, dimension);
      }

      @Override
      public void write(ModelWriter out) {}
    };
  }
}
