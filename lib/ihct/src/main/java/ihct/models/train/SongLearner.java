package ihct.models.train;

import ihct.models.LearnerState;
import ihct.models.encode.EncodedSongs;
import ihct.nn.StepLearner;
import ihct.nn.gru.PathNetwork;
import java.util.Arrays;

/** Gives a learner of layers its batches of songs. */
public abstract class SongLearner implements NetworkTrainer.Learner {

  private final StepLearner learner;

  /** One that takes the steps of another. */
  protected SongLearner(StepLearner learner) {
    this.learner = learner;
  }

  /**
   * One that tells the genres of songs alone.
   *
   * @param weights by how much the songs of each genre count
   */
  public static SongLearner of(PathNetwork.Learner learner, EncodedSongs songs, double[] weights) {
    return new SongLearner(learner.weights()) {
      @Override
      public double learn(int[] rows, int from, int to) {
        int[] classes = new int[to - from];
        Arrays.setAll(classes, i -> songs.genre(rows[from + i]));
        return learner.learn(
            Batches.inputs(songs, rows, from, to), classes, Batches.weights(classes, weights));
      }

      @Override
      public void endEpoch() {
        learner.weights().bringHome();
      }
    };
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
