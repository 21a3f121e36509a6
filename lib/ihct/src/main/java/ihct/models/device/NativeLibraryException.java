package ihct.models.device;

/**
 * ND4J's native library cannot be unpacked or loaded, so no network can be computed; the message
 * says where, why, and what to do.
 */
public final class NativeLibraryException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  NativeLibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
