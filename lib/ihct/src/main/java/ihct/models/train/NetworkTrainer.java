package ihct.models.train;

import ihct.models.BatchShape;
import ihct.models.EpochListener;
import ihct.models.EpochResult;
import ihct.models.LearnerState;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.TrainingOptions;
import ihct.models.TrainingState;
import ihct.nn.Weights;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Trains a network in shuffled batches and keeps the weights of the epoch that did best on the
 * validation part (the last epoch if there is none).
 */
public final class NetworkTrainer {

  /** Learns batches. */
  public interface Learner extends AutoCloseable {

    /** Learns rows[from…to) in one step; returns the mean loss of the songs before it. */
    double learn(int[] rows, int from, int to);

    /** Sets the step size from the next step on. */
    void setLearningRate(double learningRate);

    /** Makes the network ready to answer after an epoch; it can learn on. */
    default void endEpoch() {}

    /** What the next step depends on besides the weights. */
    LearnerState state();

    /** Goes on from a state that {@link #state} gave. */
    void restore(LearnerState state);

    @Override
    default void close() {}
  }

  /**
   * How much worse than guessing, and than before, an epoch must be for a training to be lost.
   * Features that were not scaled can begin as badly, and recover.
   */
  private static final double LOST = 5;

  private final String phase;

  private final Weights weights;
  private final double guessLoss;
  private final Training training;
  private final TrainingOptions options;
  private final EpochListener listener;
  private final List<EpochResult> epochs = new ArrayList<>();
  private float[] bestWeights;
  private double bestAccuracy = Double.NEGATIVE_INFINITY;

  /** Before the first step. */
  private double firstLoss;

  /**
   * Prepares a training.
   *
   * @param phase which network, for people
   * @param network it learns in place
   * @param answers a song's answers, whose losses add up: 1, or a child index for each tier
   * @param training how, who hears of it, and where the state is kept
   */
  public NetworkTrainer(String phase, MultiLayerNetwork network, int answers, Training training) {
    this(phase, Weights.of(network), guessLoss(answers, network), training);
  }

  /**
   * Prepares a training of a network that DL4J does not know.
   *
   * @param phase which network, for people
   * @param weights what it learns, in place
   * @param guessLoss the loss of guessing, positive
   * @param training how, who hears of it, and where the state is kept
   */
  public NetworkTrainer(String phase, Weights weights, double guessLoss, Training training) {
    this.phase = phase;
    this.weights = weights;
    this.guessLoss = guessLoss;
    this.training = training;
    this.options = training.options();
    this.listener = training.listener();
  }

  /** The loss of guessing a song's answers, each of which has a unit of the network. */
  public static double guessLoss(int answers, MultiLayerNetwork network) {
    return answers * Math.log(Math.max(2, network.layerSize(network.getnLayers() - 1)));
  }

  /**
   * Trains in place. If the thread is interrupted after an epoch, the best epoch so far is kept,
   * and the training is marked as {@link Training#stopped stopped}.
   *
   * @param count training rows
   * @param learner learns a batch of them
   * @param validationAccuracy scores the network as it is; NaN when there is nothing to score on
   * @throws IllegalArgumentException if there is no training row
   * @throws CancellationException if the thread is interrupted before an epoch is complete
   */
  public void fit(int count, Learner learner, DoubleSupplier validationAccuracy) {
    BatchShape.checkTraining(count);
    checkStop();
    listener.started(phase, options.epochs(), count);
    SplittableRandom random = new SplittableRandom(options.seed());
    int[] rows = IntStream.range(0, count).toArray();
    resume(learner);
    for (int done = 0; done < epochs.size(); done++) {
      shuffle(rows, random);
    }
    for (int epoch = epochs.size() + 1; epoch <= options.epochs(); epoch++) {
      long start = System.nanoTime();
      shuffle(rows, random);
      double loss;
      double accuracy;
      try {
        loss = learn(rows, learner, epoch);
        checkEpoch(epoch, loss);
        learner.endEpoch();
        accuracy = validationAccuracy.getAsDouble();
      } catch (CancellationException stop) {
        listener.stopped(phase, epoch - 1);
        if (bestWeights == null || !Stop.requested()) {
          throw stop;
        }
        training.stop();
        break;
      }
      boolean best = Double.isNaN(accuracy) || accuracy > bestAccuracy;
      if (best) {
        bestAccuracy = accuracy;
        bestWeights = weights.copy();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      epochs.add(new EpochResult(phase, epoch, loss, accuracy, best, seconds));
      keep(learner);
      listener.epoch(epochs.get(epoch - 1));
    }
    weights.set(bestWeights);
  }

  /** Takes over what an earlier process has learnt. */
  private void resume(Learner learner) {
    TrainingState state = training.checkpoints().load(phase, weights.count()).orElse(null);
    if (state == null) {
      return;
    }
    weights.set(state.weights());
    learner.restore(state.learner());
    bestWeights = state.bestWeights();
    bestAccuracy = state.bestAccuracy();
    epochs.addAll(state.epochs());
    listener.resumed(phase, state.epochs());
  }

  private void keep(Learner learner) {
    if (!training.checkpoints().keepsNothing()) {
      training
          .checkpoints()
          .save(new TrainingState(phase, epochs, weights.copy(), bestWeights, learner.state()));
    }
  }

  private void checkStop() {
    Stop.check("training " + phase);
  }

  /** Learns every row once; returns the mean loss of the songs. */
  private double learn(int[] rows, Learner learner, int epoch) {
    double sum = 0;
    long batches = (rows.length - 1) / options.batch() + 1;
    for (int from = 0; from < rows.length; from += options.batch()) {
      checkStop();
      long taken = (epoch - 1) * batches + from / options.batch();
      learner.setLearningRate(learningRate((double) taken / (batches * options.epochs())));
      int to = Math.min(rows.length, from + options.batch());
      double loss = learner.learn(rows, from, to);
      if (!Double.isFinite(loss)) {
        throw new TrainingDivergedException(
            phase, epoch, from / options.batch() + 1, loss, options.learningRate());
      }
      if (epoch == 1 && from == 0) {
        firstLoss = loss;
      }
      sum += loss * (to - from);
      listener.batch(to - from, loss);
    }
    return sum / rows.length;
  }

  /**
   * The step size follows from the number of the step alone, so that any can be the first of a
   * process.
   */
  private double learningRate(double progress) {
    return options.learningRate() * options.get(Networks.RATE).factor(progress);
  }

  /**
   * Refuses an epoch that is no step of a training. Steps that are far too large need not lead to a
   * loss that is no number: no probability counts as less than the smallest, and a unit of ReLU
   * whose weights are no numbers is silent.
   */
  private void checkEpoch(int epoch, double loss) {
    double before = epoch == 1 ? firstLoss : epochs.get(0).loss();
    if (loss > LOST * Math.max(guessLoss, before)) {
      throw new TrainingDivergedException(phase, epoch, loss, guessLoss, options.learningRate());
    }
    if (!weights.areFinite()) {
      throw new TrainingDivergedException(phase, epoch, options.learningRate());
    }
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
