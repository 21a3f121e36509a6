package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.FeedForwardPredictor;
import ihct.nn.FloatMatrix;
import java.util.Arrays;

/** One song in a {@link GruPaths} network, where only decisions that are asked are computed. */
final class GruPathsWalk implements PathNetwork.Walk {

  private static final int NONE = -1;

  private final GruPaths network;
  private final SiblingTree tree;
  private final GruRow row;
  private final FloatMatrix state;
  private final FloatMatrix projected;
  private final FloatMatrix probabilities;
  private final Units.Scratch scratch;

  /** The decision above each, {@link #NONE} above the first. */
  private final int[] above;

  /** The state at each decision that was asked. */
  private final float[][] states;

  private final float[] initial;

  /** Reads the song. */
  GruPathsWalk(GruPaths network, float[] song) {
    this.network = network;
    this.tree = network.tree();
    int units = network.cell().units();
    row = network.cell().row();
    state = FloatMatrix.allocate(1, units);
    projected = FloatMatrix.allocate(1, 3 * units);
    probabilities = FloatMatrix.allocate(1, Units.count(tree));
    scratch = network.units().scratch();
    states = new float[tree.decisions()][];
    initial = new float[units];
    above = new int[tree.decisions()];
    Arrays.fill(above, NONE);
    for (int unit = 0; unit < tree.units(); unit++) {
      if (tree.next(unit) >= 0) {
        above[tree.next(unit)] = tree.decision(unit);
      }
    }
    FloatMatrix inputs = FloatMatrix.allocate(1, network.inputs());
    inputs.write(0, song);
    try (FeedForwardPredictor trunk = new FeedForwardPredictor(network.trunk())) {
      trunk.hidden(inputs).read(0, initial);
    }
    inputs.free();
  }

  @Override
  public float[] logProbabilities(int decision) {
    float[] before = above[decision] == NONE ? initial : states[above[decision]];
    if (before == null) {
      throw new IllegalStateException(
          "Decision %d was asked before decision %d above it."
              .formatted(decision, above[decision]));
    }
    System.arraycopy(before, 0, row.h, 0, before.length);
    state.write(0, row.h);
    projected.product(state, false, network.cell().recurrent(), true);
    row.readGates(projected, 0);
    row.forward(network.cell().tokens(), decision);
    states[decision] = row.h.clone();
    state.write(0, row.h);
    int first = tree.first(decision);
    int end = tree.first(decision) + tree.size(decision);
    network.units().logits(state, first, end, probabilities.columns(first, end));
    network.units().softmax(probabilities, 0, decision, scratch);
    float[] logs = new float[end - first];
    probabilities.read(0, first, logs, 0, logs.length);
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(logs[i]);
    }
    return logs;
  }

  @Override
  public void close() {
    state.free();
    projected.free();
    probabilities.free();
  }
}
