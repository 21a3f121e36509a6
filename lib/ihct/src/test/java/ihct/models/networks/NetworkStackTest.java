package ihct.models.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.models.SongClouds;
import ihct.models.TrainingOptions;
import ihct.models.encode.QuantileEncoding;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Batches;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.Networks;
import ihct.nn.FeedForward;
import ihct.songs.Songs;
import ihct.threads.Team;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Networks that see what others predict: in blocks, and joined by hand from DL4J's outputs. */
class NetworkStackTest {

  private static final int D = 3;
  private static final Songs SONGS = SongClouds.gaussian(6, 300, D, 1, 4);
  private static final SongEncoding BINS = QuantileEncoding.fit(SONGS, 4);
  private static final TrainingOptions OPTIONS = TrainingOptions.of(1, 300, 0.01, 2);

  @AfterEach
  void clearTheFlag() {
    Thread.interrupted();
  }

  /** Tiers of 2, 4 and 6 clusters. */
  private static List<MultiLayerNetwork> networks() {
    return List.of(
        Networks.dense(BINS.inputs(), 2, OPTIONS),
        Networks.dense(BINS.inputs() + 2, 4, OPTIONS),
        Networks.dense(BINS.inputs() + 6, 6, OPTIONS));
  }

  private static StackBlocks blocks(List<MultiLayerNetwork> networks, int threads) {
    List<FeedForward> all = networks.stream().map(FeedForward::of).toList();
    return new StackBlocks(all.subList(0, 2), all.get(2), BINS, new Team(threads));
  }

  private static float[] features() {
    return SongClouds.batch(SONGS);
  }

  private static int[] rows() {
    return IntStream.range(0, SONGS.size()).toArray();
  }

  private static INDArray joinedInputs(List<MultiLayerNetwork> networks) {
    INDArray inputs =
        Batches.matrix(Batches.inputs(BINS, features(), SONGS.size()), SONGS.size(), BINS.inputs());
    for (MultiLayerNetwork network : networks.subList(0, 2)) {
      inputs = Nd4j.concat(1, inputs, network.output(inputs));
    }
    return inputs;
  }

  @Test
  void lastNetworkAnswersFromTheSongAndAllEarlierAnswers() {
    List<MultiLayerNetwork> networks = networks();
    INDArray expected = networks.get(2).output(joinedInputs(networks));
    float[] alone = new float[SONGS.size() * 6];
    blocks(networks, 1).probabilities(features(), SONGS.size(), alone);
    for (int i = 0; i < alone.length; i++) {
      assertEquals(expected.getFloat(i / 6, i % 6), alone[i], 1e-5);
    }
    for (int threads = 2; threads <= 3; threads++) {
      float[] together = new float[alone.length];
      blocks(networks, threads).probabilities(features(), SONGS.size(), together);
      assertArrayEquals(alone, together);
    }
  }

  @Test
  void lastNetworkLearnsFromTheSongAndAllEarlierAnswers() {
    List<MultiLayerNetwork> networks = networks();
    for (Layer layer : networks.get(2).getLayers()) {
      layer.conf().getLayer().setIDropout(null);
    }
    INDArray inputs = joinedInputs(networks);
    INDArray labels = Nd4j.createFromArray(SONGS.y()).castTo(DataType.FLOAT).reshape(-1, 1);
    try (NetworkTrainer.Learner learner =
        blocks(networks, 2).learner(LabelledSongs.of(SONGS, SONGS::genre, OPTIONS), OPTIONS)) {
      MultiLayerNetwork plain = networks.get(2).clone();
      for (int step = 0; step < 3; step++) {
        plain.fit(inputs, labels);
        assertEquals(plain.score(), learner.learn(rows(), 0, SONGS.size()), 1e-4);
      }
    }
  }

  @Test
  void earlierNetworksStayAsTheyAreAndThreadsChangeNothing() {
    float[][] learnt = new float[3][];
    for (int threads = 1; threads <= 3; threads++) {
      List<MultiLayerNetwork> networks = networks();
      INDArray earlier = networks.get(1).params().dup();
      try (NetworkTrainer.Learner learner =
          blocks(networks, threads)
              .learner(LabelledSongs.of(SONGS, SONGS::genre, OPTIONS), OPTIONS)) {
        for (int step = 0; step < 3; step++) {
          learner.learn(rows(), 0, SONGS.size());
        }
      }
      assertEquals(earlier, networks.get(1).params());
      learnt[threads - 1] = networks.get(2).params().toFloatVector();
    }
    assertArrayEquals(learnt[0], learnt[1]);
    assertArrayEquals(learnt[0], learnt[2]);
  }

  @Test
  void answeringStopsBetweenBlocks() {
    Thread.currentThread().interrupt();
    var stopped =
        assertThrows(
            CancellationException.class,
            () ->
                blocks(networks(), 2)
                    .probabilities(features(), SONGS.size(), new float[SONGS.size() * 6]));
    assertEquals("Stopped while predicting.", stopped.getMessage());
  }
}
