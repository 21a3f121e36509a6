package ihct.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Replaces files as a whole: at any moment the old content is there, or the new. A link stays, and
 * what it leads to is replaced; what is no file, such as a pipe or a device, is written to.
 */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Replaces a file once its new content is on the disk.
   *
   * @param file need not exist; its folder must
   * @param content is read from its position to its limit
   * @throws IOException if it cannot be written; an earlier file is intact then
   */
  public static void replace(Path file, ByteBuffer content) throws IOException {
    replace(file, List.of(content));
  }

  /**
   * The same for a content that is made piece by piece, as it may be larger than the memory.
   *
   * @param file need not exist; its folder must
   * @param content its pieces in order, each read from its position to its limit
   * @throws IOException if it cannot be written; an earlier file is intact then
   */
  public static void replace(Path file, Iterable<ByteBuffer> content) throws IOException {
    if (isStream(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
        write(channel, content);
      }
      return;
    }
    replaceFile(Files.isSymbolicLink(file) ? file.toRealPath() : file, content);
  }

  /** Whether it is no file, or the file that some program's output goes to already. */
  private static boolean isStream(Path file) {
    return Files.exists(file)
        && (!Files.isRegularFile(file) && !Files.isDirectory(file)
            || file.toAbsolutePath().startsWith("/dev"));
  }

  private static void write(FileChannel channel, Iterable<ByteBuffer> content) throws IOException {
    for (ByteBuffer piece : content) {
      while (piece.hasRemaining()) {
        channel.write(piece);
      }
    }
  }

  private static void replaceFile(Path file, Iterable<ByteBuffer> content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      write(channel, content);
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(fresh); // on a full disk, half a file is in the way of others
      throw e;
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
