package ihct.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Reads the names of files and folders on the command line. */
final class PathText {

  private PathText() {}

  /** Reads a path for picocli, which names the option. */
  static Path parse(String text) {
    try {
      return of(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /**
   * Reads the path that an option names among other things.
   *
   * @throws IllegalArgumentException if there can be none of this name
   */
  static Path of(String option, String text) {
    try {
      return of(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage() + ".", e);
    }
  }

  private static Path of(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the name is empty; name a file or folder");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "\"%s\" can be no name of a file: %s".formatted(text, e.getReason()), e);
    }
  }
}
