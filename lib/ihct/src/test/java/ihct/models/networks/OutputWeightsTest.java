package ihct.models.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OutputWeightsTest {

  /**
   * Between two songs, the change of ln p of a class, less that of another class, is what their
   * rows make of the change of the hidden layer: biases and the softmax's sum fall out.
   */
  @Test
  void rowsMakeTheLogitsOfTheirClass() {
    Songs made = SimulatedSongs.generate(new SimulationOptions(7, 700, 1, 0.5, 0.1));
    Songs songs = ZScores.fit(made).apply(made);
    Dense dense = Dense.fit(Training.of(songs, songs).with(TrainingOptions.of(1, 64, 0.01, 1)));
    float[] features = new float[2 * songs.dimension()];
    songs.copyFeatures(0, features, 0);
    songs.copyFeatures(1, features, songs.dimension());
    float[] p = new float[2 * 7];
    dense.probabilities(features, 2, p);
    INDArray input = Nd4j.create(features).reshape(2, songs.dimension());
    INDArray hidden = dense.network().feedForwardToLayer(2, input, false).get(3);
    double[][] weights = dense.outputWeights();
    double[] logits = new double[7];
    for (int k = 0; k < 7; k++) {
      for (int unit = 0; unit < weights[k].length; unit++) {
        logits[k] += weights[k][unit] * (hidden.getDouble(1, unit) - hidden.getDouble(0, unit));
      }
    }
    for (int k = 1; k < 7; k++) {
      double seen = Math.log(p[7 + k] / p[k]) - Math.log(p[7] / p[0]);
      assertEquals(seen, logits[k] - logits[0], 1e-4 * (1 + Math.abs(seen)));
      assertNotEquals(0, seen, 1e-3);
    }
  }
}
