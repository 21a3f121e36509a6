package ihct.loading;

import ihct.io.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small made tables of songs. */
public final class Tables {

  /** The paper's 11 features as most tables name them, in our order. */
  static final List<String> FEATURES =
      List.of(
          "duration_ms",
          "popularity",
          "acousticness",
          "danceability",
          "energy",
          "instrumentalness",
          "liveness",
          "loudness",
          "speechiness",
          "tempo",
          "valence");

  /** Reads songs whose genre is not known. */
  public static final Reading WITHOUT_GENRES =
      new Reading(false, List.of(), Optional.empty(), false, UnaryOperator.identity(), Map.of());

  private Tables() {}

  /** Eleven cells that differ from song to song: number + 0.01, number + 0.02, … */
  static String numbers(int number) {
    return numbers(number, 11);
  }

  static String numbers(int number, int cells) {
    List<String> values = new ArrayList<>();
    for (int j = 1; j <= cells; j++) {
      values.add(number + "." + (j < 10 ? "0" : "") + j);
    }
    return String.join(",", values);
  }

  /**
   * A table "track_id,track_genre,artists" + features, one line per given (track, genre, artist).
   */
  public static String table(List<String> lines) {
    StringBuilder text =
        new StringBuilder("track_id,track_genre,artists," + String.join(",", FEATURES) + "\n");
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  public static String line(String track, String genre, String artist, int number) {
    return String.join(",", track, genre, artist, numbers(number));
  }

  public static Path write(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  static Path gzip(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  /** An archive of the given names, each with the given text. */
  static Path zip(Path folder, String name, String text, String... entries) throws IOException {
    Path file = folder.resolve(name);
    try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return file;
  }

  /** The fingerprint of a file's bytes. */
  static String sha256(Path file) throws IOException {
    return Sha256.of(Files.readAllBytes(file));
  }

  /** Loads files, in both ways. */
  public static LoadedSongs load(List<Path> files, LoadingOptions options, Reading reading)
      throws IOException {
    return BothWays.load(files, Map.of(), options, reading);
  }

  public static LoadedSongs load(List<Path> files, LoadingOptions options) throws IOException {
    return load(files, options, Reading.TO_LEARN);
  }

  public static LoadedSongs load(Path file, LoadingOptions options) throws IOException {
    return load(List.of(file), options);
  }

  public static LoadedSongs load(Path file) throws IOException {
    return load(file, LoadingOptions.everything());
  }
}
