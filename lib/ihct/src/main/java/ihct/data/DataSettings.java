package ihct.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ihct.loading.LoadingOptions;
import ihct.loading.simulate.SimulationOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where the songs come from and which rows are kept.
 *
 * @param files the CSV files, as the user named them; empty for simulated songs
 * @param scale how many songs to simulate; null for files
 * @param genres how many genres to simulate in place of the scale's, with as many songs each; null
 *     for the scale's, and for files
 * @param options which rows are kept, and where in the files they stand
 */
public record DataSettings(
    List<String> files,
    Scale scale,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer genres,
    @JsonUnwrapped LoadingOptions options) {

  /** The word that stands for made songs where files are asked for. */
  public static final String SIMULATED = "simulated";

  /** Checks that the parts fit together. */
  public DataSettings {
    files = List.copyOf(files);
    if (files.isEmpty() == (scale == null)) {
      throw new IllegalArgumentException("Songs come either from files or from a simulation.");
    }
    if (genres != null && scale == null) {
      throw new IllegalArgumentException("Files have the genres that stand in them.");
    }
    if (genres != null) {
      scale.options(genres); // refuses what cannot be simulated
    }
    if (scale != null && !(options.features().isEmpty() && options.hierarchy().isEmpty())) {
      throw new IllegalArgumentException(
          "Simulated songs have no columns to choose; name features and hierarchy for files only.");
    }
  }

  /** Songs of at least one published CSV file, plain, gzipped or zipped, every row kept. */
  public static DataSettings files(List<Path> files) {
    return new DataSettings(
        files.stream().map(Path::toString).toList(), null, null, LoadingOptions.everything());
  }

  /** Songs made by the simulation, every row kept. */
  public static DataSettings simulated(Scale scale) {
    return new DataSettings(List.of(), scale, null, LoadingOptions.everything());
  }

  /**
   * Songs made by the simulation of another number of genres than the scale has.
   *
   * @param genres how many, at least 2; each has about as many songs as in the scale
   * @throws IllegalArgumentException if there are fewer
   */
  public static DataSettings simulated(Scale scale, int genres) {
    return new DataSettings(
        List.of(),
        scale,
        genres == scale.genres() ? null : Integer.valueOf(genres),
        LoadingOptions.everything());
  }

  /**
   * Changes what is kept, or names columns: {@code with(options -> options.withLimits(50, 200))}.
   */
  public DataSettings with(UnaryOperator<LoadingOptions> change) {
    return new DataSettings(files, scale, genres, change.apply(options));
  }

  public boolean isSimulated() {
    return scale != null;
  }

  /** What is simulated. */
  SimulationOptions simulation() {
    return genres == null ? scale.options() : scale.options(genres);
  }

  List<Path> paths() {
    return files.stream().map(Path::of).toList();
  }
}
