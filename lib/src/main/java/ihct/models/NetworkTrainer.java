package ihct.models;

import ihct.stopping.Stop;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a network in shuffled batches and keeps the weights of the epoch that did best on the
 * validation part (the last epoch if there is none).
 */
final class NetworkTrainer {

  /** Learns batches. */
  interface Learner extends AutoCloseable {

    /** Learns rows[from…to) in one step; returns the mean loss of the songs before it. */
    double learn(int[] rows, int from, int to);

    @Override
    default void close() {}
  }

  /** Makes the arrays from which DL4J's own loop learns. */
  interface Examples {

    /** Features of rows[from…to). */
    INDArray features(int[] rows, int from, int to);

    /** Class indices of rows[from…to), in the order of the network's output rows. */
    INDArray labels(int[] rows, int from, int to);
  }

  private final String phase;
  private final MultiLayerNetwork network;
  private final TrainingOptions options;
  private final TrainingListener listener;

  NetworkTrainer(
      String phase, MultiLayerNetwork network, TrainingOptions options, TrainingListener listener) {
    this.phase = phase;
    this.network = network;
    this.options = options;
    this.listener = listener;
  }

  /** Trains by DL4J's own loop. */
  boolean fit(int count, Examples examples, DoubleSupplier validationAccuracy) {
    return fit(count, (rows, from, to) -> fit(examples, rows, from, to), validationAccuracy);
  }

  private double fit(Examples examples, int[] rows, int from, int to) {
    INDArray features = examples.features(rows, from, to);
    INDArray labels = examples.labels(rows, from, to);
    network.fit(features, labels);
    Batches.free(features);
    Batches.free(labels);
    return network.score();
  }

  /**
   * Trains in place. If the thread is interrupted after an epoch, the best epoch so far is kept.
   *
   * @param count training rows
   * @param learner learns a batch of them
   * @param validationAccuracy scores the network as it is; NaN when there is nothing to score on
   * @return whether all epochs were trained
   * @throws IllegalArgumentException if there is no training row
   * @throws CancellationException if the thread is interrupted before an epoch is complete
   */
  boolean fit(int count, Learner learner, DoubleSupplier validationAccuracy) {
    BatchShape.checkTraining(count);
    checkStop();
    listener.started(phase, options.epochs(), count);
    Nd4j.getRandom().setSeed(options.seed());
    SplittableRandom random = new SplittableRandom(options.seed());
    int[] rows = IntStream.range(0, count).toArray();
    INDArray bestWeights = null;
    double bestAccuracy = Double.NEGATIVE_INFINITY;
    for (int epoch = 1; epoch <= options.epochs(); epoch++) {
      long start = System.nanoTime();
      shuffle(rows, random);
      double loss;
      double accuracy;
      try {
        loss = learn(rows, learner, epoch);
        accuracy = validationAccuracy.getAsDouble();
      } catch (CancellationException stop) {
        if (bestWeights == null || !Stop.requested()) {
          listener.stopped(phase, epoch - 1);
          throw stop;
        }
        network.setParams(bestWeights);
        listener.stopped(phase, epoch - 1);
        return false;
      }
      boolean best = Double.isNaN(accuracy) || accuracy > bestAccuracy;
      if (best) {
        bestAccuracy = accuracy;
        bestWeights = replace(bestWeights, network.params());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      listener.epoch(new EpochResult(phase, epoch, loss, accuracy, best, seconds));
    }
    network.setParams(bestWeights);
    return true;
  }

  private void checkStop() {
    Stop.check("training " + phase);
  }

  /** Learns every row once; returns the mean loss of the songs. */
  private double learn(int[] rows, Learner learner, int epoch) {
    double sum = 0;
    for (int from = 0; from < rows.length; from += options.batch()) {
      checkStop();
      int to = Math.min(rows.length, from + options.batch());
      double loss = learner.learn(rows, from, to);
      if (!Double.isFinite(loss)) {
        throw new TrainingDivergedException(
            phase, epoch, from / options.batch() + 1, loss, options.learningRate());
      }
      sum += loss * (to - from);
      listener.batch(to - from, loss);
    }
    return sum / rows.length;
  }

  private static INDArray replace(INDArray old, INDArray weights) {
    return old == null ? weights.dup() : old.assign(weights);
  }

  /** Fisher–Yates. */
  private static void shuffle(int[] rows, SplittableRandom random) {
    for (int i = rows.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int row = rows[i];
      rows[i] = rows[j];
      rows[j] = row;
    }
  }
}
