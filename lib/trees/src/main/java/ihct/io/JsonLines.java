package ihct.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Files of results, a JSON text on each line, that grow line by line. A last line without an end
 * was cut off while it was written, and is no result.
 */
public final class JsonLines {

  private JsonLines() {}

  /**
   * Adds lines, without their ends, to the end of a file that exists at once, and waits until they
   * are on the disk.
   *
   * @throws UnwritableException if they cannot be written; the file is as it was then
   */
  public static void append(Path file, List<String> lines) throws UnwritableException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long end = channel.size();
      try {
        channel.position(end);
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

  /**
   * Replaces all lines of a file, given without their ends; it need not exist, but its folder must.
   *
   * @throws UnwritableException if they cannot be written; the file is as it was then
   */
  public static void replace(Path file, List<String> lines) throws UnwritableException {
    WholeFile.replace(file, lines.stream().map(line -> line + "\n"));
  }

  /**
   * {@return all lines, without their ends, but one that was cut off}
   *
   * @throws IllegalArgumentException if the file is no text; the message names it
   */
  public static List<String> read(Path file) throws IOException {
    String text = TextFile.read(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** {@return whether the last line was cut off} */
  public static boolean isTorn(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.size() > 0
          && (channel.read(last, channel.size() - 1) < 1 || last.get(0) != '\n');
    }
  }

  /**
   * Takes a last line that was cut off out of the file, before others are added; tells in which
   * file beside it, whose name ends in {@code .torn}, it is kept.
   */
  public static Optional<Path> setTornLineAside(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    int whole = all.length;
    while (whole > 0 && all[whole - 1] != '\n') {
      whole--;
    }
    if (whole == all.length) {
      return Optional.empty();
    }
    Path torn =
        file.resolveSibling(file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".torn");
    WholeFile.replace(torn, Arrays.copyOfRange(all, whole, all.length));
    WholeFile.replace(file, Arrays.copyOf(all, whole));
    return Optional.of(torn);
  }
}
