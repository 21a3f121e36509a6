package ihct.experiment;

import ihct.loading.MalformedDataException;
import ihct.memory.NotEnoughMemoryException;
import ihct.models.TrainingDivergedException;
import ihct.models.UnreadableModelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Tells mistakes that the caller can mend from faults of the program. */
public final class UserErrors {

  private UserErrors() {}

  /**
   * Explains a failure in one line, if the caller can do something about it.
   *
   * @param failure what was thrown
   * @return what is wrong, where, and what to do; empty for a fault of the program
   */
  public static Optional<String> explain(Throwable failure) {
    if (failure instanceof NoSuchFileException missing) {
      return Optional.of(fileProblem(missing, "does not exist; check the path"));
    }
    if (failure instanceof AccessDeniedException denied) {
      return Optional.of(fileProblem(denied, "may not be read or written; check its permissions"));
    }
    if (failure instanceof IllegalArgumentException
        || failure instanceof MalformedDataException
        || failure instanceof TrainingDivergedException
        || failure instanceof UnreadableModelException
        || failure instanceof UnwritableException
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

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
