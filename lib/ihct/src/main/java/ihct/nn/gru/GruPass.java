package ihct.nn.gru;

import ihct.nn.FloatMatrix;
import ihct.nn.Softmax;
import ihct.nn.dl4j.Affine;
import ihct.nn.dl4j.GatedRecurrentUnit;
import ihct.stopping.Stop;
import java.util.Arrays;

/**
 * One direction of the {@link GatedRecurrentUnit} over all steps for one block of songs, forward
 * and backward, where every step sees the same song.
 *
 * <p>The song's part of the gates is then the same at every step, and is computed once; backward,
 * what the steps ask of it is summed first. The recurrent part of all three gates is one product a
 * step. A row of a step is a song; rows are handled one by one, while they are in the cache.
 */
final class GruPass {

  private final GruWeights weights;
  private final int rows;
  private final int units;
  private final boolean towardsTheTop;
  private final boolean learning;

  /** x·W + b for z, r, n. */
  private final FloatMatrix projected;

  /** For each step z, r and m = h·Un + c; the backward pass puts their gradients here. */
  private final FloatMatrix allGates;

  private final FloatMatrix allCandidates;
  private final FloatMatrix[] gates;
  private final FloatMatrix[] candidates;
  private final FloatMatrix allStates;
  private final FloatMatrix[] states;
  private final FloatMatrix[] stateGradients;

  /** The gradient of a step's state that comes from the step behind it. */
  private final FloatMatrix carried;

  /** Gradients of {@link #projected}, summed over the steps. */
  private final FloatMatrix projectedGradients;

  private final float[][][] sums;
  private final float[] candidateBiasSums;
  private final GruRow row;

  /**
   * Reserves memory.
   *
   * @param weights the direction's weights
   * @param rows songs in the block
   * @param states steps·rows by H: receives the states, step by step
   * @param stateGradients likewise: holds their gradients in the backward pass; null for prediction
   * @param steps number of steps
   * @param towardsTheTop whether the last step comes first
   */
  GruPass(
      GruWeights weights,
      int rows,
      FloatMatrix states,
      FloatMatrix stateGradients,
      int steps,
      boolean towardsTheTop) {
    this.weights = weights;
    this.rows = rows;
    this.units = weights.units();
    this.towardsTheTop = towardsTheTop;
    this.learning = stateGradients != null;
    projected = FloatMatrix.allocate(rows, 3 * units);
    int kept = learning ? steps : 1;
    allGates = FloatMatrix.allocate(kept * rows, 3 * units);
    allCandidates = learning ? FloatMatrix.allocate(steps * rows, units) : null;
    allStates = states;
    carried = learning ? FloatMatrix.allocate(rows, units) : null;
    projectedGradients = learning ? FloatMatrix.allocate(rows, 3 * units) : null;
    sums = learning ? new float[rows][3][units] : null;
    candidateBiasSums = new float[units];
    row = new GruRow(units);
    gates = new FloatMatrix[steps];
    candidates = new FloatMatrix[steps];
    this.states = new FloatMatrix[steps];
    this.stateGradients = new FloatMatrix[steps];
    for (int t = 0; t < steps; t++) {
      gates[t] = learning ? step(allGates, t) : allGates;
      this.states[t] = step(states, t);
      if (learning) {
        candidates[t] = step(allCandidates, t);
        this.stateGradients[t] = step(stateGradients, t);
      }
    }
  }

  private FloatMatrix step(FloatMatrix all, int t) {
    return all.rows(t * rows, (t + 1) * rows);
  }

  /**
   * Computes the states of all steps.
   *
   * @param songs the block's features, {@code [rows, nIn]}
   */
  void forward(FloatMatrix songs) {
    projected.product(songs, false, weights.input(), true);
    row.setCandidateBias(weights.candidateBias());
    float[] bias = new float[3 * units];
    float[] sum = new float[3 * units];
    weights.bias().read(0, bias);
    for (int song = 0; song < rows; song++) {
      projected.read(song, sum);
      Softmax.add(sum, bias, sum.length);
      projected.write(song, sum);
    }
    FloatMatrix before = null;
    for (int place = 0; place < states.length; place++) {
      Stop.check(Affine.COMPUTING);
      int t = stepAt(place);
      if (before != null) {
        gates[t].product(before, false, weights.recurrent(), true);
      }
      for (int song = 0; song < rows; song++) {
        forward(t, song, before);
      }
      before = states[t];
    }
  }

