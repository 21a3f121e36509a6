package ihct.nn.gpu;

import ihct.nn.FeedForward;
import ihct.nn.PathRows;
import ihct.nn.Segments;
import ihct.nn.TreeSoftmaxLearner;
import java.util.Arrays;

/** What {@link TreeSoftmaxLearner} does, on a graphics card. */
public final class GpuTreeSoftmaxLearner implements GpuOutputLearner {

  private final FeedForward network;
  private final Segments tree;
  private final Device device;
  private final GpuKernels kernels;
  private final GpuSegments segments;
  private final GpuAdam weightSteps;
  private final GpuAdam biasSteps;
  private final long deltas;
  private final long labels;
  private final long rowWeights;
  private final long losses;
  private int rows;
  private float share;

  /** Which rows met which segment, here and on the card. */
  private final PathRows paths;

  private final long firstRow;
  private final long rowsOfLists;
  private final long segmentOfList;

  /** The units of these segments, and the list of each. */
  private final long units;

  private final long listOfUnit;
  private final int[] touchedUnits;
  private final int[] touchedLists;
  private int touched;

  /**
   * Takes room for batches; the memory owns it.
   *
   * @param network whose last layer learns; its segments are a tree
   * @param batch the most rows of a step
   */
  public GpuTreeSoftmaxLearner(FeedForward network, int batch, Device device, DeviceMemory memory) {
    this.network = network;
    this.tree = network.segments();
    this.device = device;
    kernels = new GpuKernels(device);
    segments = new GpuSegments(tree, memory);
    int last = network.layers() - 1;
    weightSteps = new GpuAdam(new GpuMatrix(network.weights(last), device, memory), device, memory);
    biasSteps = new GpuAdam(new GpuMatrix(network.bias(last), device, memory), device, memory);
    deltas = memory.room((long) batch * tree.mostUnits());
    labels = memory.room(batch);
    rowWeights = memory.room(batch);
    losses = memory.room(batch);
    paths = new PathRows(tree, batch, 1);
    int entries = Math.multiplyExact(batch, Math.max(1, tree.mostTargets()));
    int most = Math.min(entries, tree.count());
    firstRow = memory.room(most + 1L);
    rowsOfLists = memory.room(entries);
    segmentOfList = memory.room(most);
    units = memory.room(tree.units());
    listOfUnit = memory.room(tree.units());
    touchedUnits = new int[tree.units()];
    touchedLists = new int[tree.units()];
  }

  @Override
  public void start(int[] labels, float[] weights, float share) {
    this.rows = labels.length;
    this.share = share;
    paths.sort(labels, Math.max(1, rows));
    device.upload(this.labels, labels, rows);
    device.upload(rowWeights, weights, rows);
    int lists = paths.lists();
    int[] first = new int[lists + 1];
    int[] segment = new int[lists];
    touched = 0;
    for (int list = 0; list < lists; list++) {
      first[list + 1] = paths.end(list);
      segment[list] = paths.segment(list);
      for (int unit = tree.first(segment[list]); unit < tree.end(segment[list]); unit++) {
        touchedUnits[touched] = unit;
        touchedLists[touched++] = list;
      }
    }
    int[] entries = new int[first[lists]];
    Arrays.setAll(entries, paths::row);
    device.upload(firstRow, first, first.length);
    device.upload(segmentOfList, segment, lists);
    device.upload(rowsOfLists, entries, entries.length);
    device.upload(units, touchedUnits, touched);
    device.upload(listOfUnit, touchedLists, touched);
  }

  @Override
  public void pass(int rows, long inputs, long inputDeltas) {
    kernels.rows(
        "tree_pass",
        rows,
        inputs,
        weightSteps.weights().columns(),
        weightSteps.weights().address(),
        biasSteps.weights().address(),
        segments.firstUnit,
        segments.segmentOf,
        segments.deltaOf,
        labels,
        segments.firstTarget,
        segments.targets,
        segments.shares,
        rowWeights,
        share,
        (float) network.smoothing(),
        deltas,
        tree.mostUnits(),
        inputDeltas,
        losses);
  }

  /** Only the units that rows have met. */
  @Override
  public void update(int rows, long inputs, float stepSize) {
    if (touched == 0) {
      return; // no label of this batch says anything
    }
    kernels.rows(
        "tree_adam",
        touched,
        inputs,
        weightSteps.weights().columns(),
        deltas,
        tree.mostUnits(),
        units,
        listOfUnit,
        firstRow,
        rowsOfLists,
        segments.firstUnit,
        segments.segmentOf,
        segments.deltaOf,
        weightSteps.weights().address(),
        weightSteps.means(),
        weightSteps.squares(),
        biasSteps.weights().address(),
        biasSteps.means(),
        biasSteps.squares(),
        stepSize);
  }

  /**
   * Has the rows of a matrix learn that belong to segments, each from the rows of the batch that
   * met its segment; the others rest.
   *
   * @param numbers a row for each segment
   * @param gradients a row for each row of the batch, without gaps
   */
  public void updateBySegment(GpuAdam numbers, long gradients, float stepSize) {
    if (paths.lists() == 0) {
      return;
    }
    kernels.rows(
        "list_adam",
        paths.lists(),
        gradients,
        numbers.weights().columns(),
        segmentOfList,
        firstRow,
        rowsOfLists,
        numbers.weights().address(),
        numbers.means(),
        numbers.squares(),
        stepSize);
  }

  @Override
  public double loss() {
    return kernels.sum(losses, rows);
  }

  @Override
  public GpuAdam weightSteps() {
    return weightSteps;
  }

  @Override
  public GpuAdam biasSteps() {
    return biasSteps;
  }
}
