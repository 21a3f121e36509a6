package ihct.experiment;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Results that cannot be written: the disk is full, the folder is read-only, and the like. */
public final class UnwritableException extends IOException {

  private static final long serialVersionUID = 1L;

  private UnwritableException(String message, IOException cause) {
    super(message, cause);
  }

  /**
   * Says what could not be written, and why.
   *
   * @param file the file or folder
   * @param failure what happened
   * @return an exception for users; the failure itself if it is one already
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
    if (failure instanceof FileSystemException problem && problem.getReason() != null) {
      return problem.getReason();
    }
    return failure.getMessage();
  }
}