  private int stepAt(int place) {
    return towardsTheTop ? states.length - 1 - place : place;
  }

  private void forward(int t, int song, FloatMatrix before) {
    if (before == null) {
      row.clear();
    } else {
      row.readGates(gates[t], song);
      before.read(song, row.h);
    }
    row.forward(projected, song);
    states[t].write(song, row.h);
    if (learning) {
      row.writeGates(gates[t], song);
      candidates[t].write(song, row.n);
    }
  }

  /** Turns the gradients of the states into those of the gates and of the projected songs. */
  void backward() {
    for (float[][] song : sums) {
      for (float[] gate : song) {
        Arrays.fill(gate, 0);
      }
    }
    Arrays.fill(candidateBiasSums, 0);
    for (int place = states.length - 1; place >= 0; place--) {
      Stop.check(Affine.COMPUTING);
      int t = stepAt(place);
      FloatMatrix before = place == 0 ? null : states[stepAt(place - 1)];
      for (int song = 0; song < rows; song++) {
        backward(t, song, before, place == states.length - 1);
      }
      if (before != null) {
        carried.addProduct(gates[t], false, weights.recurrent(), false);
      }
    }
    for (int song = 0; song < rows; song++) {
      for (int gate = 0; gate < 3; gate++) {
        projectedGradients.write(song, gate * units, sums[song][gate], 0, units);
      }
    }
  }

  private void backward(int t, int song, FloatMatrix before, boolean last) {
    stateGradients[t].read(song, row.d);
    if (!last) {
      carried.read(song, row.back);
      Softmax.add(row.d, row.back, units);
    }
    row.readGates(gates[t], song);
    candidates[t].read(song, row.n);
    if (before == null) {
      Arrays.fill(row.h, 0);
    } else {
      before.read(song, row.h);
    }
    row.backward();
    carried.write(song, row.back);
    Softmax.add(sums[song][0], row.h, units);
    Softmax.add(sums[song][1], row.m, units);
    Softmax.add(sums[song][2], row.dn, units);
    Softmax.add(candidateBiasSums, row.r, units);
    row.writeGradients(gates[t], song);
  }

  /**
   * Adds the block's part to the gradient of some rows of Uᵀ {@code [3H, H]}.
   *
   * @param gradient those rows; the first block of a batch overwrites them
   * @param from which row of Uᵀ is the first
   * @param first whether to overwrite
   */
  void addRecurrentGradient(FloatMatrix gradient, int from, boolean first) {
    int met = (states.length - 1) * rows;
    int later = towardsTheTop ? 0 : rows;
    int earlier = rows - later;
    // the state before the first step is 0, so each other step meets that of the one before it
    accumulate(
        gradient,
        allGates.rows(later, later + met).columns(from, from + gradient.rows()),
        allStates.rows(earlier, earlier + met),
        first);
  }

  /** Adds the block's part to the gradient of Wᵀ {@code [3H, nIn]}, or overwrites it. */
  void addInputGradient(FloatMatrix gradient, FloatMatrix songs, boolean first) {
    accumulate(gradient, projectedGradients, songs, first);
  }

  private static void accumulate(
      FloatMatrix gradient, FloatMatrix delta, FloatMatrix input, boolean first) {
    if (first) {
      gradient.product(delta, true, input, false);
    } else {
      gradient.addProduct(delta, true, input, false);
    }
  }

  /** Adds the block's part to the gradients of b and c. */
  void addBiasGradients(float[] bias, float[] candidateBias) {
    float[] part = new float[3 * units];
    for (int song = 0; song < rows; song++) {
      projectedGradients.read(song, part);
      Softmax.add(bias, part, part.length);
    }
    Softmax.add(candidateBias, candidateBiasSums, units);
  }

  /** Gives the memory back. */
  void free() {
    projected.free();
    allGates.free();
    if (learning) {
      allCandidates.free();
      carried.free();
      projectedGradients.free();
    }
  }
}
