package ihct.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.models.networks.Dense;
import ihct.models.networks.Rnn;
import ihct.models.networks.StackNet;
import ihct.models.networks.TreeSoftmax;
import ihct.models.train.Networks;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training that is interrupted keeps its best epoch, or says that there is none. */
class StoppedTrainingTest {

  private static final Ihct TREE =
      Ihct.ofTiers(new int[][] {{0, 0, 0, 1, 1, 1}, {0, 1, 2, 3, 4, 5}});
  private static final Songs SONGS = SongClouds.gaussian(6, 90, 3, 1, 4);

  /** Interrupts its own thread at a batch of a phase, as a stop button would from outside. */
  private static final class Button implements EpochListener {
    private final String where;
    private final int batch;
    private final List<String> told = new ArrayList<>();
    private String phase;
    private int batches;

    Button(String where, int batch) {
      this.where = where;
      this.batch = batch;
    }

    @Override
    public void started(String name, int epochs, long songsPerEpoch) {
      phase = name;
      batches = 0;
    }

    @Override
    public void batch(int songs, double loss) {
      if (phase.equals(where) && ++batches == batch) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void stopped(String name, int epochs) {
      told.add(name + " after " + epochs);
    }
  }

  private static TrainingOptions epochs(int epochs) {
    return TrainingOptions.of(epochs, 30, 0.01, 2);
  }

  @AfterEach
  void clearTheFlag() {
    Thread.interrupted();
  }

  private static boolean flagged() {
    return Thread.currentThread().isInterrupted();
  }

  @Test
  void denseKeepsTheBestEpochSoFar() {
    Dense oneEpoch = Dense.fit(Training.of(SONGS, SONGS).with(epochs(1)));
    Button inEpochTwo = new Button("dense", 5);
    Training training = Training.of(SONGS, SONGS).with(epochs(9)).with(inEpochTwo);
    Dense stopped = Dense.fit(training);
    assertTrue(flagged(), "The flag was cleared.");
    assertTrue(training.stopped());
    assertEquals(List.of("dense after 1"), inEpochTwo.told);
    assertEquals(oneEpoch.network().params(), stopped.network().params());
  }

  /** Stopped while it learns, and in between the last batch of an epoch and its score. */
  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void aNormalizedNetworkKeepsTheBestEpochSoFar(int batch) {
    TrainingOptions one = epochs(1).with(Networks.BATCH_NORM, true);
    TrainingOptions nine = one.with(TrainingOptions.EPOCHS, 9);
    Dense oneEpoch = Dense.fit(Training.of(SONGS, SONGS).with(one));
    Button inEpochTwo = new Button("dense", batch);
    Training training = Training.of(SONGS, SONGS).with(nine).with(inEpochTwo);
    Dense stopped = Dense.fit(training);
    assertTrue(flagged(), "The flag was cleared.");
    assertTrue(training.stopped());
    assertEquals(List.of("dense after 1"), inEpochTwo.told);
    assertEquals(oneEpoch.network().params(), stopped.network().params());
  }

  @Test
  void rnnKeepsTheBestEpochSoFarInBothDecodings() {
    Rnn oneEpoch = Rnn.fit(Training.of(SONGS, SONGS).with(TREE).with(epochs(1)));
    Button inEpochTwo = new Button("rnn", 4);
    Training training = Training.of(SONGS, SONGS).with(TREE).with(epochs(9)).with(inEpochTwo);
    Rnn stopped = Rnn.fit(training);
    assertTrue(flagged(), "The flag was cleared.");
    assertTrue(training.stopped());
    assertEquals(List.of("rnn after 1"), inEpochTwo.told);
    assertEquals(oneEpoch.network().params(), stopped.network().params());
  }

  @Test
  void aTreeSoftmaxKeepsTheBestEpochSoFar() {
    TreeSoftmax oneEpoch = TreeSoftmax.fit(Training.of(SONGS, SONGS).with(TREE).with(epochs(1)));
    Button inEpochTwo = new Button("tree-softmax", 5);
    Training training = Training.of(SONGS, SONGS).with(TREE).with(epochs(9)).with(inEpochTwo);
    TreeSoftmax stopped = TreeSoftmax.fit(training);
    assertTrue(flagged(), "The flag was cleared.");
    assertTrue(training.stopped());
    assertEquals(List.of("tree-softmax after 1"), inEpochTwo.told);
    assertEquals(oneEpoch.network().params(), stopped.network().params());
  }

  @Test
  void aNetworkStillWorksAfterItWasStopped() {
    Training training =
        Training.of(SONGS, SONGS).with(TREE).with(epochs(9)).with(new Button("rnn", 4));
    Rnn stopped = Rnn.fit(training);
    Thread.interrupted();
    Rnn oneEpoch = Rnn.fit(Training.of(SONGS, SONGS).with(TREE).with(epochs(1)));
    assertEquals(SongClouds.accuracy(oneEpoch, SONGS), SongClouds.accuracy(stopped, SONGS));
  }

  @Test
  void thereIsNoModelBeforeTheFirstEpoch() {
    for (int batch : new int[] {1, 3}) {
      Button button = new Button("dense", batch);
      CancellationException none =
          assertThrows(
              CancellationException.class,
              () -> Dense.fit(Training.of(SONGS, SONGS).with(epochs(9)).with(button)));
      assertTrue(flagged(), "The flag was cleared.");
      assertTrue(none.getMessage().contains("dense") || batch == 3, none.getMessage());
      assertEquals(List.of("dense after 0"), button.told);
      Thread.interrupted();
    }
  }

  @Test
  void anIncompleteStackIsNoModel() {
    Button button = new Button("stacknet tier 1 of 2", 4);
    CancellationException none =
        assertThrows(
            CancellationException.class,
            () -> StackNet.fit(Training.of(SONGS, SONGS).with(TREE).with(epochs(9)).with(button)));
    assertTrue(none.getMessage().contains("stacknet tier 1 of 2"), none.getMessage());
    assertTrue(flagged(), "The flag was cleared.");
  }

  @Test
  void aStackStoppedInItsLastNetworkIsAModel() {
    Button button = new Button("stacknet tier 2 of 2", 4);
    Training training = Training.of(SONGS, SONGS).with(TREE).with(epochs(9)).with(button);
    StackNet model = StackNet.fit(training);
    assertTrue(training.stopped() && flagged());
    assertEquals(2, model.networks().size());
    assertEquals(List.of("stacknet tier 2 of 2 after 1"), button.told);
  }

  @Test
  void aModelTrainedToTheEndIsNotMarked() {
    Training training = Training.of(SONGS, SONGS).with(epochs(2)).with(new Button("dense", 99));
    Dense model = Dense.fit(training);
    assertFalse(training.stopped());
  }
}
