package ihct.models;

/** What the next step of a training depends on besides the weights and the data. */
public final class LearnerState {

  private final long steps;
  private final float[] moments;

  /**
   * Takes a state.
   *
   * @param steps steps taken so far
   * @param moments Adam's means and squares, in an order that the learner knows; not copied
   */
  public LearnerState(long steps, float[] moments) {
    this.steps = steps;
    this.moments = moments;
  }

  /** Steps taken so far. */
  public long steps() {
    return steps;
  }

  /** Not a copy: at the paper's size there are millions. */
  public float[] moments() {
    return moments;
  }
}
