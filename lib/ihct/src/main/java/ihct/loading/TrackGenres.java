package ihct.loading;

import ihct.keys.Keys;
import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/**
 * Pairs of a track's key and a genre's number, each once. Genres of a track stand close together,
 * so that all of them are found at once.
 *
 * <p><b>Memory.</b> 14 to 18 bytes a pair beyond a million pairs, up to 29 below; no more while it
 * grows, as it does so in pieces.
 */
final class TrackGenres {

  /** Takes a pair. */
  @FunctionalInterface
  interface Pair {
    void see(long track, int genre);
  }

  private static final int PIECE_BITS = 8;
  private static final int FIRST_SLOTS = 16;

  /** From here on memory counts more than time. */
  private static final int MANY_SLOTS = 1 << 12;

  private static final int FREE = 0;
  private static final int TAKEN = Integer.MIN_VALUE;
  private static final long LOW_HALF = 0xffffffffL;

  private final Piece[] pieces = new Piece[1 << PIECE_BITS];

  /** The pairs of some tracks. A track's own slot tells where to begin to look for its pairs. */
  private static final class Piece {
    private long[] track;

    /** The genre's number plus 1, and whether the pair is taken. */
    private int[] genre;

    private int size;

    private Piece(int slots) {
      track = new long[slots];
      genre = new int[slots];
    }

    private int ownSlot(long key) {
      return (int) ((Keys.mix(key) & LOW_HALF) * genre.length >>> Integer.SIZE);
    }

    private int next(int slot) {
      return slot + 1 == genre.length ? 0 : slot + 1;
    }

    private int number(int slot) {
      return (genre[slot] & ~TAKEN) - 1;
    }

    /** The slot that holds the pair, or the free one where it belongs. */
    private int slot(long key, int number) {
      int slot = ownSlot(key);
      while (genre[slot] != FREE && (track[slot] != key || number(slot) != number)) {
        slot = next(slot);
      }
      return slot;
    }

    /** The first slot that holds a pair of the track, or a free one. */
    private int slot(long key) {
      int slot = ownSlot(key);
      while (genre[slot] != FREE && track[slot] != key) {
        slot = next(slot);
      }
      return slot;
    }

    private boolean add(long key, int number) {
      int slot = slot(key, number);
      if (genre[slot] != FREE) {
        return false;
      }
      if (6L * (size + 1) > 5L * genre.length) {
        grow();
        slot = slot(key, number);
      }
      track[slot] = key;
      genre[slot] = number + 1;
      size++;
      return true;
    }

    /** Goes through the slots in order: so do the new places, which are then in the cache. */
    private void grow() {
      int slots = genre.length;
      Piece larger = new Piece(slots < MANY_SLOTS ? 2 * slots : Math.addExact(slots, slots / 4));
      for (int old = 0; old < slots; old++) {
        if (genre[old] != FREE) {
          int slot = larger.ownSlot(track[old]);
          while (larger.genre[slot] != FREE) {
            slot = larger.next(slot);
          }
          larger.track[slot] = track[old];
          larger.genre[slot] = genre[old];
        }
      }
      track = larger.track;
      genre = larger.genre;
    }
  }

  private static int pieceOf(long track) {
    return (int) (Keys.mix(track) >>> Long.SIZE - PIECE_BITS);
  }

  private Piece piece(long track) {
    int at = pieceOf(track);
    if (pieces[at] == null) {
      pieces[at] = new Piece(FIRST_SLOTS);
    }
    return pieces[at];
  }

  /** Adds a pair; tells whether it is new. */
  boolean add(long track, int genre) {
    return piece(track).add(track, genre);
  }

  /** Tells whether a track has a genre. */
  boolean contains(long track) {
    Piece piece = piece(track);
    return piece.genre[piece.slot(track)] != FREE;
  }

  /** Tells whether a pair of a track is taken. */
  boolean isTaken(long track) {
    Piece piece = piece(track);
    int slot = piece.slot(track);
    while (piece.genre[slot] != FREE) {
      if (piece.track[slot] == track && piece.genre[slot] < FREE) {
        return true;
      }
      slot = piece.next(slot);
    }
    return false;
  }

  /** Tells whether a pair is there and is asked for the first time. */
  boolean take(long track, int genre) {
    Piece piece = piece(track);
    int slot = piece.slot(track, genre);
    boolean first = piece.genre[slot] > FREE;
    piece.genre[slot] |= first ? TAKEN : 0;
    return first;
  }

  /** The genres of a track, in no order. */
  int[] genres(long track) {
    Piece piece = piece(track);
    int[] all = new int[1];
    int count = 0;
    for (int slot = piece.slot(track); piece.genre[slot] != FREE; slot = piece.next(slot)) {
      if (piece.track[slot] == track) {
        all = count == all.length ? Arrays.copyOf(all, 2 * count) : all;
        all[count++] = piece.number(slot);
      }
    }
    return count == all.length ? all : Arrays.copyOf(all, count);
  }

  /** Finds the genre of a track with the least rank by genre. */
  int least(long track, int[] rank) {
    Piece piece = piece(track);
    int least = -1;
    for (int slot = piece.slot(track); piece.genre[slot] != FREE; slot = piece.next(slot)) {
      if (piece.track[slot] == track && (least < 0 || rank[piece.number(slot)] < rank[least])) {
        least = piece.number(slot);
      }
    }
    return least;
  }

  /** Shows every pair once, in no order. */
  void forEach(Pair pair) {
    for (Piece piece : pieces) {
      Stop.check("selecting songs");
      for (int slot = 0; piece != null && slot < piece.genre.length; slot++) {
        if (piece.genre[slot] != FREE) {
          pair.see(piece.track[slot], piece.number(slot));
        }
      }
    }
  }

  /** Shows every track once, in no order. */
  void forEachTrack(LongConsumer track) {
    for (Piece piece : pieces) {
      Stop.check("selecting songs");
      for (int slot = 0; piece != null && slot < piece.genre.length; slot++) {
        if (piece.genre[slot] != FREE && piece.slot(piece.track[slot]) == slot) {
          track.accept(piece.track[slot]);
        }
      }
    }
  }

  /** Puts genres, any number of them, in the place of each number that stood for some. */
  void replace(IntFunction<int[]> genres) {
    for (int i = 0; i < pieces.length; i++) {
      Stop.check("collecting songs");
      Piece old = pieces[i];
      pieces[i] = null;
      for (int slot = 0; old != null && slot < old.genre.length; slot++) {
        if (old.genre[slot] != FREE) {
          for (int genre : genres.apply(old.number(slot))) {
            piece(old.track[slot]).add(old.track[slot], genre);
          }
        }
      }
    }
  }
}
