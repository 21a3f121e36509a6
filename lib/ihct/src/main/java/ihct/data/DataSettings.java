package ihct.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ihct.loading.LoadingOptions;
import ihct.loading.simulate.SimulationOptions;
import ihct.songs.Part;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where the songs come from and which rows are kept.
 *
 * @param files the CSV files, as the user named them; empty for simulated songs
 * @param validation files that were published to tune on; empty to draw a share of the others
 * @param test files that were published to test on; empty to draw the parts
 * @param scale how many songs to simulate; null for files
 * @param genres how many genres to simulate in place of the scale's; null for the scale's, and for
 *     files
 * @param songsPerGenre how many songs of each on average, in place of the scale's; likewise
 * @param options which rows are kept, and where in the files they stand
 */
public record DataSettings(
    List<String> files,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> validation,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> test,
    Scale scale,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer genres,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer songsPerGenre,
    @JsonUnwrapped LoadingOptions options) {

  /** The word that stands for made songs where files are asked for. */
  public static final String SIMULATED = "simulated";

  /** Checks that the parts fit together. */
  public DataSettings {
    files = List.copyOf(files);
    validation = validation == null ? List.of() : List.copyOf(validation);
    test = test == null ? List.of() : List.copyOf(test);
    if (test.isEmpty() && !validation.isEmpty()) {
      throw new IllegalArgumentException(
          "Files to validate on are named, but none to test on. Name them too (--test FILE).");
    }
    if (!test.isEmpty() && (scale != null || options.split() != null)) {
      throw new IllegalArgumentException(
          scale != null
              ? "Files to test on suit files to train on, not simulated songs."
              : "Both a column (%s) and files to test on say how rows are split; name one of them."
                  .formatted(options.split()));
    }
    if (files.isEmpty() == (scale == null)) {
      throw new IllegalArgumentException("Songs come either from files or from a simulation.");
    }
    if (scale == null && (genres != null || songsPerGenre != null)) {
      throw new IllegalArgumentException("Files have the genres and songs that stand in them.");
    }
    if (scale != null) {
      scale.options(genres, songsPerGenre); // refuses what cannot be simulated
    }
    if (scale != null
        && !(options.features().isEmpty()
            && options.hierarchy().isEmpty()
            && options.split() == null
            && options.log().isEmpty()
            && options.categories().isEmpty())) {
      throw new IllegalArgumentException(
          "Simulated songs have no columns to choose; name features, hierarchy and split for files only.");
    }
  }

  /** Songs of at least one published CSV file, plain, gzipped or zipped, every row kept. */
  public static DataSettings files(List<Path> files) {
    return new DataSettings(
        names(files), List.of(), List.of(), null, null, null, LoadingOptions.everything());
  }

  /** Songs made by the simulation, every row kept. */
  public static DataSettings simulated(Scale scale) {
    return simulated(scale, scale.genres(), null);
  }

  /**
   * Songs made by the simulation of other numbers than the scale has.
   *
   * @param genres how many, at least 2
   * @param songsPerGenre how many songs of each on average, 1…200; null for about as many as in the
   *     scale
   * @throws IllegalArgumentException if a number is out of range
   */
  public static DataSettings simulated(Scale scale, int genres, Integer songsPerGenre) {
    return new DataSettings(
        List.of(),
        List.of(),
        List.of(),
        scale,
        genres == scale.genres() ? null : Integer.valueOf(genres),
        songsPerGenre,
        LoadingOptions.everything());
  }

  /**
   * Changes what is kept, or names columns: {@code with(options -> options.withLimits(50, 200))}.
   */
  public DataSettings with(UnaryOperator<LoadingOptions> change) {
    return new DataSettings(
        files, validation, test, scale, genres, songsPerGenre, change.apply(options));
  }

  /**
   * Names files of a published split beside those to train on.
   *
   * @param toValidate none to draw a tenth of the files to train on
   * @param toTest none to draw all parts
   */
  public DataSettings withParts(List<Path> toValidate, List<Path> toTest) {
    return new DataSettings(
        files, names(toValidate), names(toTest), scale, genres, songsPerGenre, options);
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }

  /** Whether the data say themselves which rows are tested on. */
  public boolean isParted() {
    return !test.isEmpty() || options.split() != null;
  }

  public boolean isSimulated() {
    return scale != null;
  }

  /** What is simulated. */
  SimulationOptions simulation() {
    return scale.options(genres, songsPerGenre);
  }

  /** All files, those to train on first. */
  List<Path> paths() {
    return Stream.of(files, validation, test).flatMap(List::stream).map(Path::of).toList();
  }

  /** By file the part that its rows belong to; empty if the files do not say so. */
  Map<Path, Part> parts() {
    Map<Path, Part> parts = new HashMap<>();
    if (!test.isEmpty()) {
      files.forEach(file -> parts.put(Path.of(file), Part.TRAIN));
      validation.forEach(file -> parts.put(Path.of(file), Part.VALIDATION));
      test.forEach(file -> parts.put(Path.of(file), Part.TEST));
    }
    return parts;
  }
}
