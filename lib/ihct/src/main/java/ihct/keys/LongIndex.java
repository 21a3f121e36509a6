package ihct.keys;

import java.util.Arrays;

/**
 * Numbers distinct longs 0, 1, 2, … in the order in which they come; a map without boxes, since a
 * million of them would cost more than the songs.
 */
public final class LongIndex {

  private static final int NONE = -1;
  private static final long FREE = 0;
  private static final long LOW_HALF = 0xffffffffL;

  private long[] keys = new long[16];

  /**
   * The numbers, each plus 1 and below the high half of its scattered key, which also says where
   * the slot is: so another key is mostly told by the slot alone, without a look at {@link #keys},
   * which is rarely in the cache.
   */
  private long[] slots = new long[32];

  private int size;

  /** Gives the key its number, a new one if it is new. */
  public int add(long key) {
    int slot = slot(key);
    if (slots[slot] != FREE) {
      return number(slots[slot]);
    }
    if (2 * (size + 1) > slots.length) {
      grow();
      slot = slot(key);
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size] = key;
    slots[slot] = content(Keys.mix(key), size);
    return size++;
  }

  /** Tells the key's number, or −1. */
  int find(long key) {
    return number(slots[slot(key)]);
  }

  public boolean contains(long key) {
    return find(key) != NONE;
  }

  public long key(int number) {
    return keys[number];
  }

  public int size() {
    return size;
  }

  private static long content(long mixed, int number) {
    return (mixed & ~LOW_HALF) | (number + 1);
  }

  private static int number(long content) {
    return (int) content - 1;
  }

  /** The slot that holds the key, or the free one where it belongs. */
  private int slot(long key) {
    long mixed = Keys.mix(key);
    int mask = slots.length - 1;
    int slot = (int) (mixed >>> Integer.SIZE) & mask;
    while (slots[slot] != FREE && !holds(slots[slot], mixed, key)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean holds(long content, long mixed, long key) {
    return ((content ^ mixed) & ~LOW_HALF) == 0 && keys[number(content)] == key;
  }

  /** Goes through the slots in order: so do the new places, which are then in the cache. */
  private void grow() {
    long[] old = slots;
    slots = new long[Math.multiplyExact(2, old.length)];
    int mask = slots.length - 1;
    for (long content : old) {
      if (content != FREE) {
        int slot = (int) (content >>> Integer.SIZE) & mask;
        while (slots[slot] != FREE) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = content;
      }
    }
  }
}
