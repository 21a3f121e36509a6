package ihct.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The peer of {@code ihct.models.networks.Rnn}: the same network, loss, optimiser and exact
 * decoding in PyTorch, driven through DJL.
 *
 * <p>DJL's own bidirectional GRU hands PyTorch its parameters in an order that PyTorch does not
 * take, so the operation is called here with the parameters in PyTorch's order. PyTorch has a
 * second bias of each gate; those of the reset and update gates only add to the first and are kept
 * 0, as {@code ihct} leaves them out.
 */
final class TorchRnn implements AutoCloseable {

  private static final float RATE = 0.001f;
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;
  private static final float DROPOUT = 0.1f;

  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final int inputs;
  private final int units;
  private final int tiers;
  private final int classes;
  private final List<NDArray> parameters = new ArrayList<>();
  private final List<NDArray> means = new ArrayList<>();
  private final List<NDArray> squares = new ArrayList<>();
  private final NDArray noBias;
  private NDArray[] parents;
  private NDArray[] children;
  private int updates;

  /**
   * Reads weights: five little-endian integers (features d, GRU units H, dense units, child indices
   * O, tiers T), then the floats of our network in the order of its flat parameter vector.
   */
  TorchRnn(Path weights) throws IOException {
    JniUtils.setGradMode(false); // only between the start and the end of a step
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(weights)).order(ByteOrder.LITTLE_ENDIAN);
    inputs = bytes.getInt();
    units = bytes.getInt();
    int dense = bytes.getInt();
    classes = bytes.getInt();
    tiers = bytes.getInt();
    FloatBuffer values = bytes.asFloatBuffer();
    for (int direction = 0; direction < 2; direction++) {
      gates(values, inputs);
      gates(values, units);
      gates(values, 1);
      add(read(values, units), units);
    }
    layer(values, 2 * units, dense);
    layer(values, dense, dense);
    layer(values, dense, classes);
    noBias = manager.zeros(new Shape(2L * units));
  }

  /** Ours are update, reset, candidate; PyTorch's are reset, update, candidate. */
  private void gates(FloatBuffer values, int columns) {
    int block = units * columns;
    float[] ours = read(values, 3 * block);
    float[] theirs = ours.clone();
    System.arraycopy(ours, 0, theirs, block, block);
    System.arraycopy(ours, block, theirs, 0, block);
    if (columns == 1) {
      add(theirs, 3L * units);
    } else {
      add(theirs, 3L * units, columns);
    }
  }

  private void layer(FloatBuffer values, int from, int to) {
    add(read(values, from * to), to, from);
    add(read(values, to), to);
  }

  private static float[] read(FloatBuffer values, int count) {
    float[] part = new float[count];
    values.get(part);
    return part;
  }

  private void add(float[] values, long... shape) {
    NDArray parameter = manager.create(values, new Shape(shape));
    parameter.setRequiresGradient(true);
    parameters.add(parameter);
    means.add(manager.zeros(new Shape(shape)));
    squares.add(manager.zeros(new Shape(shape)));
  }

  /** Logits, {@code [T·rows, O]}, tier by tier. */
  private NDArray logits(NDArray songs, boolean training) {
    long rows = songs.getShape().get(0);
    NDArray sequence = songs.expandDims(0).broadcast(tiers, rows, inputs);
    NDList weights = new NDList();
    for (int direction = 0; direction < 8; direction += 4) {
      weights.add(parameters.get(direction));
      weights.add(parameters.get(direction + 1));
      weights.add(parameters.get(direction + 2));
      weights.add(noBias.concat(parameters.get(direction + 3)));
    }
    NDArray start = songs.getManager().zeros(new Shape(2, rows, units));
    NDArray states =
        sequence
            .getNDArrayInternal()
            .gru(sequence, start, weights, true, 1, 0, training, true, false)
            .head()
            .reshape(tiers * rows, 2L * units);
    NDArray hidden = drop(linear(states, 8).getNDArrayInternal().relu(), training);
    hidden = drop(linear(hidden, 10).getNDArrayInternal().relu(), training);
    return linear(hidden, 12);
  }

  private NDArray linear(NDArray values, int first) {
    return Linear.linear(values, parameters.get(first), parameters.get(first + 1)).head();
  }

  private static NDArray drop(NDArray values, boolean training) {
    return training ? Dropout.dropout(values, DROPOUT, true).head() : values;
  }

  /**
   * One step of Adam on a batch of rows×d features and T·rows child indices, tier by tier; whether
   * to drop 10 % of the hidden units. The loss before the step is the mean over songs of the sum
   * over tiers.
   */
  double step(float[] songs, int[] labels, boolean dropout) {
    int rows = songs.length / inputs;
    try (NDManager batch = manager.newSubManager()) {
      NDArray features = batch.create(songs, new Shape(rows, inputs));
      NDArray targets =
          batch.create(labels, new Shape(labels.length, 1)).toType(DataType.INT64, false);
      float loss;
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray logits = logits(features, dropout);
        NDArray sum = logits.logSoftmax(1).gather(targets, 1).sum().neg().div(rows);
        collector.backward(sum);
        loss = sum.toFloatArray()[0];
      }
      update(batch);
      return loss;
    }
  }

  private void update(NDManager batch) {
    updates++;
    double correction = Math.sqrt(1 - Math.pow(BETA2, updates)) / (1 - Math.pow(BETA1, updates));
    // ours adds epsilon to √v as PyTorch's first form of Adam does
    float rate = (float) (RATE * correction);
    for (int i = 0; i < parameters.size(); i++) {
      NDArray parameter = parameters.get(i);
      NDArray gradient = parameter.getGradient();
      gradient
          .getNDArrayInternal()
          .adamUpdate(
              new NDList(parameter, gradient, means.get(i), squares.get(i)),
              new NDList(parameter),
              rate,
              rate,
              0,
              1,
              -1,
              BETA1,
              BETA2,
              EPSILON,
              true,
              false);
    }
    parameters.forEach(p -> p.getGradient().subi(p.getGradient()));
  }

  /**
   * Tells the tree, for {@link #leaves}: the parents and the child indices of each tier's clusters,
   * from the top tier on.
   */
  void tree(int[][] parent, int[][] child) {
    parents = new NDArray[parent.length];
    children = new NDArray[parent.length];
    for (int tier = 0; tier < parent.length; tier++) {
      parents[tier] = manager.create(parent[tier]).toType(DataType.INT64, false);
      children[tier] = manager.create(child[tier]).toType(DataType.INT64, false);
    }
  }

  /**
   * Exact decoding of rows×d features to rows×N probabilities: the softmax over the leaves of the
   * sums of log probabilities along their paths.
   */
  float[] leaves(float[] songs) {
    try (NDManager batch = manager.newSubManager()) {
      return leaves(batch, songs).toFloatArray();
    }
  }

  /** The same, but the probabilities stay in PyTorch's memory, where its users read them. */
  void decode(float[] songs) {
    try (NDManager batch = manager.newSubManager()) {
      leaves(batch, songs);
    }
  }

  private NDArray leaves(NDManager batch, float[] songs) {
    int rows = songs.length / inputs;
    NDArray features = batch.create(songs, new Shape(rows, inputs));
    NDArray steps = logits(features, false).logSoftmax(1).reshape(tiers, rows, classes);
    // Gathering whole rows is faster than gathering columns: songs last.
    steps = steps.transpose(0, 2, 1).toType(DataType.FLOAT32, true);
    NDArray above = null;
    for (int tier = 0; tier < tiers; tier++) {
      NDArray own = select(steps.get(tier), children[tier]);
      above = tier == 0 ? own : select(above, parents[tier]).addi(own);
    }
    return above.transpose().softmax(1);
  }

  /** An embedding is PyTorch's fastest way to gather rows that DJL reaches. */
  private static NDArray select(NDArray rows, NDArray indices) {
    NDArray selected = Embedding.embedding(indices, rows, SparseFormat.DENSE).head();
    selected.attach(rows.getManager()); // to go with the batch, not with the tree
    return selected;
  }

  @Override
  public void close() {
    manager.close();
  }
}
