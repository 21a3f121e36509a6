package ihct.study.guests;

import java.util.List;

/** One song as a {@link Rule} sees it. */
public final class SongRow {

  private final List<String> features;
  private final double[] values;

  SongRow(List<String> features, double[] values) {
    this.features = features;
    this.values = values;
  }

  /**
   * Reads a feature.
   *
   * @param feature its name, such as "energy"
   * @return the scaled value, in standard deviations from the training songs' mean, or the value as
   *     read, as the rule was given
   * @throws IllegalArgumentException if songs have no such feature; the message lists theirs
   */
  public double get(String feature) {
    int place = features.indexOf(feature);
    if (place < 0) {
      throw new IllegalArgumentException(
          "Songs have no \"%s\"; they have %s.".formatted(feature, String.join(", ", features)));
    }
    return values[place];
  }

  /**
   * Reads a feature by its place.
   *
   * @param place 0…d − 1
   * @return the value, as {@link #get(String)}
   */
  public double get(int place) {
    return values[place];
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ", ").append(features.get(i)).append(' ').append(values[i]);
    }
    return text.toString();
  }
}
