package ihct.models;

/** How the step size changes during a training. */
public enum RateSchedule {
  /** It does not, as Adam's usual settings have it. */
  CONSTANT {
    @Override
    public double factor(double progress) {
      return 1;
    }
  },
  /** It falls from its full size to 0 along half a cosine. */
  COSINE {
    @Override
    public double factor(double progress) {
      return (1 + Math.cos(Math.PI * progress)) / 2;
    }
  };

  /**
   * What the step size is multiplied by.
   *
   * @param progress the share of all steps that has been taken, 0 to below 1
   */
  public abstract double factor(double progress);
}
