package ihct.linkage;

import ihct.linkage.Agglomerative.Join;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The nearest-neighbour chain: from any cluster go to its nearest neighbour, from there to its
 * nearest neighbour, and so on, until two clusters are nearest to each other. Those join. With a
 * reducible rule nothing that happens elsewhere can separate them, so the joins are those of the
 * plain algorithm in another order, and what is left of the chain stays valid.
 *
 * <p>There are at most 3n steps and each looks at the clusters at most once, hence O(n²). Most
 * steps need not look: a list of near clusters answers. Distances between items are measured when
 * they are asked for, which takes less time than to fetch them from memory, and only those of
 * merged clusters are kept.
 *
 * <p>Clusters are in slots, in the order of their last items. When many slots are empty they close
 * up. A second thread does all that a step has to do for the upper slots, so that it is called once
 * a step and what it works on stays in its core's cache.
 */
final class NeighbourChain {

  /** Slots whose loops are worth halving. */
  private static final int SLOTS_WORTH_HALVING = 2_048;

  private final LinkageRule rule;
  private final LeafDistances leaves;
  private final Helper helper;
  private final HalvedRows rows;
  private final NeighbourLists lists;
  private int slots;

  /** The slots that hold clusters, ascending; {@code clusters} of them. */
  private final int[] alive;

  private int clusters;

  /** Of each slot: what is added to a distance, 0, or ∞ where there is no cluster to be near to. */
  private final double[] absence;

  /** Of each slot: the last item of its cluster, and the number of items. */
  private final int[] item;

  private final int[] size;

  /** The chain, and how far each of its clusters is from the one before. */
  private final int[] chain;

  private final double[] link;
  private int chainLength;

  /** The distances of the two clusters that looked last. */
  private final Row rowA;

  private final Row rowB;

  private final Nearest nearest = new Nearest();
  private final Nearest nearestOfSecondHalf = new Nearest();

  /** The distances of a cluster. */
  private static final class Row {

    /** Whose they are, or −1 if nobody's. */
    int slot = -1;

    /** Whether they still have to be read. */
    boolean unread;

    final double[] distances;

    Row(int length) {
      distances = new double[length];
    }
  }

  NeighbourChain(LeafDistances leaves, LinkageRule rule, Helper helper) {
    int n = leaves.items();
    this.rule = rule;
    this.leaves = leaves;
    this.helper = helper;
    this.slots = n;
    this.clusters = n;
    this.alive = new int[n];
    Arrays.setAll(alive, i -> i);
    this.absence = new double[n];
    this.item = alive.clone();
    this.size = new int[n];
    Arrays.fill(size, 1);
    this.rows = new HalvedRows(n);
    this.lists = new NeighbourLists(n, rows);
    this.chain = new int[n];
    this.link = new double[n];
    this.rowA = new Row(rows.length());
    this.rowB = new Row(rows.length());
  }

  /** Joins everything; can be called once. */
  List<Join> joins() {
    List<Join> joins = new ArrayList<>(clusters);
    while (clusters > 1) {
      Stop.check(Agglomerative.LINKING);
      if (chainLength == 0) {
        chain[chainLength++] = alive[0];
      }
      int tip = chain[chainLength - 1];
      if (!lists.find(tip)) {
        look(tip);
      }
      double distance = lists.nearestDistance();
      // The cluster before it in the chain wins a tie: otherwise equal distances could lead the
      // chain in a circle.
      if (chainLength > 1 && link[chainLength - 1] == distance) {
        int before = chain[chainLength - 2];
        chainLength -= 2;
        joins.add(join(Math.min(tip, before), Math.max(tip, before), distance));
      } else {
        chain[chainLength] = lists.nearest();
        link[chainLength++] = distance;
      }
    }
    return joins;
  }

  /** Makes a new list of what is near to a cluster. */
  private void look(int tip) {
    Row row = row(tip, chainLength > 1 ? chain[chainLength - 2] : -1);
    absence[tip] = Double.POSITIVE_INFINITY;
    nearestOfSecondHalf.clear();
    helper.run(
        slots,
        rows.middle(),
        SLOTS_WORTH_HALVING,
        (from, to) -> {
          read(row, from, to);
          search(row.distances, from, to);
        });
    row.unread = false;
    absence[tip] = 0;
    nearest.merge(nearestOfSecondHalf);
    lists.set(tip, nearest);
  }

  private void search(double[] row, int from, int to) {
    (from == 0 ? nearest : nearestOfSecondHalf).search(row, absence, from, to);
  }

  /** The distances of a cluster, without giving up those of another that may be at hand. */
  private Row row(int slot, int other) {
    if (slot == rowA.slot) {
      return rowA;
    }
    if (slot == rowB.slot) {
      return rowB;
    }
    Row row = other == rowA.slot ? rowB : rowA;
    row.slot = slot;
    row.unread = true;
    return row;
  }

  /** Reads the distances to a range of slots, unless they are at hand. */
  private void read(Row row, int from, int to) {
    if (!row.unread) {
      return;
    }
    if (rows.has(row.slot)) {
      rows.read(row.slot, from, to, row.distances);
    } else {
      leaves.measure(row.slot, from, to, row.distances);
      rows.readColumn(row.slot, from, to, row.distances);
    }
  }

  /** Joins two clusters; the later slot stands for both from now on. */
  private Join join(int gone, int kept, double height) {
    Row toGone = row(gone, kept);
    Row toKept = row(kept, gone);
    int sizeGone = size[gone];
    int sizeKept = size[kept];
    int union = rows.take(kept);
    absence[gone] = Double.POSITIVE_INFINITY;
    absence[kept] = Double.POSITIVE_INFINITY;
    nearestOfSecondHalf.clear();
    helper.run(
        slots,
        rows.middle(),
        SLOTS_WORTH_HALVING,
        (from, to) -> {
          read(toGone, from, to);
          read(toKept, from, to);
          double[] distances = toKept.distances;
          rule.mergeRows(toGone.distances, distances, from, to, height, sizeGone, sizeKept, size);
          search(distances, from, to);
          rows.write(kept, union, from, to, distances);
        });
    absence[kept] = 0;
    nearest.merge(nearestOfSecondHalf);
    Join join = new Join(item[gone], item[kept], height);
    remove(gone);
    size[kept] = sizeGone + sizeKept;
    lists.join(gone, kept);
    rows.join(gone, kept, union);
    if (clusters > 1) {
      lists.set(kept, nearest);
    }
    rowA.slot = -1;
    rowB.slot = -1;
    if (clusters < slots * 5L / 8) {
      closeUp();
    }
    return join;
  }

  private void remove(int gone) {
    int place = Arrays.binarySearch(alive, 0, clusters, gone);
    System.arraycopy(alive, place + 1, alive, place, clusters - place - 1);
    clusters--;
  }

  /** Renumbers the slots so that none is empty; their order stays. */
  private void closeUp() {
    int[] newSlotOf = new int[slots];
    for (int k = 0; k < clusters; k++) {
      newSlotOf[alive[k]] = k;
    }
    leaves.keep(alive, clusters);
    lists.keep(alive, clusters, newSlotOf);
    rows.keep(alive, clusters, newSlotOf, helper);
    for (int k = 0; k < clusters; k++) {
      item[k] = item[alive[k]];
      size[k] = size[alive[k]];
      absence[k] = 0;
    }
    for (int c = 0; c < chainLength; c++) {
      chain[c] = newSlotOf[chain[c]];
    }
    for (int k = 0; k < clusters; k++) {
      alive[k] = k;
    }
    slots = clusters;
  }
}
