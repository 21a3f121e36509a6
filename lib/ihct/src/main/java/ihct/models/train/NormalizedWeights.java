package ihct.models.train;

import ihct.nn.BatchMoments;
import ihct.nn.Weights;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * What a training with batch normalisation changes: the weights, and behind them the moments of the
 * hidden units. The network that answers has both in one, the moments folded into the weights.
 */
public final class NormalizedWeights implements Weights {

  private final Weights weights;
  private final BatchMoments moments;

  /** Those of a network and the moments of its hidden units. */
  public NormalizedWeights(Weights weights, BatchMoments moments) {
    this.weights = weights;
    this.moments = moments;
  }

  @Override
  public int count() {
    return weights.count() + moments.count();
  }

  @Override
  public float[] copy() {
    float[] all = Arrays.copyOf(weights.copy(), count());
    moments.copyTo(all, weights.count());
    return all;
  }

  @Override
  public void set(float[] values) {
    weights.set(Arrays.copyOf(values, weights.count()));
    moments.copyFrom(values, weights.count());
  }

  @Override
  public boolean areFinite() {
    return weights.areFinite() && moments.areFinite();
  }

  /** Scores the network as it would answer; then it can learn on. */
  public double folded(DoubleSupplier accuracy) {
    float[] own = weights.copy();
    moments.fold();
    try {
      return accuracy.getAsDouble();
    } finally {
      weights.set(own);
    }
  }
}
