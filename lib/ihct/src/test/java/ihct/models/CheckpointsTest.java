package ihct.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.Agglomerative;
import ihct.linkage.CondensedDistances;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import ihct.models.baseline.MajorityClass;
import ihct.models.encode.SongEncoding;
import ihct.models.networks.Dense;
import ihct.models.networks.PathGru;
import ihct.models.networks.Rnn;
import ihct.models.networks.RnnSiblings;
import ihct.models.networks.StackNet;
import ihct.models.networks.TierHeads;
import ihct.models.networks.TreeSoftmax;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.Networks;
import ihct.songs.GenreMeans;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointsTest {

  private static final int EPOCHS = 4;
  private static final Songs SONGS = SongClouds.gaussian(6, 150, 3, 2, 3);
  private static final Ihct TREE = tree();
  private static final TrainingOptions OPTIONS =
      Trainings.network(FeatureEncoding.QUANTILES, 6, 256, 0.1, 0.05, RateSchedule.COSINE)
          .over(TrainingOptions.of(EPOCHS, 32, 0.01, 5));

  private static Ihct tree() {
    return Ihct.of(
        Agglomerative.cluster(
            CondensedDistances.between(GenreMeans.of(SONGS), Metric.EUCLIDEAN),
            LinkageRule.COMPLETE),
        TierSchedule.powersOfTwo(SONGS.genres().size()));
  }

  @TempDir Path folder;

  /** The networks, each with its training. */
  enum Network {
    DENSE(Dense.KIND, false),
    STACKNET(StackNet.KIND, false),
    RNN(Rnn.KIND, false),
    TIER_HEADS(TierHeads.KIND, false),
    TREE_SOFTMAX(TreeSoftmax.KIND, false),
    RNN_SIBLINGS(RnnSiblings.KIND, false),
    NORMALIZED_DENSE(Dense.KIND, true),
    NORMALIZED_STACKNET(StackNet.KIND, true),
    NORMALIZED_TREE_SOFTMAX(TreeSoftmax.KIND, true),
    PATH_GRU(PathGru.KIND, false);

    final Kind kind;
    final TrainingOptions options;

    Network(Kind kind, boolean normalized) {
      this.kind = kind;
      this.options = OPTIONS.with(Networks.BATCH_NORM, normalized);
    }

    float[] answers(EpochListener listener, Checkpoints kept) {
      Training training =
          Training.of(SONGS, SONGS).with(TREE).with(options).with(listener).with(kept);
      return SongClouds.probabilities(kind.fit(training), SONGS);
    }
  }

  /** Ends the training as a killed process does, after so many epochs of all phases. */
  private static final class Killer implements EpochListener {
    private final int after;
    final List<String> heard = new ArrayList<>();

    Killer(int after) {
      this.after = after;
    }

    @Override
    public void epoch(EpochResult result) {
      heard.add(result.phase() + result.epoch() + " " + result.loss() + result.best());
      if (heard.size() == after) {
        throw new IllegalStateException("killed");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTrainingGoesOnWhereItWasKilled(Network network) {
    Killer undisturbed = new Killer(-1);
    float[] expected = network.answers(undisturbed, Checkpoints.NONE);
    int epochs = undisturbed.heard.size();
    for (int after = 1; after <= epochs; after++) {
      Checkpoints kept = Checkpoints.in(folder.resolve(network.name() + after), "run");
      int epoch = after;
      assertThrows(IllegalStateException.class, () -> network.answers(new Killer(epoch), kept));
      Killer again = new Killer(-1);
      assertArrayEquals(expected, network.answers(again, kept), "killed after epoch " + after);
      assertEquals(undisturbed.heard, again.heard);
    }
  }

  @Test
  void aFinishedTrainingIsNotRepeated() {
    Checkpoints kept = Checkpoints.in(folder, "run");
    Dense.fit(Training.of(SONGS, SONGS).with(OPTIONS).with(kept));
    Dense.fit(
        Training.of(SONGS, SONGS)
            .with(OPTIONS)
            .with(
                new EpochListener() {
                  @Override
                  public void batch(int songs, double loss) {
                    throw new AssertionError("learnt again");
                  }
                })
            .with(kept));
  }

  @ParameterizedTest
  @EnumSource
  void stepsThatAreFarTooLargeAreNoTraining(Network network) throws IOException {
    for (double rate : new double[] {1e3, 1e12}) {
      TrainingOptions wild = TrainingOptions.of(EPOCHS, 32, rate, 5);
      Checkpoints kept = Checkpoints.in(folder, "run");
      String message =
          assertThrows(
                  TrainingDivergedException.class,
                  () ->
                      network.kind.fit(
                          Training.of(SONGS, SONGS)
                              .with(TREE)
                              .with(wild.over(network.options))
                              .with(kept)))
              .getMessage();
      assertTrue(message.contains("in epoch 1 is") || message.contains("of epoch 1 is"), message);
      assertTrue(message.endsWith("Lower the learning rate (now " + rate + ")."), message);
      assertFalse(Files.exists(folder) && !listed(folder).isEmpty(), "a bad state is kept");
    }
  }

  /** Puts a number that is none where no loss tells of it, once. */
  @Test
  void silentNumbersThatAreNoneAreFoundAndTheStateBeforeIsKept() throws IOException {
    MultiLayerNetwork network = Networks.dense(SONGS.dimension(), SONGS.genres().size(), OPTIONS);
    int[] batches = {0};
    NetworkTrainer.Learner learner =
        new NetworkTrainer.Learner() {
          @Override
          public void setLearningRate(double learningRate) {}

          @Override
          public double learn(int[] rows, int from, int to) {
            if (++batches[0] == 6) { // in the second epoch of 5 batches
              network.getParam("1_W").putScalar(3, Double.NaN);
            }
            return 1;
          }

          @Override
          public LearnerState state() {
            return new LearnerState(batches[0], new float[0]);
          }

          @Override
          public void restore(LearnerState state) {}
        };
    Checkpoints kept = Checkpoints.in(folder, "run");
    NetworkTrainer trainer =
        new NetworkTrainer("dense", network, 1, Training.of(SONGS, SONGS).with(OPTIONS).with(kept));
    assertEquals(
        "Training of dense diverged: after epoch 2 weights are no finite numbers."
            + " Lower the learning rate (now 0.01).",
        assertThrows(
                TrainingDivergedException.class,
                () -> trainer.fit(SONGS.size(), learner, () -> Double.NaN))
            .getMessage());
    int weights = Math.toIntExact(network.numParams());
    assertEquals(1, kept.load("dense", weights).orElseThrow().epochs().size());
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private Path keptState() throws IOException {
    Dense.fit(Training.of(SONGS, SONGS).with(OPTIONS).with(Checkpoints.in(folder, "run")));
    assertEquals(1, listed(folder).size(), "no half file is left");
    return listed(folder).get(0);
  }

  private String refusal(String run, TrainingOptions options) {
    return assertThrows(
            IllegalArgumentException.class,
            () ->
                Dense.fit(
                    Training.of(SONGS, SONGS).with(options).with(Checkpoints.in(folder, run))))
        .getMessage();
  }

  @Test
  void aStateOfAnotherRunIsRefused() throws IOException {
    Path file = keptState();
    assertEquals(
        file
            + " is not a readable checkpoint: it belongs to a run with other settings, data or version."
            + " Delete it to train this network anew.",
        refusal("another", OPTIONS));
  }

  /** A zip has some bytes that say what others say again, such as times; they change nothing. */
  @Test
  void everyDamagedByteIsFoundOrDoesNotMatter() throws IOException {
    Path file = keptState();
    byte[] whole = Files.readAllBytes(file);
    int weights = weights();
    String expected = told(weights);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      int at = i < 64 ? i : random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      try {
        assertEquals(expected, told(weights), "byte " + at);
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().startsWith(file + " is not a readable checkpoint"), "byte " + at);
        refused++;
      }
    }
    assertTrue(refused >= 170, "refused " + refused);
  }

  private static int weights() {
    return Math.toIntExact(
        Networks.dense(SongEncoding.fit(SONGS, OPTIONS).inputs(), SONGS.genres().size(), OPTIONS)
            .numParams());
  }

  /** All that a kept state says. */
  private String told(int weights) {
    TrainingState state = Checkpoints.in(folder, "run").load("dense", weights).orElseThrow();
    return "%s %d %d %d %d"
        .formatted(
            state.epochs(),
            Arrays.hashCode(state.weights()),
            Arrays.hashCode(state.bestWeights()),
            state.learner().steps(),
            Arrays.hashCode(state.learner().moments()));
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    Path file = keptState();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, 12, 19, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message = refusal("run", OPTIONS);
      assertTrue(
          message.startsWith(file + " is not a readable checkpoint: it is no whole zip archive ("),
          message);
    }
  }

  @Test
  void statesOfAnotherNetworkAndModelsAreRefused() throws IOException {
    Path file = keptState();
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Checkpoints.in(folder, "run").load("dense", 7))
            .getMessage();
    assertTrue(message.contains("weights.npy has ") && message.contains("needs 156"), message);
    ModelWriter.write(file, MajorityClass.fit(SONGS), Map.of());
    assertEquals(
        file + " holds a model of the kind \"majority\", not \"checkpoint\".",
        refusal("run", OPTIONS));
  }

  @Test
  void nothingIsKeptWithoutAFolder() throws IOException {
    Dense.fit(Training.of(SONGS, SONGS).with(OPTIONS));
    assertEquals(List.of(), listed(folder));
  }
}
