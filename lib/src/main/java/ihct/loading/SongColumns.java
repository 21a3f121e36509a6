package ihct.loading;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a CSV file whose schema is not known, by the headers in its first line (read
 * without regard to case).
 *
 * @param features the columns with the numbers, in the order in which the features shall stand
 * @param label the column with the class
 * @param group a column whose rows must stay on one side of a split by artist, such as a recording
 */
public record SongColumns(List<String> features, String label, Optional<String> group) {

  /**
   * Copies and checks the names.
   *
   * @throws IllegalArgumentException if there is no feature, or a name is empty or stands twice
   */
  public SongColumns {
    features = features.stream().map(String::strip).toList();
    label = label.strip();
    group = group.map(String::strip);
    if (features.isEmpty() || features.contains("") || label.isEmpty()) {
      throw new IllegalArgumentException(
          "Columns need at least one feature and a label, none of them empty; got features %s, label \"%s\"."
              .formatted(features, label));
    }
    HashSet<String> seen = new HashSet<>();
    for (String feature : features) {
      if (!seen.add(SongSchema.normal(feature))) {
        throw new IllegalArgumentException(
            "Feature \"%s\" stands twice in the list of features; name each once."
                .formatted(feature));
      }
    }
  }
}
