package ihct.models;

import java.io.IOException;

/** A model file that is missing, damaged, or of another version or kind; the message says which. */
public final class UnreadableModelException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadableModelException(String message) {
    super(message);
  }
}
