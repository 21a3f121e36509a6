package ihct.keys;

import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/**
 * Pairs of a key, such as a track's, and a number, such as its genre's, each once. Genres of a
 * track stand close together, so that all of them are found at once.
 *
 * <p><b>Memory.</b> 14 to 18 bytes a pair beyond a million pairs, up to 29 below; no more while it
 * grows, as it does so in pieces. 20 where their number was known before.
 */
public final class KeyedNumbers {

  /** Takes a pair. */
  @FunctionalInterface
  public interface Pair {
    void see(long track, int genre);
  }

  private static final int PIECE_BITS = 8;
  private static final int FIRST_SLOTS = 16;
  private static final int CELLS = 3;

  /** From here on memory counts more than time. */
  private static final int MANY_SLOTS = 1 << 12;

  private static final int FREE = 0;
  private static final int TAKEN = Integer.MIN_VALUE;
  private static final long LOW_HALF = 0xffffffffL;

  private final Piece[] pieces = new Piece[1 << PIECE_BITS];
  private int firstSlots = FIRST_SLOTS;

  /**
   * The pairs of some tracks. A track's own slot tells where to begin to look for its pairs. A slot
   * is three numbers in a row, so that it is mostly one access to memory: the halves of the track's
   * key; and the genre's number plus 1, negative once the pair is taken.
   */
  private static final class Piece {
    private int[] cells;
    private int slots;
    private int size;

    /** Whether some track has several pairs; of most files none has. */
    private boolean hasSeveral;

    private Piece(int slots) {
      this.slots = slots;
      cells = new int[Math.multiplyExact(CELLS, slots)];
    }

    private long track(int slot) {
      return ((long) cells[CELLS * slot] << Integer.SIZE) | (cells[CELLS * slot + 1] & LOW_HALF);
    }

    private int content(int slot) {
      return cells[CELLS * slot + 2];
    }

    private boolean isFree(int slot) {
      return content(slot) == FREE;
    }

    private int genre(int slot) {
      return (content(slot) & ~TAKEN) - 1;
    }

    private void set(int slot, long key, int content) {
      cells[CELLS * slot] = (int) (key >>> Integer.SIZE);
      cells[CELLS * slot + 1] = (int) key;
      cells[CELLS * slot + 2] = content;
    }

    private int ownSlot(long key) {
      return (int) ((Keys.mix(key) & LOW_HALF) * slots >>> Integer.SIZE);
    }

    private int next(int slot) {
      return slot + 1 == slots ? 0 : slot + 1;
    }

    /** The slot that holds the pair, or the free one where it belongs. */
    private int slot(long key, int genre) {
      int slot = ownSlot(key);
      while (!isFree(slot) && (track(slot) != key || genre(slot) != genre)) {
        slot = next(slot);
      }
      return slot;
    }

    /** The first slot from one on that holds a pair of the track, or a free one. */
    private int slotFrom(int first, long key) {
      int slot = first;
      while (!isFree(slot) && track(slot) != key) {
        slot = next(slot);
      }
      return slot;
    }

    private int slot(long key) {
      return slotFrom(ownSlot(key), key);
    }

    private boolean add(long key, int genre) {
      int slot = slot(key, genre);
      if (!isFree(slot)) {
        return false;
      }
      hasSeveral |= !isFree(slot(key));
      if (6L * (size + 1) > 5L * slots) {
        grow();
        slot = slot(key, genre);
      }
      set(slot, key, genre + 1);
      size++;
      return true;
    }

    /** Goes through the slots in order: so do the new places, which are then in the cache. */
    private void grow() {
      Piece larger = new Piece(slots < MANY_SLOTS ? 2 * slots : Math.addExact(slots, slots / 4));
      for (int old = 0; old < slots; old++) {
        if (!isFree(old)) {
          int slot = larger.ownSlot(track(old));
          while (!larger.isFree(slot)) {
            slot = larger.next(slot);
          }
          larger.set(slot, track(old), content(old));
        }
      }
      cells = larger.cells;
      slots = larger.slots;
    }
  }

