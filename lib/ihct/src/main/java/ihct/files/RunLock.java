package ihct.files;

import ihct.io.UnwritableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a folder to one run at a time. The lock is the operating system's on an open file: a
 * process that has died, however it died, holds none.
 */
public final class RunLock implements AutoCloseable {

  public static final String FILE = ".lock";

  private final FileChannel channel;
  private final boolean isShared;

  private RunLock(FileChannel channel, boolean isShared) {
    this.channel = channel;
    this.isShared = isShared;
  }

  /**
   * Takes a folder, which is made if it does not exist.
   *
   * @throws IllegalArgumentException if another run has it
   * @throws UnwritableException if nothing can be written there
   */
  public static RunLock take(Path folder) throws UnwritableException {
    return take(folder, FILE, false);
  }

  /**
   * Takes a folder together with others that share it, but with no run that takes it for itself.
   *
   * @throws IllegalArgumentException if such a run has it
   * @throws UnwritableException if nothing can be written there
   */
  public static RunLock share(Path folder) throws UnwritableException {
    return take(folder, FILE, true);
  }

  /**
   * Takes a part of a folder that is shared.
   *
   * @param part the name of the part's lock
   * @throws IllegalArgumentException if another process has it
   * @throws UnwritableException if nothing can be written there
   */
  public static RunLock takePart(Path folder, String part) throws UnwritableException {
    return take(folder, part, false);
  }

  private static RunLock take(Path folder, String file, boolean isShared)
      throws UnwritableException {
    try {
      return open(folder, file, isShared);
    } catch (IOException e) {
      throw UnwritableException.of(folder, e);
    }
  }

  private static RunLock open(Path folder, String file, boolean isShared) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve(file),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, isShared);
      if (lock == null) {
        throw taken(folder, channel);
      }
      channel.truncate(0); // names nobody who has died
      if (!isShared) {
        String owner = String.valueOf(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)));
      }
      return new RunLock(channel, isShared);
    } catch (OverlappingFileLockException e) { // held by this very process
      IllegalArgumentException taken = taken(folder, channel);
      channel.close();
      throw taken;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static IllegalArgumentException taken(Path folder, FileChannel channel)
      throws IOException {
    ByteBuffer owner = ByteBuffer.allocate(20);
    channel.read(owner, 0);
    String process = new String(owner.array(), 0, owner.position(), StandardCharsets.US_ASCII);
    return new IllegalArgumentException(
        process.isBlank()
            ? "Others are writing to %s, such as parts of a study. Wait for them, or choose another --out."
                .formatted(folder)
            : "Another run is writing to %s (process %s of its machine). Wait for it, stop it, or choose another --out."
                .formatted(folder, process));
  }

  /** Gives the folder free. */
  @Override
  public void close() throws IOException {
    if (!isShared) {
      channel.truncate(0);
    }
    channel.close();
  }
}
