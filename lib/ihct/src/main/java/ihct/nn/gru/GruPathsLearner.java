package ihct.nn.gru;

import ihct.nn.Adam;
import ihct.nn.FeedForward;
import ihct.nn.FeedForwardLearner;
import ihct.nn.FloatMatrix;
import ihct.nn.LearnerScratch;
import ihct.nn.OutputLearner;
import ihct.nn.PathRows;
import ihct.nn.Softmax;
import ihct.nn.TreeSoftmaxLearner;
import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns what a {@link GruPaths} network has above its trunk. A block of songs goes down the tree
 * step by step, each song on its true path (teacher forcing), then all their decisions are learnt
 * together by a {@link TreeSoftmaxLearner}, and the gradients of the states go back up.
 *
 * <p>The songs of a block are sorted by the length of their paths, the longest first, so that those
 * which are still on their way are the first rows of every step. Row i·n + k of a block of n songs
 * is step i of its k-th song.
 */
final class GruPathsLearner implements OutputLearner {

  /** Rows of recurrent weights that get their gradient together; half of 3·128. */
  private static final int WEIGHT_ROWS = 192;

  private final GruPaths network;
  private final PathCell cell;
  private final int units;
  private final int depth;
  private final int[][] paths;
  private final TreeSoftmaxLearner decisions;

  /** The trunk's values in the order of the songs, and the states of all steps. */
  private final FloatMatrix initial;

  private final FloatMatrix states;
  private final FloatMatrix stateGradients;

  /** For each step z, r and m; the backward pass puts their gradients here. */
  private final FloatMatrix gates;

  /** Likewise n. */
  private final FloatMatrix candidates;

  /** The gradient of a step's state that comes from the step behind it. */
  private final FloatMatrix carried;

  private final Adam recurrentSteps;
  private final Adam tokenSteps;
  private final Adam candidateBiasSteps;

  // of the batch
  private int[] labels;
  private int block;
  private int[][] orders;

  /** For each block and step, how many songs are on their way. */
  private int[][] active;

  /**
   * Allocates everything that steps need.
   *
   * @param network what learns
   * @param batch the most songs of a step
   */
  GruPathsLearner(GruPaths network, int batch) {
    this.network = network;
    this.cell = network.cell();
    this.units = cell.units();
    this.depth = network.depth();
    paths = new int[network.tree().classes()][];
    Arrays.setAll(paths, network.tree()::path);
    int rows = Math.multiplyExact(batch, Math.max(1, depth));
    decisions = new TreeSoftmaxLearner(network.trunk(), rows, FeedForwardLearner.mostBlocks(batch));
    initial = FloatMatrix.allocate(batch, units);
    carried = FloatMatrix.allocate(batch, units);
    states = FloatMatrix.allocate(rows, units);
    stateGradients = FloatMatrix.allocate(rows, units);
    gates = FloatMatrix.allocate(rows, 3 * units);
    candidates = FloatMatrix.allocate(rows, units);
    recurrentSteps = new Adam(cell.recurrent());
    tokenSteps = new Adam(cell.tokens());
    candidateBiasSteps = new Adam(cell.candidateBias());
  }

