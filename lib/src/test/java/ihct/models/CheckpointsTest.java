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
import ihct.linkage.Linkage;
import ihct.linkage.Metric;
import ihct.loading.GenreMeans;
import ihct.loading.Songs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CheckpointsTest {

  private static final int EPOCHS = 4;
  private static final Songs SONGS = SongClouds.gaussian(6, 150, 3, 2, 3);
  private static final Ihct TREE = tree();
  private static final TrainingOptions OPTIONS = new TrainingOptions(EPOCHS, 32, 0.01, 5);

  private static Ihct tree() {
    return Ihct.of(
        Agglomerative.cluster(
            CondensedDistances.between(GenreMeans.of(SONGS), Metric.EUCLIDEAN), Linkage.COMPLETE),
        TierSchedule.powersOfTwo(SONGS.genres().size()));
  }

  @TempDir Path folder;

  /** The networks, each with its training. */
  enum Network {
    DENSE((listener, kept) -> Dense.fit(SONGS, SONGS, OPTIONS, listener, kept)),
    STACKNET((listener, kept) -> StackNet.fit(SONGS, SONGS, TREE, OPTIONS, listener, kept)),
    RNN((listener, kept) -> Rnn.fit(SONGS, SONGS, TREE, OPTIONS, listener, kept));

    final BiFunction<TrainingListener, Checkpoints, GenreClassifier> training;

    Network(BiFunction<TrainingListener, Checkpoints, GenreClassifier> training) {
      this.training = training;
    }

    float[] answers(TrainingListener listener, Checkpoints kept) {
      return SongClouds.probabilities(training.apply(listener, kept), SONGS);
    }
  }

  /** Ends the training as a killed process does, after so many epochs of all phases. */
  private static final class Killer implements TrainingListener {
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

  /** As on a graphics card, where the numbers of a network cannot be reached. */
  private static INDArray trainedByDl4j(TrainingListener listener, Checkpoints kept) {
    MultiLayerNetwork network = Networks.dense(SONGS.dimension(), SONGS.genres().size(), OPTIONS);
    NetworkTrainer.Examples examples =
        new NetworkTrainer.Examples() {
          @Override
          public INDArray features(int[] rows, int from, int to) {
            return Batches.matrix(
                Batches.features(SONGS, rows, from, to), to - from, SONGS.dimension());
          }

          @Override
          public INDArray labels(int[] rows, int from, int to) {
            return Batches.labels(to - from, i -> SONGS.genre(rows[from + i]));
          }
        };
    new NetworkTrainer("dense", network, OPTIONS, listener, kept)
        .fit(SONGS.size(), examples, () -> Double.NaN);
    return network.params();
  }

  @Test
  void dl4jsOwnLoopGoesOnWhereItWasKilled() {
    INDArray expected = trainedByDl4j(TrainingListener.NONE, Checkpoints.NONE);
    for (int after = 1; after <= EPOCHS; after++) {
      Checkpoints kept = Checkpoints.in(folder.resolve("dl4j" + after), "run");
      Killer killer = new Killer(after);
      assertThrows(IllegalStateException.class, () -> trainedByDl4j(killer, kept));
      Nd4j.getRandom().setSeed(after); // another process has drawn other numbers
      assertEquals(
          expected, trainedByDl4j(TrainingListener.NONE, kept), "killed after epoch " + after);
    }
  }

  @Test
  void aFinishedTrainingIsNotRepeated() {
    Checkpoints kept = Checkpoints.in(folder, "run");
    Dense.fit(SONGS, SONGS, OPTIONS, TrainingListener.NONE, kept);
    Dense.fit(
        SONGS,
        SONGS,
        OPTIONS,
        new TrainingListener() {
          @Override
          public void batch(int songs, double loss) {
            throw new AssertionError("learnt again");
          }
        },
        kept);
  }

  private Path keptState() throws IOException {
    Dense.fit(SONGS, SONGS, OPTIONS, TrainingListener.NONE, Checkpoints.in(folder, "run"));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size(), "no half file is left");
      return all.get(0);
    }
  }

  private String refusal(String run, TrainingOptions options) {
    return assertThrows(
            IllegalArgumentException.class,
            () ->
                Dense.fit(
                    SONGS, SONGS, options, TrainingListener.NONE, Checkpoints.in(folder, run)))
        .getMessage();
  }

  @Test
  void aStateOfAnotherRunIsRefused() throws IOException {
    Path file = keptState();
    assertEquals(
        file
            + " belongs to a run with other settings, data or version."
            + " Delete it to train this network anew.",
        refusal("another", OPTIONS));
  }

  @Test
  void everyDamagedByteIsFound() throws IOException {
    Path file = keptState();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      int at = i < 64 ? i : random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      assertTrue(refusal("run", OPTIONS).startsWith(file.toString()), "byte " + at);
    }
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    Path file = keptState();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 7, 12, 19, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message = refusal("run", OPTIONS);
      assertTrue(message.contains("is no checkpoint") || message.contains("checksum"), message);
    }
  }

  @Test
  void nothingIsKeptWithoutAFolder() throws IOException {
    Dense.fit(SONGS, SONGS, OPTIONS, TrainingListener.NONE);
    try (Stream<Path> files = Files.list(folder)) {
      assertFalse(files.findAny().isPresent());
    }
  }
}
