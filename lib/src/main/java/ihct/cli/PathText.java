package ihct.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/** Reads the names of files and folders on the command line. */
final class PathText {

  private PathText() {}

  /**
   * Reads a path.
   *
   * @throws TypeConversionException if there can be none of this name
   */
  static Path parse(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it is empty; name a file or folder");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "\"%s\" can be no name of a file: %s".formatted(text, e.getReason()));
    }
  }
}
