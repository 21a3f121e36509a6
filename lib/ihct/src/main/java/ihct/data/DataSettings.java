package ihct.data;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ihct.loading.LoadingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where the songs come from and which rows are kept.
 *
 * @param files the CSV files, as the user named them; empty for simulated songs
 * @param scale how many songs to simulate; null for files
 * @param options which rows are kept, and where in the files they stand
 */
public record DataSettings(List<String> files, Scale scale, @JsonUnwrapped LoadingOptions options) {

  /** The word that stands for made songs where files are asked for. */
  public static final String SIMULATED = "simulated";

  /** Checks that the parts fit together. */
  public DataSettings {
    files = List.copyOf(files);
    if (files.isEmpty() == (scale == null)) {
      throw new IllegalArgumentException("Songs come either from files or from a simulation.");
    }
    if (scale != null && !(options.features().isEmpty() && options.hierarchy().isEmpty())) {
      throw new IllegalArgumentException(
          "Simulated songs have no columns to choose; name features and hierarchy for files only.");
    }
  }

  /** Songs of at least one published CSV file, plain, gzipped or zipped, every row kept. */
  public static DataSettings files(List<Path> files) {
    return new DataSettings(
        files.stream().map(Path::toString).toList(), null, LoadingOptions.everything());
  }

  /** Songs made by the simulation, every row kept. */
  public static DataSettings simulated(Scale scale) {
    return new DataSettings(List.of(), scale, LoadingOptions.everything());
  }

  /**
   * Changes what is kept, or names columns: {@code with(options -> options.withLimits(50, 200))}.
   */
  public DataSettings with(UnaryOperator<LoadingOptions> change) {
    return new DataSettings(files, scale, change.apply(options));
  }

  public boolean isSimulated() {
    return scale != null;
  }

  List<Path> paths() {
    return files.stream().map(Path::of).toList();
  }
}
