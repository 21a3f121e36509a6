package ihct.models.networks;

import static ihct.nn.gpu.StandIn.apart;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.models.Checkpoints;
import ihct.models.EpochListener;
import ihct.models.EpochResult;
import ihct.models.FeatureEncoding;
import ihct.models.GenreClassifier;
import ihct.models.Kinds;
import ihct.models.RateSchedule;
import ihct.models.SongClouds;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Networks;
import ihct.nn.gpu.StandIn;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that a graphics card trains and answers by, held to the same on the processor. */
class GpuModelsTest {

  private static final Songs SONGS = SongClouds.gaussian(6, 300, 3, 1, 4);
  private static final Ihct TREE =
      Ihct.ofTiers(new int[][] {{0, 0, 0, 0, 0, 1}, {0, 0, 1, 1, 1, 2}, {0, 1, 2, 3, 4, 5}});

  private static final TrainingOptions SHORT =
      TrainingOptions.of(3, 64, 0.003, 3).with(Networks.WIDTH, 24);

  @TempDir private Path folder;

  @BeforeAll
  static void findsACard() {
    StandIn.device();
  }

  @AfterEach
  void theProcessorComputesAgain() {
    Backend.use("cpu");
  }

  private static Training training(TrainingOptions options) {
    return Training.of(SONGS.rows(IntStream.range(0, 220).toArray()), SONGS)
        .with(TREE)
        .with(options);
  }

  /** What a model says, and the losses and accuracies of its epochs. */
  private record Learnt(float[] answers, List<EpochResult> epochs, int batches) {

    static Learnt of(String device, String kind, Training training) {
      List<EpochResult> epochs = new ArrayList<>();
      int[] batches = new int[1];
      Backend.use(device);
      GenreClassifier model =
          Kinds.of(kind)
              .fit(
                  training.with(
                      new EpochListener() {
                        @Override
                        public void epoch(EpochResult result) {
                          epochs.add(result);
                        }

                        @Override
                        public void batch(int songs, double loss) {
                          batches[0]++;
                        }
                      }));
      return new Learnt(SongClouds.probabilities(model, SONGS), epochs, batches[0]);
    }
  }

  private static void assertSame(String kind, Training training, double tolerance) {
    Learnt expected = Learnt.of("cpu", kind, training);
    Learnt learnt = Learnt.of("gpu", kind, training);
    assertEquals(0, apart(learnt.answers, expected.answers), tolerance);
    assertFalse(Arrays.equals(expected.answers, learnt.answers)); // sums in another order
    assertEquals(expected.epochs.size(), learnt.epochs.size());
    for (int i = 0; i < expected.epochs.size(); i++) {
      double loss = expected.epochs.get(i).loss();
      assertEquals(loss, learnt.epochs.get(i).loss(), tolerance / 10 * loss);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense", "stacknet", "tier-heads", "tree-softmax"})
  void learnAndAnswerAsOnTheProcessor(String kind) {
    assertSame(kind, training(SHORT), 1e-4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense", "stacknet", "tier-heads", "tree-softmax"})
  void heedEveryOption(String kind) {
    assertSame(
        kind,
        training(
            SHORT
                .with(Networks.BATCH_NORM, true)
                .with(Networks.DROPOUT, 0.4)
                .with(Networks.SMOOTHING, 0.1)
                .with(Networks.RATE, RateSchedule.COSINE)
                .with(SongEncoding.ENCODING, FeatureEncoding.QUANTILES)),
        1e-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense", "tier-heads", "tree-softmax"})
  void learnFromCoarseNames(String kind) {
    Songs named =
        SONGS
            .rows(IntStream.range(220, 300).toArray())
            .withGenreOf(List.of("a", "b", "c"), genre -> genre / 2);
    assertSame(
        kind,
        training(SHORT)
            .with(new CoarseSongs(named, List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5)))),
        1e-4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "rnn-ordered", "rnn-siblings", "path-gru"})
  void recurrentNetworksLearnAndAnswerAsOnTheProcessor(String kind) {
    assertSame(kind, training(TrainingOptions.of(1, 64, 0.003, 3)), 1e-4);
  }

  @Test
  void aTrainingGoesOnWhereItWasKilledAndOnTheProcessorAsWell() {
    float[] expected = Learnt.of("gpu", "dense", training(SHORT)).answers;
    Checkpoints kept = Checkpoints.in(folder, "run");
    EpochListener killer =
        new EpochListener() {
          @Override
          public void epoch(EpochResult result) {
            if (result.epoch() == 2) {
              throw new IllegalStateException("killed");
            }
          }
        };
    Backend.use("gpu");
    assertThrows(
        IllegalStateException.class,
        () -> Kinds.of("dense").fit(training(SHORT).with(killer).with(kept)));
    Learnt again = Learnt.of("cpu", "dense", training(SHORT).with(kept));
    assertEquals(4, again.batches); // those of one epoch
    assertEquals(0, apart(again.answers, expected), 1e-4);
    Checkpoints other = Checkpoints.in(folder.resolve("other"), "run");
    Backend.use("gpu");
    assertThrows(
        IllegalStateException.class,
        () -> Kinds.of("dense").fit(training(SHORT).with(killer).with(other)));
    assertArrayEquals(expected, Learnt.of("gpu", "dense", training(SHORT).with(other)).answers);
  }

  /** Whether a training ends or is stopped, and whether it was asked for answers. */
  @Test
  void allMemoryIsGivenBack() {
    long free = StandIn.device().free();
    Learnt.of("gpu", "stacknet", training(SHORT));
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> Kinds.of("path-gru").fit(training(SHORT)));
    assertTrue(Thread.interrupted());
    assertEquals(free, StandIn.device().free());
  }

  @Test
  void recordsTellTheCardAndDevicesThatAreNoneAreRefused() {
    Backend.use("gpu");
    String told = Backend.describe();
    assertTrue(
        told.endsWith("; CPU in place of a card (compute capability 9.0, 8192 MiB, CUDA 13.0)"),
        told);
    String tried = Backend.tryCard();
    assertTrue(tried.matches("steps are those of the CPU to \\de-(0[6-9]|1\\d)"), tried);
    String refusal =
        assertThrows(IllegalArgumentException.class, () -> Backend.use("tpu")).getMessage();
    assertEquals("Device \"tpu\" is unknown; it is cpu or gpu.", refusal);
  }
}
