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
 * up.
 */
final class NeighbourChain {

  /** Slots, and rows of which each has one in a column, whose loops are worth halving. */
  private static final int SLOTS_WORTH_HALVING = 2_048;

  private static final int ROWS_WORTH_HALVING = 256;

  private final LinkageRule rule;
  private final LeafDistances leaves;
  private final Helper helper;
  private final MergedRows rows;
  private final NeighbourLists lists;
  private int slots;

  /** The slots that hold clusters, ascending; {@code clusters} of them. */
  private final int[] alive;

  private int clusters;

  /** Of each slot: what is added to a distance, 0, or ∞ where there is no cluster to be near to. */
  private final double[] absence;

  /** Of each slot: the last item of its cluster, the number of items, and its row or −1. */
  private final int[] item;

  private final int[] size;
  private final int[] rowOf;

  /** The chain, and how far each of its clusters is from the one before. */
  private final int[] chain;

  private final double[] link;
  private int chainLength;

  /** The distances of the two clusters that looked last, or −1 where they are out of date. */
  private final double[] rowA;

  private final double[] rowB;
  private int slotA = -1;
  private int slotB = -1;

  private final Nearest nearest = new Nearest();
  private final Nearest nearestOfSecondHalf = new Nearest();

  NeighbourChain(LeafDistances leaves, LinkageRule rule, Helper helper) {
    int n = leaves.items();
    this.rule = rule;
    this.leaves = leaves;
    this.helper = helper;
    this.rows = new MergedRows(n);
    this.slots = n;
    this.clusters = n;
    this.alive = new int[n];
    Arrays.setAll(alive, i -> i);
    this.absence = new double[n];
    this.item = alive.clone();
    this.size = new int[n];
    Arrays.fill(size, 1);
    this.rowOf = new int[n];
    Arrays.fill(rowOf, -1);
    this.lists = new NeighbourLists(n, rows, rowOf);
    this.chain = new int[n];
    this.link = new double[n];
    this.rowA = new double[n + 1]; // one more for what free rows hold
    this.rowB = new double[n + 1];
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
    double[] row = row(tip, chainLength > 1 ? chain[chainLength - 2] : -1);
    absence[tip] = Double.POSITIVE_INFINITY;
    nearestOfSecondHalf.clear();
    helper.run(slots, SLOTS_WORTH_HALVING, (from, to) -> search(row, from, to));
    absence[tip] = 0;
    nearest.merge(nearestOfSecondHalf);
    lists.set(tip, nearest);
  }

  private void search(double[] row, int from, int to) {
    (from == 0 ? nearest : nearestOfSecondHalf).search(row, absence, from, to);
  }

  /** The distances of a cluster, without giving up those of another that may be at hand. */
  private double[] row(int slot, int other) {
    if (slot == slotA) {
      return rowA;
    }
    if (slot == slotB) {
      return rowB;
    }
    if (other == slotA) {
      slotB = slot;
      read(slot, rowB);
      return rowB;
    }
    slotA = slot;
    read(slot, rowA);
    return rowA;
  }

  private void read(int slot, double[] row) {
    if (rowOf[slot] >= 0) {
      rows.read(rowOf[slot], slots, row);
    } else {
      helper.run(slots, SLOTS_WORTH_HALVING, (from, to) -> leaves.measure(slot, from, to, row));
      helper.run(
          rows.used(), ROWS_WORTH_HALVING, (from, to) -> rows.readColumn(slot, from, to, row));
    }
  }

  /** Joins two clusters; the later slot stands for both from now on. */
  private Join join(int gone, int kept, double height) {
    double[] toGone = row(gone, kept);
    double[] toKept = row(kept, gone);
    int sizeGone = size[gone];
    int sizeKept = size[kept];
    absence[gone] = Double.POSITIVE_INFINITY;
    absence[kept] = Double.POSITIVE_INFINITY;
    nearestOfSecondHalf.clear();
    helper.run(
        slots,
        SLOTS_WORTH_HALVING,
        (from, to) -> {
          rule.mergeRows(toGone, toKept, from, to, height, sizeGone, sizeKept, size);
          search(toKept, from, to);
        });
    absence[kept] = 0;
    nearest.merge(nearestOfSecondHalf);
    Join join = new Join(item[gone], item[kept], height);
    remove(gone);
    size[kept] = sizeGone + sizeKept;
    lists.join(gone, kept);
    if (clusters > 1) {
      lists.set(kept, nearest);
      keepRow(gone, kept, toKept);
    }
    slotA = -1;
    slotB = -1;
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

  /** Stores the distances of a new cluster, in its row and in those of the others. */
  private void keepRow(int gone, int kept, double[] distances) {
    for (int slot : new int[] {gone, kept}) {
      if (rowOf[slot] >= 0) {
        rows.giveBack(rowOf[slot]);
        rowOf[slot] = -1;
      }
    }
    rowOf[kept] = rows.take(kept);
    rows.write(rowOf[kept], slots, distances);
    helper.run(
        rows.used(), ROWS_WORTH_HALVING, (from, to) -> rows.writeColumn(kept, from, to, distances));
  }

  /** Renumbers the slots so that none is empty; their order stays. */
  private void closeUp() {
    int[] newSlotOf = new int[slots];
    for (int k = 0; k < clusters; k++) {
      newSlotOf[alive[k]] = k;
    }
    leaves.keep(alive, clusters);
    lists.keep(alive, clusters, newSlotOf);
    int[] slotOfRow = rows.keep(alive, clusters, newSlotOf);
    for (int k = 0; k < clusters; k++) {
      item[k] = item[alive[k]];
      size[k] = size[alive[k]];
      absence[k] = 0;
      rowOf[k] = -1;
    }
    for (int row = 0; row < slotOfRow.length; row++) {
      rowOf[slotOfRow[row]] = row;
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
