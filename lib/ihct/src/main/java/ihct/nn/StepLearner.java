package ihct.nn;

import java.util.List;

/** Learns the weights of a network by Adam, step by step. How it is told of a batch, it says. */
public abstract class StepLearner implements AutoCloseable {

  private double learningRate;
  private long steps;

  /** Before the first step, with Adam's α. */
  protected StepLearner(double learningRate) {
    this.learningRate = learningRate;
  }

  /** Changes Adam's α from the next step on. */
  public void setLearningRate(double newRate) {
    learningRate = newRate;
  }

  /** Steps that have been begun. */
  public final long steps() {
    return steps;
  }

  /** Begins a step; returns its {@link Adam#stepSize size}. */
  protected final float beginStep() {
    steps++;
    return Adam.stepSize(learningRate, steps);
  }

  /** Adam for all weights, in the order of {@link #moments}; none if they are kept elsewhere. */
  public abstract List<Adam> adams();

  /** A copy of Adam's moments, means and squares of each matrix of weights. */
  public float[] moments() {
    float[] moments = new float[count()];
    int offset = 0;
    for (Adam adam : adams()) {
      offset = adam.writeMoments(moments, offset);
    }
    return moments;
  }

  /**
   * Goes on where another learner of the same network was.
   *
   * @param steps what its {@link #steps} gave
   * @param moments what its {@link #moments} gave
   * @throws IllegalArgumentException if these are moments of another network
   */
  public void restore(long steps, float[] moments) {
    goOn(steps, moments, count());
    int offset = 0;
    for (Adam adam : adams()) {
      offset = adam.readMoments(moments, offset);
    }
  }

  /** Takes over the number of steps, and checks that there are as many moments as there must be. */
  protected final void goOn(long steps, float[] moments, long count) {
    if (moments.length != count) {
      throw new IllegalArgumentException(
          "%d moments were given; this network has %d.".formatted(moments.length, count));
    }
    this.steps = steps;
  }

  private int count() {
    return Math.toIntExact(adams().stream().mapToLong(Adam::moments).sum());
  }

  /** Gives the network what has been learnt, where that is kept elsewhere meanwhile. */
  public void bringHome() {}

  @Override
  public abstract void close();
}
