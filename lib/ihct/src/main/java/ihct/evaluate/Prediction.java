package ihct.evaluate;

import ihct.files.Rounded;

/**
 * A genre that a model takes a song for.
 *
 * @param genre its name; that of a cluster, if clusters were asked for
 * @param probability above 0, at most 1
 */
public record Prediction(String genre, float probability) {

  @Override
  public String toString() {
    return genre + " " + Rounded.percent(probability) + " %";
  }
}
