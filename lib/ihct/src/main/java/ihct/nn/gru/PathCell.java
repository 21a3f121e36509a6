package ihct.nn.gru;

import ihct.nn.FloatMatrix;

/**
 * The gated recurrent unit of {@link GruPaths}, which goes from the state at one decision to that
 * at the next. What a GRU computes from its input is here a row of numbers that belongs to the
 * decision: the embedding of the cluster that was chosen, as the gates see it.
 *
 * @param tokens what each decision says to the gates z, r and n, {@code [G, 3H]}
 * @param recurrent Uᵀ, {@code [3H, H]}
 * @param candidateBias c, {@code [1, H]}
 */
record PathCell(FloatMatrix tokens, FloatMatrix recurrent, FloatMatrix candidateBias) {

  /** H. */
  int units() {
    return recurrent.columns();
  }

  /** Working memory, with the candidate's bias as it is now. */
  GruRow row() {
    GruRow row = new GruRow(units());
    row.setCandidateBias(candidateBias);
    return row;
  }
}