  @Override
  public void start(int[] classes, float[] weights, float share) {
    labels = classes;
    block = FeedForward.block(classes.length);
    int blocks = FeedForward.blocks(classes.length);
    orders = new int[blocks][];
    active = new int[blocks][depth];
    int[] chosen = new int[classes.length * depth];
    Arrays.fill(chosen, Units.none(network.tree()));
    float[] chosenWeights = new float[chosen.length];
    for (int b = 0; b < blocks; b++) {
      int from = b * block;
      int songs = Math.min(classes.length, from + block) - from;
      orders[b] =
          IntStream.range(0, songs)
              .boxed()
              .sorted(Comparator.comparingInt(song -> -path(from + song).length))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int k = 0; k < songs; k++) {
        int[] path = path(from + orders[b][k]);
        for (int i = 0; i < path.length; i++) {
          int row = from * depth + i * songs + k;
          chosen[row] = path[i];
          chosenWeights[row] = weights[from + orders[b][k]];
          active[b][i] = k + 1;
        }
      }
    }
    decisions.start(chosen, chosenWeights, share, Math.max(1, block * depth));
  }

  private int[] path(int song) {
    return paths[labels[song]];
  }

  private int decision(int song, int step) {
    return network.tree().decision(path(song)[step]);
  }

  /** The rows of a step whose songs are on their way. */
  private FloatMatrix step(FloatMatrix all, int b, int i) {
    int first = b * block * depth + i * orders[b].length;
    return all.rows(first, first + active[b][i]);
  }

  /** The states from which a step begins. */
  private FloatMatrix before(int b, int i) {
    FloatMatrix from =
        i == 0 ? initial.rows(b * block, b * block + orders[b].length) : step(states, b, i - 1);
    return from.rows(0, active[b][i]);
  }

  @Override
  public double pass(
      int b, int from, FloatMatrix inputs, FloatMatrix inputDeltas, LearnerScratch scratch) {
    int songs = inputs.rows();
    for (int k = 0; k < songs; k++) {
      inputs.read(orders[b][k], scratch.row);
      initial.write(from + k, scratch.row);
    }
    GruRow row = cell.row();
    for (int i = 0; i < depth && active[b][i] > 0; i++) {
      Stop.check(FeedForwardLearner.LEARNING);
      forward(b, i, row);
    }
    int first = from * depth;
    int end = first + songs * depth;
    double loss =
        depth == 0
            ? 0
            : decisions.pass(
                b, first, states.rows(first, end), stateGradients.rows(first, end), scratch);
    FloatMatrix back = carried.rows(from, from + songs);
    back.clear();
    for (int i = depth - 1; i >= 0; i--) {
      Stop.check(FeedForwardLearner.LEARNING);
      backward(b, i, back, row);
    }
    for (int k = 0; k < songs; k++) {
      back.read(k, scratch.row);
      inputDeltas.write(orders[b][k], scratch.row);
    }
    return loss;
  }

  private void forward(int b, int i, GruRow row) {
    FloatMatrix gate = step(gates, b, i);
    FloatMatrix before = before(b, i);
    FloatMatrix state = step(states, b, i);
    FloatMatrix candidate = step(candidates, b, i);
    gate.product(before, false, cell.recurrent(), true);
    for (int k = 0; k < gate.rows(); k++) {
      row.readGates(gate, k);
      before.read(k, row.h);
      row.forward(cell.tokens(), decision(b * block + orders[b][k], i));
      state.write(k, row.h);
      row.writeGates(gate, k);
      candidate.write(k, row.n);
    }
  }

  /** Turns the gradients of a step's states into those of its gates and of the states before. */
  private void backward(int b, int i, FloatMatrix carried, GruRow row) {
    FloatMatrix gate = step(gates, b, i);
    if (gate.rows() == 0) {
      return;
    }
    FloatMatrix before = before(b, i);
    FloatMatrix gradient = step(stateGradients, b, i);
    FloatMatrix candidate = step(candidates, b, i);
    for (int k = 0; k < gate.rows(); k++) {
      gradient.read(k, row.d);
      carried.read(k, row.back);
      Softmax.add(row.d, row.back, units);
      row.readGates(gate, k);
      candidate.read(k, row.n);
      before.read(k, row.h);
      row.backward();
      carried.write(k, row.back);
      candidate.write(k, row.dn);
      row.writeGradients(gate, k);
    }
    carried.rows(0, gate.rows()).addProduct(gate, false, cell.recurrent(), false);
  }

  /** Parts of the recurrent weights that are updated apart. */
  private int recurrentParts() {
    return (3 * units + WEIGHT_ROWS - 1) / WEIGHT_ROWS;
  }

  /** First the large ones: the recurrent weights, the candidates' bias, tokens, and the units. */
  @Override
  public int tasks() {
    return recurrentParts() + 1 + decisions.rows().lists() + decisions.tasks();
  }

  @Override
  public void update(int task, FloatMatrix inputs, float stepSize, LearnerScratch scratch) {
    int lists = decisions.rows().lists();
    int rest = task - recurrentParts();
    if (rest < 0) {
      updateRecurrent(task * WEIGHT_ROWS, stepSize, scratch);
    } else if (rest == 0) {
      updateCandidateBias(stepSize, scratch);
    } else if (rest <= lists) {
      updateToken(rest - 1, stepSize, scratch);
    } else {
      decisions.update(rest - lists - 1, states.rows(0, labels.length * depth), stepSize, scratch);
    }
  }

  private void updateRecurrent(int from, float stepSize, LearnerScratch scratch) {
    int to = Math.min(3 * units, from + WEIGHT_ROWS);
    FloatMatrix gradient = scratch.gradient.shaped(to - from, units);
    gradient.clear();
    for (int b = 0; b < orders.length; b++) {
      for (int i = 0; i < depth && active[b][i] > 0; i++) {
        gradient.addProduct(step(gates, b, i).columns(from, to), true, before(b, i), false);
      }
    }
    scratch.step(recurrentSteps, from, 0, gradient, stepSize);
  }

  private void updateCandidateBias(float stepSize, LearnerScratch scratch) {
    float[] sum = new float[units];
    float[] part = new float[units];
    for (int b = 0; b < orders.length; b++) {
      for (int i = 0; i < depth; i++) {
        FloatMatrix gate = step(gates, b, i);
        for (int k = 0; k < gate.rows(); k++) {
          gate.read(k, 2 * units, part, 0, units);
          Softmax.add(sum, part, units);
        }
      }
    }
    scratch.step(candidateBiasSteps, 0, sum, stepSize);
  }

  /** The numbers of one decision, from all rows that met it; others rest, as its units do. */
  private void updateToken(int list, float stepSize, LearnerScratch scratch) {
    PathRows rows = decisions.rows();
    float[] sum = new float[3 * units];
    float[] updates = new float[2 * units];
    float[] dn = new float[units];
    for (int entry = rows.first(list); entry < rows.end(list); entry++) {
      int row = rows.row(entry);
      gates.read(row, 0, updates, 0, 2 * units);
      candidates.read(row, dn);
      Softmax.add(sum, updates, 2 * units);
      for (int j = 0; j < units; j++) {
        sum[2 * units + j] += dn[j];
      }
    }
    scratch.step(tokenSteps, rows.segment(list), sum, stepSize);
  }

  @Override
  public int largestBlock() {
    return Math.max(WEIGHT_ROWS * units, decisions.largestBlock());
  }

  @Override
  public Adam weightSteps() {
    return decisions.weightSteps();
  }

  @Override
  public Adam biasSteps() {
    return decisions.biasSteps();
  }

  @Override
  public List<Adam> furtherSteps() {
    return List.of(recurrentSteps, tokenSteps, candidateBiasSteps);
  }

  @Override
  public void close() {
    decisions.close();
    for (FloatMatrix matrix :
        List.of(initial, carried, states, stateGradients, gates, candidates)) {
      matrix.free();
    }
  }
}
