package ihct.nn.gru;

import ihct.nn.FloatMatrix;
import ihct.nn.Softmax;
import java.util.Arrays;

/**
 * The values of a GRU for one row of a matrix at one step, forward and backward: z = σ(z + x_z), r
 * = σ(r + x_r), n = tanh(x_n + r∘(m + c)), h ← (1 − z)∘n + z∘h, with z, r and m the products of the
 * state with U, and x what the input says to the gates. One thread's working memory.
 */
final class GruRow {

  private final int units;

  /** The gates; before {@link #forward}, what the state says to them. */
  final float[] z;

  final float[] r;
  final float[] m;
  final float[] n;

  /** The state before the step; behind {@link #forward}, that after it. */
  final float[] h;

  /** The gradient of the state behind the step. */
  final float[] d;

  /** The gradient of the candidate, before its tanh. */
  final float[] dn;

  /** What passes from d to the state before the step, but for what the gates ask of it. */
  final float[] back;

  private final float[] input;
  private final float[] candidateBias;

  /** With a candidate's bias c of 0. */
  GruRow(int units) {
    this.units = units;
    z = new float[units];
    r = new float[units];
    m = new float[units];
    n = new float[units];
    h = new float[units];
    d = new float[units];
    dn = new float[units];
    back = new float[units];
    input = new float[units];
    candidateBias = new float[units];
  }

  /** Takes over c, {@code [1, H]}, as it is now. */
  void setCandidateBias(FloatMatrix bias) {
    bias.read(0, candidateBias);
  }

  /** Begins without a state. */
  void clear() {
    Arrays.fill(z, 0);
    Arrays.fill(r, 0);
    Arrays.fill(m, 0);
    Arrays.fill(h, 0);
  }

  /** Reads z, r and m, which lie in a row of 3H. */
  void readGates(FloatMatrix gates, int row) {
    gates.read(row, 0, z, 0, units);
    gates.read(row, units, r, 0, units);
    gates.read(row, 2 * units, m, 0, units);
  }

  /** Writes what {@link #readGates} reads. */
  void writeGates(FloatMatrix gates, int row) {
    gates.write(row, 0, z, 0, units);
    gates.write(row, units, r, 0, units);
    gates.write(row, 2 * units, m, 0, units);
  }

  /** Writes the gradients of what {@link #readGates} read. */
  void writeGradients(FloatMatrix gates, int row) {
    gates.write(row, 0, h, 0, units);
    gates.write(row, units, m, 0, units);
    gates.write(row, 2 * units, r, 0, units);
  }

  /** Takes a step with the products in z, r and m; x is a row of 3H. */
  void forward(FloatMatrix x, int row) {
    x.read(row, 0, input, 0, units);
    Gates.gate(z, input, units);
    x.read(row, units, input, 0, units);
    Gates.gate(r, input, units);
    Softmax.add(m, candidateBias, units);
    x.read(row, 2 * units, n, 0, units);
    Gates.candidate(n, r, m, units);
    Gates.state(h, z, n, units);
  }

  /**
   * Turns d into gradients of what the step was computed from, h being the state before it. That of
   * the update gate takes the place of h, that of the reset gate of m, and that of h·Un + c of r.
   */
  void backward() {
    Gates.multiply(back, d, z, units);
    Gates.candidateGradient(dn, d, z, n, units);
    Gates.updateGradient(h, d, z, n, units);
    Gates.resetGradient(m, dn, r, units);
    Gates.multiply(r, dn, r, units);
  }
}
