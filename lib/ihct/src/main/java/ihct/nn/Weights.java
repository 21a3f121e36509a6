package ihct.nn;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** The numbers that a training changes, wherever a network keeps them. */
public interface Weights {

  /** How many. */
  int count();

  /** A copy of all of them. */
  float[] copy();

  /** Replaces all of them by such a copy. */
  void set(float[] values);

  /** Whether none of them is infinite or no number. */
  boolean areFinite();

  /** Those of a DL4J network. */
  static Weights of(MultiLayerNetwork network) {
    return new Weights() {
      @Override
      public int count() {
        return Math.toIntExact(network.numParams());
      }

      @Override
      public float[] copy() {
        return network.params().toFloatVector();
      }

      @Override
      public void set(float[] values) {
        network.setParams(Nd4j.create(values, new long[] {1, values.length}, 'c'));
      }

      @Override
      public boolean areFinite() {
        return Double.isFinite(network.params().sumNumber().doubleValue());
      }
    };
  }
}
