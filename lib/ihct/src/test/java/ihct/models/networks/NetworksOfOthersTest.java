package ihct.models.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.hierarchy.Ihct;
import ihct.models.GenreClassifier;
import ihct.models.SavableClassifier;
import ihct.models.SongClouds;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.nn.dl4j.GatedRecurrentUnit;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The paper's networks, built of DL4J's own layers: the same weights give the same answers. */
class NetworksOfOthersTest {

  private static final Ihct TREE =
      Ihct.ofTiers(new int[][] {{0, 0, 0, 0, 1, 1}, {0, 1, 1, 1, 2, 3}, {0, 1, 2, 3, 4, 5}});
  private static final Songs SONGS = SongClouds.gaussian(6, 200, 3, 2, 1);
  private static final Training TRAINING =
      Training.of(SONGS, SONGS).with(TREE).with(TrainingOptions.of(2, 64, 0.01, 3));

  /** Floats are added in another order. */
  private static final float ROUNDING = 1e-5f;

  private static DenseLayer relu(int units) {
    return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
  }

  private static MultiLayerNetwork dense(int inputs, int classes, INDArray weights) {
    OutputLayer softmax =
        new OutputLayer.Builder().nOut(classes).activation(Activation.SOFTMAX).build();
    return network(
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(relu(256))
            .layer(relu(256))
            .layer(relu(256))
            .layer(softmax)
            .setInputType(InputType.feedForward(inputs)),
        weights);
  }

  private static MultiLayerNetwork recurrent(FeedForwardLayer softmax, INDArray weights) {
    return network(
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(new Bidirectional(Bidirectional.Mode.CONCAT, GatedRecurrentUnit.of(256)))
            .layer(relu(128))
            .layer(relu(128))
            .layer(softmax)
            .setInputType(InputType.recurrent(3)),
        weights);
  }

  /** With these weights, or its first ones. */
  private static MultiLayerNetwork network(
      NeuralNetConfiguration.ListBuilder layers, INDArray weights) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    if (weights != null) {
      network.setParams(weights.dup());
    }
    return network;
  }

  private static float[] answers(GenreClassifier model) {
    return SongClouds.probabilities(model, SONGS);
  }

  @Test
  void aStackSeesTheSongAndAllAnswersAbove() {
    StackNet ours = StackNet.fit(TRAINING);
    List<MultiLayerNetwork> theirs = new ArrayList<>();
    int inputs = 3;
    for (int tier = 1; tier <= TREE.tiers(); tier++) {
      INDArray weights = ours.networks().get(tier - 1).params();
      theirs.add(dense(inputs, TREE.clusters(tier), weights));
      inputs += TREE.clusters(tier);
    }
    GenreClassifier stack = StackNet.of(theirs).among(SONGS);
    assertArrayEquals(answers(ours), answers(stack), ROUNDING);
    assertFalse(stack instanceof SavableClassifier, "a file holds no other form");
  }

  @Test
  void pathsAreDecodedWhetherTheLastLayerKnowsOfSequencesOrNot() {
    Rnn ours = Rnn.fit(TRAINING);
    INDArray weights = ours.network().params();
    RnnOutputLayer sequences =
        new RnnOutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build();
    OutputLayer steps = new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build();
    for (FeedForwardLayer last : List.of(sequences, steps)) {
      GenreClassifier theirs = Rnn.of(recurrent(last, weights), TREE).among(SONGS);
      assertArrayEquals(answers(ours), answers(theirs), ROUNDING);
    }
  }

  @Test
  void anEmptyStackIsRefused() {
    assertEquals(
        "A stack needs at least one network.",
        assertThrows(IllegalArgumentException.class, () -> StackNet.of(List.of())).getMessage());
  }

  @Test
  void anotherWidthIsRefused() {
    MultiLayerNetwork five = dense(3, 5, null);
    IllegalArgumentException stack =
        assertThrows(IllegalArgumentException.class, () -> StackNet.of(List.of(five)).among(SONGS));
    assertEquals(
        "The last network answers 5 classes, and there are 6 genres; it needs an output for each.",
        stack.getMessage());
    OutputLayer two = new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build();
    MultiLayerNetwork narrow = recurrent(two, null);
    IllegalArgumentException path =
        assertThrows(
            IllegalArgumentException.class, () -> answers(Rnn.of(narrow, TREE).among(SONGS)));
    assertEquals(
        "The network's output for 200 songs has the shape [600, 2]; it must be [200, 3, 3]: for each tier a probability for each child index.",
        path.getMessage());
  }
}
