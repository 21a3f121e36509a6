package ihct.io;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the texts that a user names: plans, trees, and what runs and studies have left. */
public final class TextFile {

  private static final long MOST_BYTES = 1L << 30;

  /** Some editors begin UTF-8 by it. */
  private static final String MARK = "\uFEFF";

  private TextFile() {}

  /**
   * Reads a whole file.
   *
   * @throws IllegalArgumentException if it is a folder, is no UTF-8 text, or is too large; the
   *     message names it
   */
  public static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder; name a file in it.");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException(file + " has more than 1 GiB; name another file.");
    }
    try {
      String text = Files.readString(file);
      return text.startsWith(MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is no text in UTF-8; name another file.", e);
    }
  }
}
