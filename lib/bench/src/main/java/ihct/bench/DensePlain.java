package ihct.bench;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The same training steps with the layers that DL4J ships, and their one-hot labels. */
final class DensePlain {

  private DensePlain() {}

  static void measure(Arguments arguments, Result result) throws Exception {
    DenseTask task = new DenseTask(arguments);
    MultiLayerNetwork exact = network(task, 1);
    result.proof(
        "losses without dropout",
        task.losses((features, labels) -> learn(exact, task, features, labels)));
    MultiLayerNetwork network = network(task, 0.9);
    result.work(task.batch());
    result.seconds(
        Repeated.seconds(
            task.warm(),
            task.steps(),
            step -> learn(network, task, task.features(step), task.labels(step))));
    result.version("dl4j", MultiLayerNetwork.class);
  }

  private static double learn(
      MultiLayerNetwork network, DenseTask task, float[] features, int[] labels) {
    int rows = labels.length;
    int classes = task.rows().genres();
    float[] oneHot = new float[rows * classes];
    for (int i = 0; i < rows; i++) {
      oneHot[i * classes + labels[i]] = 1;
    }
    INDArray inputs = Nd4j.create(features, new long[] {rows, features.length / rows}, 'c');
    INDArray targets = Nd4j.create(oneHot, new long[] {rows, classes}, 'c');
    network.fit(inputs, targets);
    inputs.close();
    targets.close();
    return network.score();
  }

  private static MultiLayerNetwork network(DenseTask task, double keep) {
    var layers = new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(0.001)).list();
    int[][] shapes = task.shapes();
    int last = shapes.length - 1;
    for (int layer = 0; layer < last; layer++) {
      layers.layer(
          new DenseLayer.Builder()
              .nOut(shapes[layer][1])
              .activation(Activation.RELU)
              .dropOut(layer == 0 ? 1 : keep)
              .build());
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(shapes[last][1])
            .activation(Activation.SOFTMAX)
            .dropOut(keep)
            .build());
    layers.setInputType(InputType.feedForward(shapes[0][0]));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    for (int layer = 0; layer < shapes.length; layer++) {
      INDArray old = network.getParam(layer + "_W");
      network.setParam(layer + "_W", Nd4j.create(task.weights()[layer], old.shape(), 'c'));
    }
    return network;
  }
}
