package ihct.linkage;

/**
 * The few smallest numbers of a row, ascending; of equal ones those in the smallest slots, in the
 * order of the slots.
 */
final class Nearest {

  /** How many are kept. */
  static final int KEPT = 12;

  /** As many more that keep what another thread writes off the lines of cache of the first. */
  private static final int APART = 16;

  private final double[] distance = new double[KEPT + APART];
  private final int[] slot = new int[KEPT + 2 * APART];
  private int count;

  int count() {
    return count;
  }

  double distance(int place) {
    return distance[place];
  }

  int slot(int place) {
    return slot[place];
  }

  /** Forgets what was found. */
  void clear() {
    count = 0;
  }

  /**
   * Finds the smallest distances in a range of a row. What {@code absence} holds is added to them,
   * 0 or ∞, and infinite distances are not found.
   */
  void search(double[] row, double[] absence, int from, int to) {
    int found = 0;
    double bound = Double.POSITIVE_INFINITY;
    int k = below(row, absence, from, to, bound);
    while (k < to) {
      insert(k, row[k], found);
      found = Math.min(found + 1, KEPT);
      if (found == KEPT) {
        bound = distance[KEPT - 1];
      }
      k = below(row, absence, k + 1, to, bound);
    }
    count = found;
  }

  /** Takes those of another range as well, one of higher slots. */
  void merge(Nearest later) {
    for (int i = 0; i < later.count; i++) {
      if (count < KEPT || later.distance[i] < distance[KEPT - 1]) {
        insert(later.slot[i], later.distance[i], count);
        count = Math.min(count + 1, KEPT);
      }
    }
  }

  /** The first place with a sum below the bound; the end of the range if there is none. */
  private static int below(double[] row, double[] absence, int from, int to, double bound) {
    for (int k = from; k < to; k++) {
      if (row[k] + absence[k] < bound) {
        return k;
      }
    }
    return to;
  }

  private void insert(int at, double d, int listed) {
    int place = Math.min(listed, KEPT - 1);
    for (; place > 0 && distance[place - 1] > d; place--) {
      distance[place] = distance[place - 1];
      slot[place] = slot[place - 1];
    }
    distance[place] = d;
    slot[place] = at;
  }
}