  /**
   * Prepares for so many pairs, before the first. No time is spent on growing then, and little on
   * searching, for 20 bytes a pair.
   */
  public void expect(int count) {
    firstSlots = Math.max(FIRST_SLOTS, (int) (5L * count / 3 >> PIECE_BITS));
  }

  private static int pieceOf(long track) {
    return (int) (Keys.mix(track) >>> Long.SIZE - PIECE_BITS);
  }

  private Piece piece(long track) {
    int at = pieceOf(track);
    if (pieces[at] == null) {
      pieces[at] = new Piece(firstSlots);
    }
    return pieces[at];
  }

  /** Adds a pair; tells whether it is new. */
  public boolean add(long track, int genre) {
    return piece(track).add(track, genre);
  }

  /** Tells whether a track has a genre. */
  public boolean contains(long track) {
    Piece piece = piece(track);
    return !piece.isFree(piece.slot(track));
  }

  /** Tells whether a track that has a genre has no other. */
  public boolean hasOne(long track) {
    Piece piece = piece(track);
    return !piece.hasSeveral || piece.isFree(piece.slotFrom(piece.next(piece.slot(track)), track));
  }

  /** Tells whether a pair of a track is taken. */
  public boolean isTaken(long track) {
    Piece piece = piece(track);
    int slot = piece.slot(track);
    while (piece.content(slot) > FREE) {
      slot = piece.slotFrom(piece.next(slot), track);
    }
    return !piece.isFree(slot);
  }

  /** Tells whether a pair is there and is asked for the first time. */
  public boolean take(long track, int genre) {
    Piece piece = piece(track);
    int slot = piece.slot(track, genre);
    boolean first = piece.content(slot) > FREE;
    if (first) {
      piece.set(slot, track, piece.content(slot) | TAKEN);
    }
    return first;
  }

  /** The genres of a track, in no order. */
  public int[] genres(long track) {
    Piece piece = piece(track);
    int[] all = new int[2];
    int count = 0;
    int slot = piece.slot(track);
    while (!piece.isFree(slot)) {
      all = count == all.length ? Arrays.copyOf(all, 2 * count) : all;
      all[count++] = piece.genre(slot);
      slot = piece.slotFrom(piece.next(slot), track);
    }
    return count == all.length ? all : Arrays.copyOf(all, count);
  }

  /** Finds the genre of a track with the least rank by genre. */
  public int least(long track, int[] rank) {
    Piece piece = piece(track);
    int least = -1;
    int slot = piece.slot(track);
    while (!piece.isFree(slot)) {
      int genre = piece.genre(slot);
      least = least < 0 || rank[genre] < rank[least] ? genre : least;
      slot = piece.slotFrom(piece.next(slot), track);
    }
    return least;
  }

  /** Shows every pair once, in no order. */
  public void forEach(Pair pair) {
    for (Piece piece : pieces) {
      Stop.check("selecting songs");
      for (int slot = 0; piece != null && slot < piece.slots; slot++) {
        if (!piece.isFree(slot)) {
          pair.see(piece.track(slot), piece.genre(slot));
        }
      }
    }
  }

  /** Shows every track once, in no order. */
  public void forEachTrack(LongConsumer track) {
    for (Piece piece : pieces) {
      Stop.check("selecting songs");
      for (int slot = 0; piece != null && slot < piece.slots; slot++) {
        if (!piece.isFree(slot) && piece.slot(piece.track(slot)) == slot) {
          track.accept(piece.track(slot));
        }
      }
    }
  }

  /** Puts genres, any number of them, in the place of each number that stood for some. */
  public void replace(IntFunction<int[]> genres) {
    for (int i = 0; i < pieces.length; i++) {
      Stop.check("collecting songs");
      Piece old = pieces[i];
      pieces[i] = old == null ? null : new Piece(old.slots);
      for (int slot = 0; old != null && slot < old.slots; slot++) {
        if (!old.isFree(slot)) {
          for (int genre : genres.apply(old.genre(slot))) {
            pieces[i].add(old.track(slot), genre);
          }
        }
      }
    }
  }
}
