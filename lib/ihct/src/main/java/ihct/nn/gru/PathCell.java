package ihct.nn.gru;

import ihct.nn.FloatMatrix;

/**
 * The gated recurrent unit of {@link GruPaths}, which goes from the state at one decision to that
 * at the next. What a GRU computes from its input is here a row of numbers that belongs to the
 * decision: the embedding of the cluster that was chosen, as the gates see it.
 *
 * <p>z = σ(h·Uz + tz), r = σ(h·Ur + tr), n = tanh(tn + r∘(h·Un + c)), h ← (1 − z)∘n + z∘h.
 */
final class PathCell {

  /** t of each decision, {@code [G, 3H]}, for z, r and n. */
  final FloatMatrix tokens;

  /** Uᵀ, {@code [3H, H]}. */
  final FloatMatrix recurrent;

  /** c, {@code [1, H]}. */
  final FloatMatrix candidateBias;

  PathCell(FloatMatrix tokens, FloatMatrix recurrent, FloatMatrix candidateBias) {
    this.tokens = tokens;
    this.recurrent = recurrent;
    this.candidateBias = candidateBias;
  }

  /** H. */
  int units() {
    return recurrent.columns();
  }

  /** The values of one row, with the working memory to compute them. */
  final class Row {
    final float[] z = new float[units()];
    final float[] r = new float[units()];
    final float[] m = new float[units()];
    final float[] n = new float[units()];

    /** The state before the step, and behind it. */
    final float[] h = new float[units()];

    private final float[] token = new float[units()];
    private final float[] bias = new float[units()];

    Row() {
      candidateBias.read(0, bias);
    }

    /**
     * Takes one step, from {@link #h} to {@link #h}.
     *
     * @param decision where it leads
     * @param projected h·U, a row of 3H
     * @param row which row of it
     */
    void step(int decision, FloatMatrix projected, int row) {
      int units = units();
      projected.read(row, 0, z, 0, units);
      projected.read(row, units, r, 0, units);
      projected.read(row, 2 * units, m, 0, units);
      tokens.read(decision, 0, token, 0, units);
      Gates.gate(z, token, units);
      tokens.read(decision, units, token, 0, units);
      Gates.gate(r, token, units);
      Gates.add(m, bias, units);
      tokens.read(decision, 2 * units, n, 0, units);
      Gates.candidate(n, r, m, units);
      Gates.state(h, z, n, units);
    }
  }
}
