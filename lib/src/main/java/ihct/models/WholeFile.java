package ihct.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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

  private static void write(FileChannel channel, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }

  private static void replaceFile(Path file, ByteBuffer content) throws IOException {
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
