package ihct.kernel;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * Tells which cells had been sent behind one that failed: "run all" sends them all at once, and the
 * rest must not run.
 */
final class Queue {

  /** The next waiting message comes sooner than this; a later one is a reader's new decision. */
  private static final long NEXT_NANOS = 1_000_000_000;

  private Instant failed = Instant.MIN;
  private long lastNanos;

  /** A cell has failed, now. */
  void failed() {
    failed = Instant.now();
    lastNanos = System.nanoTime();
  }

  /** Whether a cell is to be left out, by the date that its front end sent it. */
  boolean skips(String date) {
    boolean skipped = System.nanoTime() - lastNanos < NEXT_NANOS && sent(date).isBefore(failed);
    if (skipped) {
      lastNanos = System.nanoTime();
    }
    return skipped;
  }

  private static Instant sent(String date) {
    try {
      return OffsetDateTime.parse(date).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }
}
