package ihct.plots.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.display.DisplayProvider;
import ihct.display.MimeBundle;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class Dl4jDisplayTest {

  private static String text(Object value) {
    return DisplayProvider.formsOf(value).orElseThrow().text();
  }

  private static String html(Object value) {
    return (String) DisplayProvider.formsOf(value).orElseThrow().forms().get(MimeBundle.HTML);
  }

  @Test
  void aMatrixIsATableUnderItsShape() {
    INDArray matrix = Nd4j.create(new double[][] {{1, 2.5, -3}, {4, 0, 10}});
    assertEquals("double [2, 3]\n   0    1   2\n0  1  2.5  -3\n1  4    0  10", text(matrix));
    assertTrue(html(matrix).startsWith("<p>double [2, 3]</p>\n<table>"));
    assertTrue(html(matrix).contains("<td style=\"text-align:right\">2.5</td>"));
    assertEquals(text(matrix), text(matrix.dup('f')), "whatever the order in memory");
    assertEquals(
        "double [3, 2]\n     0   1\n0    1   4\n1  2.5   0\n2   -3  10", text(matrix.transpose()));
  }

  @Test
  void vectorsAndScalarsAreOneRow() {
    assertEquals("float [3]\n  0  1    2\n  1  2  0.5", text(Nd4j.createFromArray(1f, 2f, 0.5f)));
    assertEquals("int []\n  0\n  7", text(Nd4j.scalar(7)));
    assertEquals("long [2]\n       0  1\n  123456  1", text(Nd4j.createFromArray(123_456L, 1L)));
    assertTrue(text(Nd4j.createFromArray(Double.NaN, 1.0)).contains("–"));
    assertTrue(text(Nd4j.createFromArray(true, false)).endsWith("1  0"));
  }

  @Test
  void ofALargeArrayTheHeadingSaysWhichPartIsShown() {
    INDArray large = Nd4j.zeros(DataType.FLOAT, 2, 30, 40);
    large.putScalar(new int[] {0, 19, 11}, 8);
    large.putScalar(new int[] {1, 0, 0}, 9);
    String text = text(large);
    assertTrue(text.startsWith("float [2, 30, 40], [0, :, :], first 20 rows, first 12 columns\n"));
    assertTrue(text.endsWith("  0   8"), text);
    assertEquals(22, text.lines().count());
    assertEquals(1, text.lines().skip(2).filter(line -> !line.matches(" *\\d+( +0){12}")).count());
  }

  @Test
  void arraysWithoutNumbersSaySo() {
    assertEquals("float [0, 3]", text(Nd4j.empty(DataType.FLOAT).reshape(0, 3)));
    assertTrue(text(Nd4j.create("punk", "folk")).contains("folk"));
    INDArray closed = Nd4j.create(5);
    closed.close();
    assertEquals("an array that has been closed", text(closed));
  }

  @Test
  void aNetworkIsItsSummary() {
    MultiLayerConfiguration layers =
        new NeuralNetConfiguration.Builder()
            .list()
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nIn(11)
                    .nOut(3)
                    .activation(Activation.SOFTMAX)
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(layers);
    assertEquals(Optional.empty(), DisplayProvider.formsOf(network), "nothing to sum up yet");
    network.init();
    assertEquals(network.summary().strip(), text(network));
    assertTrue(text(network).contains("36"), "11 · 3 weights and 3 biases");
  }
}
