package ihct.nn.gru;

import ihct.hierarchy.SiblingTree;
import ihct.nn.FeedForwardPredictor;
import ihct.nn.FloatMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The probabilities of all units of a {@link GruPaths} network: a block of songs visits every
 * decision of the tree. Decisions are visited in depth-first order, so that a state is kept only
 * for those on the way to the present one; h·U is computed once for all decisions right below one.
 */
final class GruPathsPredictor implements PathNetwork.Predictor {

  private final GruPaths network;
  private final SiblingTree tree;
  private final FeedForwardPredictor trunk;
  private final GruRow row;
  private final Units.Scratch scratch;
  private final FloatMatrix all;
  private final List<Level> levels = new ArrayList<>();

  private final DepthFirst decisions;

  /** What is kept of the decision that was last visited at a depth. */
  private final class Level {
    final FloatMatrix states = FloatMatrix.allocate(network.block(), network.cell().units());
    final FloatMatrix projected = FloatMatrix.allocate(network.block(), 3 * network.cell().units());

    void free() {
      states.free();
      projected.free();
    }
  }

  /** Allocates what a block needs. */
  GruPathsPredictor(GruPaths network) {
    this.network = network;
    this.tree = network.tree();
    this.trunk = new FeedForwardPredictor(network.trunk());
    this.row = network.cell().row();
    this.scratch = network.units().scratch();
    this.all = FloatMatrix.allocate(network.block(), Units.count(tree));
    this.decisions = DepthFirst.of(tree);
    for (int i = 0; i <= network.depth(); i++) {
      levels.add(new Level());
    }
  }

  @Override
  public void predict(float[] songs, int count) {
    int width = network.inputs();
    FloatMatrix inputs = FloatMatrix.allocate(count, width);
    inputs.write(0, 0, songs, 0, count * width);
    FloatMatrix first = levels.get(0).states.rows(0, count);
    copy(trunk.hidden(inputs), first);
    inputs.free();
    project(0, count);
    for (int g : decisions.order()) {
      visit(g, count);
    }
  }

  private void copy(FloatMatrix from, FloatMatrix to) {
    for (int i = 0; i < to.rows(); i++) {
      from.read(i, row.h);
      to.write(i, row.h);
    }
  }

  private void project(int depth, int count) {
    Level one = levels.get(depth);
    one.projected
        .rows(0, count)
        .product(one.states.rows(0, count), false, network.cell().recurrent(), true);
  }

  private void visit(int g, int count) {
    int level = decisions.level()[g];
    Level above = levels.get(level);
    FloatMatrix states = levels.get(level + 1).states.rows(0, count);
    for (int song = 0; song < count; song++) {
      above.states.read(song, row.h);
      row.readGates(above.projected, song);
      row.forward(network.cell().tokens(), g);
      states.write(song, row.h);
    }
    int first = tree.first(g);
    int end = tree.first(g + 1);
    network.units().logits(states, first, end, all.rows(0, count).columns(first, end));
    for (int song = 0; song < count; song++) {
      network.units().softmax(all, song, g, scratch);
    }
    if (DepthFirst.leadsOn(tree, g)) {
      project(level + 1, count);
    }
  }

  @Override
  public void read(int song, float[] probabilities) {
    all.read(song, 0, probabilities, 0, tree.units());
  }

  @Override
  public void close() {
    trunk.close();
    all.free();
    levels.forEach(Level::free);
  }
}
