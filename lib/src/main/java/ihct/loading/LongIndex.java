package ihct.loading;

import java.util.Arrays;

/**
 * Numbers distinct longs 0, 1, 2, … in the order in which they come; a map without boxes, since a
 * million of them would cost more than the songs.
 */
final class LongIndex {

  private static final int FREE = -1;

  private long[] keys = new long[16];
  private int[] places = free(32);
  private int size;

  /** Gives the key its number, a new one if it is new. */
  int add(long key) {
    int slot = slot(key);
    if (places[slot] != FREE) {
      return places[slot];
    }
    if (2 * (size + 1) > places.length) {
      grow();
      slot = slot(key);
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size] = key;
    places[slot] = size;
    return size++;
  }

  /** Tells the key's number, or −1. */
  int find(long key) {
    return places[slot(key)];
  }

  boolean contains(long key) {
    return find(key) != FREE;
  }

  long key(int number) {
    return keys[number];
  }

  int size() {
    return size;
  }

  private int slot(long key) {
    int mask = places.length - 1;
    int slot = (int) Keys.mix(key) & mask;
    while (places[slot] != FREE && keys[places[slot]] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    places = free(Math.multiplyExact(2, places.length));
    for (int number = 0; number < size; number++) {
      places[slot(keys[number])] = number;
    }
  }

  private static int[] free(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, FREE);
    return slots;
  }
}
