package ihct.loading.csv;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of songs cannot be read, or holds nothing that can be used. The message says what is
 * wrong, where, and what to do; the fields say the same to a program.
 */
public final class MalformedDataException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final long line;
  private final String column;
  private final String reason;

  /** Says what is wrong with a whole file; the reason is what the constructor below takes. */
  public MalformedDataException(Path path, String reason) {
    this(path, 0, "", reason);
  }

  /** Says what is wrong at a place: its detail is the reason. */
  public MalformedDataException(Place place) {
    this(place.file(), place.line(), place.column(), place.detail());
  }

  /** Says what is wrong with a line; the reason is what the constructor below takes. */
  public MalformedDataException(Path path, long line, String reason) {
    this(path, line, "", reason);
  }

  /**
   * Says what is wrong with a file.
   *
   * @param line the line, counted from 1; 0 if the whole file is meant
   * @param column the column's header; empty if no column is meant
   * @param reason what is wrong, what is allowed and what to do, as sentences
   */
  public MalformedDataException(Path path, long line, String column, String reason) {
    this(path, line, column, reason, null);
  }

  MalformedDataException(Path path, long line, String column, String reason, Throwable cause) {
    super(new Place(path, line, column, reason).toString(), cause);
    this.path = path.toString();
    this.line = line;
    this.column = column;
    this.reason = reason;
  }

  /** {@return the file's path as it was given} */
  public Path path() {
    return Path.of(path);
  }

  /** {@return the line from 1, or 0 if the whole file is meant} */
  public long line() {
    return line;
  }

  /** {@return the column's header, or an empty text if no column is meant} */
  public String column() {
    return column;
  }

  /** {@return what is wrong, without the place: the message's second half} */
  public String reason() {
    return reason;
  }
}
