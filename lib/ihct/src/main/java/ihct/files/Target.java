package ihct.files;

import ihct.io.UnwritableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where results are to go, looked at before any time is spent. */
public final class Target {

  private static final String OTHER = "; name another place.";

  private Target() {}

  /**
   * Refuses a path at which no folder can be; neither it nor the folders above it need exist.
   *
   * @throws IllegalArgumentException if something is in the way
   * @throws UnwritableException if nothing may be written there
   */
  public static void requireFolder(Path folder) throws IOException {
    Path there = nearest(folder);
    if (!Files.isDirectory(there)) {
      throw new IllegalArgumentException(
          "%s is a file; results need a folder. Choose another --out.".formatted(there));
    }
    requireWritable(folder, there);
  }

  /**
   * Refuses a path at which no file can be; it need not exist, but its folder must.
   *
   * @throws IllegalArgumentException if something is in the way
   * @throws UnwritableException if nothing may be written there
   */
  public static void requireFile(Path file) throws IOException {
    Path there = nearest(file);
    if (there.equals(file)) {
      if (Files.isDirectory(file)) {
        throw new IllegalArgumentException(file + " is a folder; name a file.");
      }
      return;
    }
    Path parent = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(there)) {
      throw new IllegalArgumentException(there + " is a file, and no folder" + OTHER);
    }
    if (!Files.exists(parent)) {
      throw new IllegalArgumentException(
          "There is no folder " + parent + "; make it, or" + OTHER.substring(1));
    }
    requireWritable(file, there);
  }

  /**
   * Refuses a new file that would replace something that is used otherwise, under whatever name.
   *
   * @param option by which the file was named
   * @param other a file or folder; of a folder nothing that is in it may be replaced
   * @throws IllegalArgumentException if it is the same, or a file in that folder
   */
  public static void requireOther(String option, Path file, Path other) throws IOException {
    boolean isThere = Files.exists(file) && Files.exists(other);
    if (isThere
        ? Files.isSameFile(file, other)
        : file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())) {
      throw new IllegalArgumentException(
          "%s would replace %s, which the command line names otherwise, too; name another file."
              .formatted(option, other));
    }
    if (isThere && Files.isDirectory(other) && file.toRealPath().startsWith(other.toRealPath())) {
      throw new IllegalArgumentException(
          "%s would replace %s, a file of %s; name another one.".formatted(option, file, other));
    }
  }

  /** The path itself if something is there, else the nearest above it where something is. */
  private static Path nearest(Path path) throws IOException {
    for (Path at = path; at != null; at = at.equals(path) ? parent(at) : at.getParent()) {
      if (exists(at)) {
        return at;
      }
    }
    throw new NoSuchFileException(path.toString());
  }

  private static Path parent(Path path) {
    return path.toAbsolutePath().getParent();
  }

  private static boolean exists(Path path) throws IOException {
    try {
      path.getFileSystem().provider().checkAccess(path);
      return true;
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(path)) {
        throw new IllegalArgumentException(path + " is a link that leads nowhere" + OTHER, e);
      }
      return false;
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) { // a file where a folder should be, a name too long, a circle
      if (!Files.isDirectory(parent(path))) {
        return false;
      }
      throw new IllegalArgumentException(
          "%s can be no place for results: %s%s".formatted(path, e.getReason(), OTHER), e);
    }
  }

  private static void requireWritable(Path path, Path there) throws IOException {
    if (!Files.isWritable(there)) {
      throw UnwritableException.of(
          path,
          Files.getFileStore(there).isReadOnly()
              ? new FileSystemException(path.toString(), null, "Read-only file system")
              : new AccessDeniedException(path.toString()));
    }
  }
}
