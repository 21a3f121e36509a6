package ihct.nn.gru;

import ihct.nn.Adam;
import ihct.nn.BlasThreads;
import ihct.nn.FeedForward;
import ihct.nn.FeedForwardLearner;
import ihct.nn.FloatMatrix;
import ihct.nn.LearnerScratch;
import ihct.nn.OutputLearner;
import ihct.nn.StepLearner;
import ihct.threads.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learns a {@link Recurrent} network by Adam, one batch a step; the loss of a song is the sum of
 * the cross-entropies of its steps.
 *
 * <p>The two directions of a block of songs are computed apart, then the head learns from the
 * states of all steps ({@link FeedForwardLearner}), then the directions go back, and at last each
 * block of weights gets its gradient in one product over all steps and takes Adam's step. What is
 * computed does not depend on the number of threads, bit for bit.
 */
final class RecurrentLearner extends StepLearner {

  /** Rows of recurrent weights that get their gradient together; half of the paper's 3·256. */
  private static final int WEIGHT_ROWS = 384;

  private final Recurrent network;
  private final int length;
  private final Team team;
  private final FeedForwardLearner head;
  private final GruAdam[] adams;
  private final LearnerScratch[] scratch;
  private final List<SongBlock> songBlocks = new ArrayList<>();
  private int used;

  /** The songs that go through the GRU together, and what both directions remember of them. */
  private final class SongBlock {
    final int from;
    final int songs;
    final FloatMatrix features;
    final GruPass[] passes = new GruPass[2];

    SongBlock(int from, int songs) {
      this.from = from;
      this.songs = songs;
      features = FloatMatrix.allocate(songs, network.inputs());
      int first = length * from;
      int end = length * (from + songs);
      int units = network.units();
      for (int d = 0; d < 2; d++) {
        passes[d] =
            new GruPass(
                network.direction(d),
                songs,
                head.inputs().rows(first, end).columns(d * units, (d + 1) * units),
                head.inputGradients().rows(first, end).columns(d * units, (d + 1) * units),
                length,
                d == 1);
      }
    }

    void free() {
      features.free();
      passes[0].free();
      passes[1].free();
    }
  }

  /**
   * Starts with Adam's moments of 0.
   *
   * @param network what learns
   * @param length steps of a song
   * @param batch the most songs of a batch
   * @param learningRate Adam's α
   * @param seed starts dropout
   * @param team shares the work out
   */
  public RecurrentLearner(
      Recurrent network, int length, int batch, double learningRate, long seed, Team team) {
    super(learningRate);
    this.network = network;
    this.length = length;
    this.team = team;
    int rows = Math.multiplyExact(length, batch);
    FeedForward layers = network.head();
    OutputLearner output = FeedForwardLearner.output(layers, rows);
    head = new FeedForwardLearner(layers, rows, learningRate, seed, team, true, output);
    adams = new GruAdam[] {GruAdam.of(network.direction(0)), GruAdam.of(network.direction(1))};
    int recurrent = Math.min(WEIGHT_ROWS, gateRows()) * network.units();
    int largest = Math.max(recurrent, gateRows() * network.inputs());
    scratch = new LearnerScratch[team.threads()];
    Arrays.setAll(scratch, thread -> new LearnerScratch(largest, 1));
  }

  /**
   * Learns one batch.
   *
   * @param features of the songs, row-major
   * @param paths for each song the class of each step, 0…O−1
   * @param weights what the loss of each song is multiplied by
   * @return the mean loss of the songs before the step; not finite if the weights are not
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; some
   *     weights may have taken the step by then
   */
  public double learn(float[] features, int[][] paths, float[] weights) {
    float stepSize = beginStep();
    split(paths.length);
    int tasks = 2 * used;
    try (BlasThreads single = BlasThreads.one()) {
      for (SongBlock block : songBlocks.subList(0, used)) {
        int width = network.inputs();
        block.features.write(0, 0, features, block.from * width, block.songs * width);
      }
      team.each(
          FeedForwardLearner.LEARNING,
          tasks,
          (task, thread) -> pass(task).forward(block(task).features));
      int[] labels = new int[length * paths.length];
      float[] rowWeights = new float[labels.length];
      tell(paths, weights, labels, rowWeights);
      double loss = head.learn(labels, rowWeights, paths.length, (inputs, from, thread) -> {});
      team.each(FeedForwardLearner.LEARNING, tasks, (task, thread) -> pass(task).backward());
      int parts = parts();
      team.each(
          FeedForwardLearner.LEARNING,
          2 * parts,
          (task, thread) -> update(task / parts, task % parts, stepSize, scratch[thread]));
      return loss;
    }
  }

