package ihct.files;

import ihct.io.UnwritableException;
import ihct.loading.csv.MalformedDataException;
import ihct.memory.NotEnoughMemoryException;
import ihct.models.TrainingDivergedException;
import ihct.models.UnreadableModelException;
import ihct.models.device.NativeLibraryException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Tells mistakes that the caller can mend from faults of the program. */
public final class UserErrors {

  private UserErrors() {}

  /**
   * {@return what is wrong, where, and what the caller can do, in one line; empty for a fault of
   * the program}
   */
  public static Optional<String> explain(Throwable failure) {
    if (failure instanceof NoSuchFileException missing) {
      return Optional.of(fileProblem(missing, "does not exist; check the path"));
    }
    if (failure instanceof AccessDeniedException denied) {
      return Optional.of(fileProblem(denied, "may not be read or written; check its permissions"));
    }
    if (failure instanceof UnwritableException) {
      return Optional.of(oneLine(failure.getMessage()));
    }
    if (failure instanceof FileSystemException problem && problem.getFile() != null) {
      return Optional.of(oneLine(problem.getFile() + " cannot be used: " + reason(problem) + "."));
    }
    if (failure instanceof FileNotFoundException closed) { // it has no more to tell than this
      return Optional.of(oneLine(closed.getMessage() + ": check the path and its permissions."));
    }
    if (failure instanceof UncheckedIOException unchecked) { // of a walk through folders
      return explain(unchecked.getCause());
    }
    if (failure instanceof IllegalArgumentException
        || failure instanceof MalformedDataException
        || failure instanceof TrainingDivergedException
        || failure instanceof UnreadableModelException
        || failure instanceof NativeLibraryException
        || failure instanceof NotEnoughMemoryException
        || failure instanceof CancellationException) {
      return Optional.ofNullable(failure.getMessage()).map(UserErrors::oneLine);
    }
    return Optional.empty();
  }

  private static String fileProblem(FileSystemException problem, String otherwise) {
    String reason = problem.getReason() == null ? otherwise : problem.getReason();
    return oneLine("%s %s.".formatted(problem.getFile(), reason));
  }

  /** The system's own words, where it has some; its exceptions for some causes have none. */
  private static String reason(FileSystemException problem) {
    if (problem.getReason() != null) {
      return problem.getReason();
    }
    return problem instanceof NotDirectoryException ? "it is no folder" : problem.toString();
  }

  /** Makes a line of a text. */
  public static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
