package ihct.nn;

import java.util.List;

/** The moments of all weights of a network in one array, to be kept and taken up again. */
public final class Moments {

  private Moments() {}

  /** Copies the means and squares of each matrix of weights, one after the other. */
  public static float[] of(List<Adam> adams) {
    float[] moments = new float[count(adams)];
    int offset = 0;
    for (Adam adam : adams) {
      offset = adam.writeMoments(moments, offset);
    }
    return moments;
  }

  /**
   * Takes up what {@link #of} gave for the same network.
   *
   * @throws IllegalArgumentException if it was another one
   */
  public static void restore(List<Adam> adams, float[] moments) {
    if (moments.length != count(adams)) {
      throw new IllegalArgumentException(
          "%d moments were given; this network has %d.".formatted(moments.length, count(adams)));
    }
    int offset = 0;
    for (Adam adam : adams) {
      offset = adam.readMoments(moments, offset);
    }
  }

  private static int count(List<Adam> adams) {
    return Math.toIntExact(adams.stream().mapToLong(Adam::moments).sum());
  }
}
