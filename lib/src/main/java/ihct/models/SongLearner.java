package ihct.models;

import ihct.models.layers.StepLearner;

/** Gives a learner of layers its batches of songs. */
abstract class SongLearner implements NetworkTrainer.Learner {

  private final StepLearner learner;

  SongLearner(StepLearner learner) {
    this.learner = learner;
  }

  @Override
  public final void setLearningRate(double learningRate) {
    learner.setLearningRate(learningRate);
  }

  @Override
  public final LearnerState state() {
    return new LearnerState(learner.steps(), learner.moments());
  }

  @Override
  public final void restore(LearnerState state) {
    learner.restore(state.steps(), state.moments());
  }

  @Override
  public void close() {
    learner.close();
  }
}