  private SongBlock block(int task) {
    return songBlocks.get(task / 2);
  }

  private GruPass pass(int task) {
    return block(task).passes[task % 2];
  }

  /** Cuts a batch into blocks; only the last one may differ from batch to batch. */
  private void split(int songs) {
    int size = Recurrent.block(length);
    used = (songs + size - 1) / size;
    for (int i = 0; i < used; i++) {
      int from = i * size;
      int count = Math.min(size, songs - from);
      if (i == songBlocks.size()) {
        songBlocks.add(new SongBlock(from, count));
      } else if (songBlocks.get(i).songs != count) {
        songBlocks.get(i).free();
        songBlocks.set(i, new SongBlock(from, count));
      }
    }
  }

  /** Labels and weights in the order of the head's rows: by block, then step, then song. */
  private void tell(int[][] paths, float[] weights, int[] labels, float[] rowWeights) {
    int row = 0;
    for (SongBlock block : songBlocks.subList(0, used)) {
      for (int t = 0; t < length; t++) {
        for (int song = 0; song < block.songs; song++) {
          rowWeights[row] = weights[block.from + song];
          labels[row++] = paths[block.from + song][t];
        }
      }
    }
  }

  @Override
  public void setLearningRate(double newRate) {
    super.setLearningRate(newRate);
    head.setLearningRate(newRate);
  }

  @Override
  public void restore(long steps, float[] moments) {
    super.restore(steps, moments);
    head.restore(steps, head.moments());
  }

  @Override
  public List<Adam> adams() {
    List<Adam> all = new ArrayList<>();
    for (GruAdam adam : adams) {
      all.addAll(List.of(adam.input, adam.recurrent, adam.bias, adam.candidateBias));
    }
    all.addAll(head.adams());
    return all;
  }

  /** Adam for the weights of one direction. */
  private record GruAdam(Adam input, Adam recurrent, Adam bias, Adam candidateBias) {

    static GruAdam of(GruWeights weights) {
      return new GruAdam(
          new Adam(weights.input()),
          new Adam(weights.recurrent()),
          new Adam(weights.bias()),
          new Adam(weights.candidateBias()));
    }
  }

  /** Rows of the recurrent weights of a direction, for all three gates. */
  private int gateRows() {
    return 3 * network.units();
  }

  /** Parts of a direction that are updated apart: the recurrent weights', and one for the rest. */
  private int parts() {
    return (gateRows() + WEIGHT_ROWS - 1) / WEIGHT_ROWS + 1;
  }

  private void update(int direction, int part, float stepSize, LearnerScratch scratch) {
    if (part == parts() - 1) {
      updateInput(direction, stepSize, scratch);
    } else {
      updateRecurrent(direction, part * WEIGHT_ROWS, stepSize, scratch);
    }
  }

  private void updateRecurrent(int direction, int from, float stepSize, LearnerScratch scratch) {
    int rows = Math.min(WEIGHT_ROWS, gateRows() - from);
    FloatMatrix gradient = scratch.gradient.shaped(rows, network.units());
    for (int i = 0; i < used; i++) {
      songBlocks.get(i).passes[direction].addRecurrentGradient(gradient, from, i == 0);
    }
    scratch.step(adams[direction].recurrent, from, 0, gradient, stepSize);
  }

  private void updateInput(int direction, float stepSize, LearnerScratch scratch) {
    GruAdam adam = adams[direction];
    int units = network.units();
    FloatMatrix gradient = scratch.gradient.shaped(gateRows(), network.inputs());
    float[] bias = new float[gateRows()];
    float[] candidateBias = new float[units];
    for (int i = 0; i < used; i++) {
      SongBlock block = songBlocks.get(i);
      block.passes[direction].addInputGradient(gradient, block.features, i == 0);
      block.passes[direction].addBiasGradients(bias, candidateBias);
    }
    scratch.step(adam.input, 0, 0, gradient, stepSize);
    scratch.step(adam.bias, 0, bias, stepSize);
    scratch.step(adam.candidateBias, 0, candidateBias, stepSize);
  }

  @Override
  public void close() {
    head.close();
    songBlocks.forEach(SongBlock::free);
    Arrays.stream(scratch).forEach(LearnerScratch::free);
  }
}
