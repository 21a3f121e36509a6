package ihct.loading.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;

/** Reads a stream ahead on a thread of its own: unpacking goes on while what came is looked at. */
final class AheadStream extends PieceStream {

  private static final int PIECES = 4;
  private static final int PIECE_BYTES = 1 << 19;

  private static final class Piece {
    private final byte[] bytes = new byte[PIECE_BYTES];
    private int length;
  }

  private final InputStream in;
  private final Ahead<Piece> ahead;

  /** Takes over a stream. */
  AheadStream(InputStream in) {
    this.in = in;
    List<Piece> pieces = Stream.generate(Piece::new).limit(PIECES).toList();
    ahead = new Ahead<>("song bytes", pieces, this::fill);
  }

  private boolean fill(Piece next) throws IOException {
    // Not readNBytes: what comes before a failure is to be seen.
    next.length = in.read(next.bytes);
    return next.length >= 0;
  }

  @Override
  boolean next() throws IOException {
    Piece filled = ahead.next();
    if (filled == null) {
      return false;
    }
    piece = filled.bytes;
    at = 0;
    end = filled.length;
    return true;
  }

  @Override
  public void close() throws IOException {
    ahead.close();
    in.close();
  }
}
