package ihct.linkage;

import java.util.Arrays;

/**
 * For each cluster the nearest others, as they were when it last looked at all clusters.
 *
 * <p>Joins elsewhere do not spoil such a list. With a reducible rule a union is never nearer than
 * the nearer of its parts, so whatever was not listed stays at least as far away as the last of the
 * list, whatever it joins; and the clusters that hold those listed can be asked how far they are
 * now. If one of them is nearer than the last of the list was, the nearest of them is the nearest
 * cluster of all. Only otherwise must all clusters be looked at again.
 */
final class NeighbourLists {

  private static final int KEPT = Nearest.KEPT;

  private final HalvedRows rows;

  /** The lists, one after another. */
  private final double[] distance;

  private final int[] neighbour;
  private final int[] count;

  /** How many joins there had been when the list was made; −1 where there is none. */
  private final int[] madeAt;

  /** How many joins there had been, with its own, when the cluster formed. */
  private final int[] formedAt;

  /** The slot of the cluster that a slot's cluster joined; itself if it is alone still. */
  private final int[] joined;

  private int joins;
  private int nearest;
  private double nearestDistance;

  /** Starts without lists. */
  NeighbourLists(int n, HalvedRows rows) {
    this.rows = rows;
    this.distance = new double[n * KEPT];
    this.neighbour = new int[n * KEPT];
    this.count = new int[n];
    this.madeAt = new int[n];
    Arrays.fill(madeAt, -1);
    this.formedAt = new int[n];
    this.joined = new int[n];
    Arrays.setAll(joined, slot -> slot);
  }

  /** The nearest cluster, after {@link #find} or {@link #set}. */
  int nearest() {
    return nearest;
  }

  /** How far it is. */
  double nearestDistance() {
    return nearestDistance;
  }

  /** Replaces the list of a cluster that has looked at all others. */
  void set(int slot, Nearest found) {
    for (int i = 0; i < found.count(); i++) {
      distance[slot * KEPT + i] = found.distance(i);
      neighbour[slot * KEPT + i] = found.slot(i);
    }
    count[slot] = found.count();
    madeAt[slot] = joins;
    nearest = found.slot(0);
    nearestDistance = found.distance(0);
  }

  /**
   * Finds the nearest cluster from the list, of equally near ones that in the smallest slot.
   *
   * @return false if the list does not tell
   */
  boolean find(int slot) {
    if (madeAt[slot] < 0) {
      return false;
    }
    int first = slot * KEPT;
    int end = first + count[slot];
    nearestDistance = Double.POSITIVE_INFINITY;
    for (int i = first; i < end; i++) {
      int holder = holder(neighbour[i]);
      double d = formedAt[holder] <= madeAt[slot] ? distance[i] : rows.get(holder, slot);
      if (d < nearestDistance || (d == nearestDistance && holder < nearest)) {
        nearest = holder;
        nearestDistance = d;
      }
    }
    // One that is not listed may be as far as the last, and in a smaller slot than a union is now.
    return count[slot] < KEPT || nearestDistance < distance[end - 1];
  }

  /** Notes that a cluster joined another, which has no list until it gets one. */
  void join(int gone, int kept) {
    joins++;
    joined[gone] = kept;
    formedAt[kept] = joins;
    madeAt[kept] = -1;
  }

  /** Follows the clusters into their new slots. */
  void keep(int[] slots, int clusters, int[] newSlotOf) {
    for (int k = 0; k < clusters; k++) {
      int was = slots[k];
      for (int i = 0; i < KEPT; i++) {
        distance[k * KEPT + i] = distance[was * KEPT + i];
        neighbour[k * KEPT + i] = newSlotOf[holder(neighbour[was * KEPT + i])];
      }
      count[k] = count[was];
      madeAt[k] = madeAt[was];
      formedAt[k] = formedAt[was];
    }
    for (int k = 0; k < clusters; k++) {
      joined[k] = k;
    }
  }

  /** The cluster that holds what was in a slot; shortens the way there for the next time. */
  private int holder(int slot) {
    int at = slot;
    while (joined[at] != at) {
      joined[at] = joined[joined[at]];
      at = joined[at];
    }
    return at;
  }
}
