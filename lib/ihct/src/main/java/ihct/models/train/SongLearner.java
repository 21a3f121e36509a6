package ihct.models.train;

import ihct.models.LearnerState;
import ihct.nn.StepLearner;

/** Gives a learner of layers its batches of songs. */
public abstract class SongLearner implements NetworkTrainer.Learner {

  private final StepLearner learner;

  public SongLearner(StepLearner learner) {
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
