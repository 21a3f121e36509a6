package ihct.songs;

import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns features into z-scores: the number of standard deviations from the mean.
 *
 * <p>Mean and <em>population</em> standard deviation (divisor n) come from the training part alone,
 * so that validation and test songs are scaled by figures they had no part in. A constant feature
 * becomes 0 everywhere and is named by {@link #constantFeatures()}.
 */
public record ZScores(List<Moments> moments) {

  /**
   * Mean and spread of one feature.
   *
   * @param mean arithmetic mean, in the feature's unit
   * @param standardDeviation population standard deviation, in the feature's unit; 0 if constant
   */
  public record Moments(String feature, double mean, double standardDeviation) {}

  /** Copies the list. */
  public ZScores {
    moments = List.copyOf(moments);
  }

  /**
   * Measures the features of the training songs, in two passes for the sake of precision. The order
   * of the songs does not show in the moments.
   *
   * @throws IllegalArgumentException if there is no song
   */
  public static ZScores fit(Songs train) {
    int n = train.size();
    if (n == 0) {
      throw new IllegalArgumentException("There is no song to measure mean and spread from.");
    }
    List<Moments> moments = new ArrayList<>();
    for (int j = 0; j < train.dimension(); j++) {
      Stop.check("measuring features");
      ExactSum sum = new ExactSum();
      double first = train.feature(0, j);
      boolean constant = true;
      for (int row = 0; row < n; row++) {
        double value = train.feature(row, j);
        sum.add(value);
        constant &= value == first;
      }
      double mean = constant ? first : sum.value() / n;
      Stop.check("measuring features");
      ExactSum squares = new ExactSum();
      for (int row = 0; row < n; row++) {
        double deviation = train.feature(row, j) - mean;
        squares.add(deviation * deviation);
      }
      moments.add(new Moments(train.features().get(j), mean, Math.sqrt(squares.value() / n)));
    }
    return new ZScores(moments);
  }

  /**
   * Scales songs by the stored moments; the argument is not changed.
   *
   * @throws IllegalArgumentException if the songs have other features, or in another order
   */
  public Songs apply(Songs songs) {
    if (!features().equals(songs.features())) {
      throw new IllegalArgumentException(
          "The scaling was measured on the features %s; these songs have %s."
              .formatted(features(), songs.features()));
    }
    int d = songs.dimension();
    double[] scaled = new double[songs.size() * d];
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("scaling songs");
      for (int j = 0; j < d; j++) {
        Moments m = moments.get(j);
        double deviation = songs.feature(row, j) - m.mean();
        scaled[row * d + j] = m.standardDeviation() == 0 ? 0 : deviation / m.standardDeviation();
      }
    }
    return songs.withValues(scaled);
  }

  /** {@return the features' names, in column order} */
  public List<String> features() {
    return moments.stream().map(Moments::feature).toList();
  }

  /** {@return the features of standard deviation 0, which scaling turns into 0} */
  public List<String> constantFeatures() {
    return moments.stream().filter(m -> m.standardDeviation() == 0).map(Moments::feature).toList();
  }
}
