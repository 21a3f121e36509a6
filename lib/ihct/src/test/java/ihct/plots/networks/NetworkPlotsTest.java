package ihct.plots.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.nn.dl4j.GatedRecurrentUnit;
import ihct.nn.dl4j.ReluDense;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public class NetworkPlotsTest {

  public static final INDArray SONG = Nd4j.zeros(DataType.FLOAT, 1, 11);

  private static DenseLayer dense(int units, Activation activation) {
    return new DenseLayer.Builder().nOut(units).activation(activation).build();
  }

  private static OutputLayer softmax(int units) {
    return new OutputLayer.Builder().nOut(units).activation(Activation.SOFTMAX).build();
  }

  public static MultiLayerNetwork plain() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(dense(5, Activation.RELU))
                .layer(ReluDense.of(4, 1))
                .layer(softmax(3))
                .setInputType(InputType.feedForward(11))
                .build());
    network.init();
    return network;
  }

  /** A layer that is skipped: its input is added to its output. */
  public static ComputationGraph skipping() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("song")
                .setInputTypes(InputType.feedForward(11))
                .addLayer("wide", dense(6, Activation.RELU), "song")
                .addLayer("skipped", dense(6, Activation.TANH), "wide")
                .addVertex(
                    "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "wide", "skipped")
                .addLayer("genre", softmax(3), "sum")
                .setOutputs("genre")
                .build());
    graph.init();
    return graph;
  }

  @Test
  void everyLayerHasItsParametersAndTheShapeThatItHears() {
    MultiLayerNetwork network = plain();
    INDArray before = network.params().dup();
    assertEquals(
        String.join(
            "\n",
            "Network of 99 parameters",
            "layer   type                  hears   in the shape  parameters",
            "input                                                        0",
            "layer0  DenseLayer, relu      input   [1, 11]               60",
            "layer1  ReluDense             layer0  [1, 5]                24",
            "layer2  OutputLayer, softmax  layer1  [1, 4]                15",
            "output                        layer2  [1, 3]                 0"),
        NetworkPlots.architecture(network, SONG).text());
    assertEquals(before, network.params());
  }

  @Test
  void layersForEachStepTellHowTheyTakeASequence() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new Bidirectional(Bidirectional.Mode.CONCAT, GatedRecurrentUnit.of(7)))
                .layer(dense(5, Activation.RELU))
                .layer(new RnnOutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.recurrent(11))
                .build());
    network.init();
    String text = NetworkPlots.architecture(network, Nd4j.zeros(DataType.FLOAT, 1, 11, 6)).text();
    assertTrue(text.contains("Bidirectional GatedRecurrentUnit  input   [1, 11, 6] "), text);
    assertTrue(text.contains(" [1, 14, 6] → [6, 14] "), text);
    assertTrue(text.contains(" [6, 5] → [1, 5, 6] "), text);
    assertTrue(text.contains(" [1, 3, 6] "), text);
  }

  @Test
  void whatSkipsALayerPassesBesideItsBox() {
    String text = NetworkPlots.architecture(skipping(), SONG).text();
    assertTrue(text.contains("sum      ElementWiseVertex     wide, skipped  [1, 6], [1, 6]"), text);
    List<NetworkLayout.Node> nodes =
        List.of(
            new NetworkLayout.Node("a", "A", 1),
            new NetworkLayout.Node("b", "B", 1),
            new NetworkLayout.Node("c", "C", 1));
    List<NetworkLayout.Edge> edges =
        List.of(
            new NetworkLayout.Edge(0, 1, ""),
            new NetworkLayout.Edge(0, 2, ""),
            new NetworkLayout.Edge(1, 2, ""));
    NetworkLayout layout = NetworkLayout.of(nodes, edges);
    assertEquals(3, layout.rows());
    assertEquals(new NetworkLayout.Place(1, 0.25), layout.middles().get(1));
    assertEquals(new NetworkLayout.Place(1, 0.75), layout.ways().get(1).get(1));
    assertEquals(List.of(2, 3, 2), layout.ways().stream().map(List::size).toList());
  }

  @Test
  void aNetworkWithoutParametersIsRefused() {
    MultiLayerNetwork network = new MultiLayerNetwork(plain().getLayerWiseConfigurations().clone());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> NetworkPlots.architecture(network, SONG));
    assertEquals(
        "The network has no parameters yet; call its init() before it is drawn.",
        refused.getMessage());
  }
}
