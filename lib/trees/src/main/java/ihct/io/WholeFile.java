package ihct.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Replaces files as a whole: at any moment the old content is there, or the new. The new content is
 * written beside the file, forced to the disk, and moved into its place in one step. A link stays,
 * and what it leads to is replaced; what is no file, such as a pipe or a device, is written to.
 */
public final class WholeFile {

  /** What the name of the new content ends in, until it stands in its place. */
  public static final String FRESH = ".new";

  private static final int BUFFER = 1 << 16;

  private WholeFile() {}

  /** Writes the content of a file, however large. */
  public interface Content {

    /** Writes it; the stream may be closed. */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Replaces a file once its new content is on the disk.
   *
   * @param file need not exist; its folder must
   * @throws UnwritableException if it cannot be written; an earlier file is intact then, as it is
   *     if the content throws an exception of its own
   */
  public static void replace(Path file, Content content) throws UnwritableException {
    try {
      if (isStream(file)) {
        write(FileChannel.open(file, StandardOpenOption.APPEND), content, false);
      } else {
        replaceFile(Files.isSymbolicLink(file) ? file.toRealPath() : file, content);
      }
    } catch (IOException e) {
      throw UnwritableException.of(file, e);
    }
  }

  /** Replaces a file by bytes, as {@link #replace(Path, Content)} does. */
  public static void replace(Path file, byte[] content) throws UnwritableException {
    replace(file, out -> out.write(content));
  }

  /** Replaces a file by a text in UTF-8, as {@link #replace(Path, Content)} does. */
  public static void replace(Path file, CharSequence text) throws UnwritableException {
    replace(file, Stream.of(text.toString()));
  }

  /**
   * Replaces a file by lines, their ends included, which are made while they are written in UTF-8,
   * as {@link #replace(Path, Content)} does.
   */
  public static void replace(Path file, Stream<String> lines) throws UnwritableException {
    replace(
        file,
        out -> {
          for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
            out.write(each.next().getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /** Whether it is no file, or the file that some program's output goes to already. */
  private static boolean isStream(Path file) {
    return Files.exists(file)
        && (!Files.isRegularFile(file) && !Files.isDirectory(file)
            || file.toAbsolutePath().startsWith("/dev"));
  }

  private static void replaceFile(Path file, Content content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + FRESH);
    FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      write(channel, content, true);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(fresh); // on a full disk, half a file is in the way of others
      throw e;
    }
  }

  private static void write(FileChannel channel, Content content, boolean force)
      throws IOException {
    try (channel) {
      OutputStream out =
          new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER) {
            @Override
            public void close() throws IOException {
              flush(); // the channel is still to be forced
            }
          };
      content.write(out);
      out.flush();
      if (force) {
        channel.force(true);
      }
    }
  }
}
