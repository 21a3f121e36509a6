package ihct.experiment;

import ihct.models.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes files of results: as a whole, or not at all. */
final class ResultFile {

  private ResultFile() {}

  /**
   * Replaces a file once its new content is on the disk.
   *
   * @throws UnwritableException if it cannot be written; an earlier file is intact then
   */
  static void replace(Path file, CharSequence text) throws UnwritableException {
    replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The same for bytes. */
  static void replace(Path file, byte[] content) throws UnwritableException {
    try {
      WholeFile.replace(file, ByteBuffer.wrap(content));
    } catch (IOException e) {
      throw UnwritableException.of(file, e);
    }
  }

  /**
   * Adds a text to the end of a file.
   *
   * @throws UnwritableException if it cannot be written; the file is as it was then
   */
  static void append(Path file, CharSequence text) throws UnwritableException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long end = channel.size();
      try {
        channel.position(end);
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    } catch (IOException e) {
      throw UnwritableException.of(file, e);
    }
  }
}
