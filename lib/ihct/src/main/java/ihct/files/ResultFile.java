package ihct.files;

import ihct.models.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** Writes files of results: as a whole, or not at all. */
public final class ResultFile {

  private ResultFile() {}

  /**
   * Replaces a file once its new content is on the disk.
   *
   * @param file the file
   * @param text its new content, written as UTF-8
   * @throws UnwritableException if it cannot be written; an earlier file is intact then
   */
  public static void replace(Path file, CharSequence text) throws UnwritableException {
    replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same for bytes.
   *
   * @param file the file
   * @param content its new content
   * @throws UnwritableException if it cannot be written; an earlier file is intact then
   */
  public static void replace(Path file, byte[] content) throws UnwritableException {
    try {
      WholeFile.replace(file, ByteBuffer.wrap(content));
    } catch (IOException e) {
      throw UnwritableException.of(file, e);
    }
  }

  /**
   * The same for a text of many lines, which are made while they are written.
   *
   * @param file the file
   * @param lines its new content, line ends included, written as UTF-8
   * @throws UnwritableException if it cannot be written; an earlier file is intact then
   */
  public static void replace(Path file, Stream<String> lines) throws UnwritableException {
    Stream<ByteBuffer> bytes =
        lines.map(line -> ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    try {
      WholeFile.replace(file, bytes::iterator);
    } catch (IOException e) {
      throw UnwritableException.of(file, e);
    }
  }

  /**
   * Adds a text to the end of a file, and waits until it is on the disk.
   *
   * @param file the file, which exists
   * @param text what is added, written as UTF-8
   * @throws UnwritableException if it cannot be written; the file is as it was then
   */
  public static void append(Path file, CharSequence text) throws UnwritableException {
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
