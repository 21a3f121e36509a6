package ihct.nn.gru;

import ihct.nn.StepLearner;

/** Leaves all to another learner but how it is told of a batch. */
abstract class ForwardingLearner<L extends StepLearner> implements StepLearner {

  final L learner;

  ForwardingLearner(L learner) {
    this.learner = learner;
  }

  @Override
  public final void setLearningRate(double learningRate) {
    learner.setLearningRate(learningRate);
  }

  @Override
  public final long steps() {
    return learner.steps();
  }

  @Override
  public final float[] moments() {
    return learner.moments();
  }

  @Override
  public final void restore(long steps, float[] moments) {
    learner.restore(steps, moments);
  }

  @Override
  public final void close() {
    learner.close();
  }
}
