package ihct.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Results that cannot be written: the disk is full, the folder is read-only, and the like. */
public final class UnwritableException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean isMistake;

  private UnwritableException(String message, IOException cause) {
    super(message, cause);
    isMistake =
        cause instanceof AccessDeniedException
            || cause instanceof DirectoryNotEmptyException
            || cause instanceof FileAlreadyExistsException
            || cause instanceof NotDirectoryException;
  }

  /**
   * {@return whether another place would do: something is in the way or this user may not write
   * there, rather than the disk being full or broken}
   */
  public boolean isMistake() {
    return isMistake;
  }

  /**
   * {@return an exception that says what could not be written, and why; the failure itself if it
   * says so already}
   */
  public static UnwritableException of(Path file, IOException failure) {
    return failure instanceof UnwritableException already
        ? already
        : new UnwritableException(
            "%s could not be written: %s. What was complete before is intact."
                .formatted(file, reason(failure)),
            failure);
  }

  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + " is gone";
    }
    if (failure instanceof FileSystemException problem) {
      return problem.getReason() == null
          ? problem.getFile() + " is in the way"
          : problem.getReason();
    }
    return failure.getMessage();
  }
}
