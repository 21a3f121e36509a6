package ihct.study.guests;

import ihct.models.HardClassifier;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A rule as a classifier: it names one genre for each song. */
public final class RuleClassifier implements HardClassifier {

  private final Rule rule;
  private final List<String> genres;
  private final List<String> features;
  private final Map<Row, double[]> asRead;

  private RuleClassifier(Rule rule, Songs train, Map<Row, double[]> asRead) {
    this.rule = rule;
    this.genres = train.genres();
    this.features = train.features();
    this.asRead = asRead;
  }

  /**
   * A rule that sees scaled songs: each number in standard deviations from the training part's
   * mean.
   *
   * @param rule the rule
   * @param train whose genres it names
   * @return the classifier
   */
  public static RuleClassifier scaled(Rule rule, Songs train) {
    return new RuleClassifier(rule, train, null);
  }

  /**
   * A rule that sees songs as they were read, in the units of their file.
   *
   * @param rule the rule
   * @param train whose genres it names
   * @param read songs before scaling
   * @param scaled the same songs in the same order, as models see them
   * @return the classifier, which answers these songs alone
   */
  public static RuleClassifier asRead(Rule rule, Songs train, Songs read, Songs scaled) {
    Map<Row, double[]> rows = new HashMap<>();
    float[] features = new float[scaled.dimension()];
    for (int row = 0; row < scaled.size(); row++) {
      scaled.copyFeatures(row, features, 0);
      double[] values = new double[read.dimension()];
      for (int j = 0; j < values.length; j++) {
        values[j] = read.feature(row, j);
      }
      rows.put(new Row(features.clone()), values);
    }
    return new RuleClassifier(rule, train, rows);
  }

  /** A song's numbers, by which it is found again. */
  private record Row(float[] features) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Row row && Arrays.equals(features, row.features);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(features);
    }
  }

  @Override
  public int classes() {
    return genres.size();
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    int d = features.size();
    Arrays.fill(probabilities, 0, rows * genres.size(), 0);
    for (int i = 0; i < rows; i++) {
      String answer = rule.genreOf(row(Arrays.copyOfRange(songs, i * d, (i + 1) * d)));
      if (answer == null) {
        continue;
      }
      int genre = genres.indexOf(answer);
      if (genre < 0) {
        throw new IllegalArgumentException(
            "The rule answers \"%s\", which is none of the %d genres."
                .formatted(answer, genres.size()));
      }
      probabilities[i * genres.size() + genre] = 1;
    }
  }

  private SongRow row(float[] scaled) {
    double[] values = new double[scaled.length];
    Arrays.setAll(values, j -> scaled[j]);
    if (asRead != null) {
      values = asRead.get(new Row(scaled));
      if (values == null) {
        throw new IllegalArgumentException(
            "A rule that sees songs as read can answer those of this bench alone.");
      }
    }
    return new SongRow(features, values);
  }
}
