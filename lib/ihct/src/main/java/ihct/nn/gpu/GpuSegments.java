package ihct.nn.gpu;

import ihct.nn.Segments;
import ihct.nn.SharedLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link Segments} on a graphics card. The targets of a label are lists, one for each segment and
 * label, in a tree one for each label: units, and how much of the label is theirs.
 */
final class GpuSegments {

  /** Segment s has the units first[s]…first[s + 1] − 1. */
  final long firstUnit;

  /** By how much the loss of each counts. */
  final long weights;

  /** Where the targets of each list begin, and the end. */
  final long firstTarget;

  /** In a tree units, else their numbers within the segment. */
  final long targets;

  final long shares;

  /** The segment of each unit; of a tree alone. */
  final long segmentOf;

  /** Where the gradients of each segment begin among those of a row; of a tree alone. */
  final long deltaOf;

  /** Copies them; the memory owns what they take. */
  GpuSegments(Segments segments, DeviceMemory memory) {
    int count = segments.count();
    firstUnit =
        memory.copy(
            IntStream.rangeClosed(0, count)
                .map(s -> s < count ? segments.first(s) : segments.units())
                .toArray());
    float[] losses = new float[count];
    for (int s = 0; s < count; s++) {
      losses[s] = segments.weight(s);
    }
    weights = memory.copy(losses);
    Lists lists = segments.isTree() ? paths(segments) : bySegment(segments);
    firstTarget = memory.copy(lists.first());
    targets = memory.copy(lists.units.stream().flatMapToInt(Arrays::stream).toArray());
    shares = memory.copy(lists.shares());
    segmentOf =
        segments.isTree()
            ? memory.copy(IntStream.range(0, segments.units()).map(segments::segmentOf).toArray())
            : 0;
    deltaOf = segments.isTree() ? memory.copy(deltas(segments)) : 0;
  }

  /** All segments above one are on the same path, so that its place in a row is always the same. */
  private static int[] deltas(Segments tree) {
    int[] place = new int[tree.count()];
    for (int s = 0; s < place.length; s++) {
      int above = tree.above(s);
      if (above != Segments.ROOT) {
        int parent = tree.segmentOf(above);
        place[s] = place[parent] + tree.size(parent);
      }
    }
    return place;
  }

  /** For each label the units on its path. */
  private static Lists paths(Segments tree) {
    Lists lists = new Lists();
    for (int label = 0; label < tree.labels(); label++) {
      lists.add(targets(tree, label));
    }
    return lists;
  }

  /** For each label and segment the target in it, if there is one. */
  private static Lists bySegment(Segments segments) {
    Lists lists = new Lists();
    for (int label = 0; label < segments.labels(); label++) {
      SharedLabel shared = segments.shared(label);
      if (shared != null && segments.count() == 1) {
        lists.add(shared);
        continue;
      }
      int[] own = targets(segments, label);
      for (int s = 0; s < segments.count(); s++) {
        int segment = s;
        lists.add(
            IntStream.of(own)
                .filter(unit -> segments.segmentOf(unit) == segment)
                .map(unit -> unit - segments.first(segment))
                .toArray());
      }
    }
    return lists;
  }

  private static int[] targets(Segments segments, int label) {
    return IntStream.range(0, segments.targets(label))
        .map(i -> segments.target(label, i))
        .toArray();
  }

  private static final class Lists {
    final List<int[]> units = new ArrayList<>();
    private final List<float[]> shares = new ArrayList<>();

    /** Targets that are certain. */
    void add(int[] targets) {
      float[] ones = new float[targets.length];
      Arrays.fill(ones, 1);
      units.add(targets);
      shares.add(ones);
    }

    /** The classes of a label, ascending, as kernels look for them. */
    void add(SharedLabel label) {
      int[] order =
          IntStream.range(0, label.classes().length)
              .boxed()
              .sorted(Comparator.comparing(i -> label.classes()[i]))
              .mapToInt(i -> i)
              .toArray();
      float[] parts = new float[order.length];
      for (int i = 0; i < order.length; i++) {
        parts[i] = label.shares()[order[i]];
      }
      units.add(IntStream.of(order).map(i -> label.classes()[i]).toArray());
      shares.add(parts);
    }

    int[] first() {
      int[] first = new int[units.size() + 1];
      for (int i = 0; i < units.size(); i++) {
        first[i + 1] = Math.addExact(first[i], units.get(i).length);
      }
      return first;
    }

    float[] shares() {
      int count = shares.stream().mapToInt(each -> each.length).sum();
      float[] all = new float[count];
      int at = 0;
      for (float[] each : shares) {
        System.arraycopy(each, 0, all, at, each.length);
        at += each.length;
      }
      return all;
    }
  }
}
