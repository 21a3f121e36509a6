package ihct.loading.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns that a user names, by the headers in a CSV file's first line (read without regard to
 * case). What is not named is found by the known schemas.
 *
 * @param features the columns with the numbers, in the order in which the features shall stand;
 *     empty for the audio features of songs under their known names
 * @param label the column with the class; features cannot be named without it
 * @param group a column whose rows must stay on one side of a split by artist, such as a recording
 * @param id a column that tells tracks apart, and by which alone they are split
 */
public record SongColumns(
    List<String> features, Optional<String> label, Optional<String> group, Optional<String> id) {

  /** Leaves everything to the known schemas. */
  public static final SongColumns KNOWN =
      new SongColumns(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Copies and checks the names.
   *
   * @throws IllegalArgumentException if features are named without a label, or a name is empty or
   *     stands twice
   */
  public SongColumns {
    features = features.stream().map(String::strip).toList();
    label = label.map(String::strip);
    group = group.map(String::strip);
    id = id.map(String::strip);
    if (!features.isEmpty() && label.isEmpty()) {
      throw new IllegalArgumentException(
          "Feature columns are named, but no label column. Name it too (--label col).");
    }
    if (features.contains("")
        || Stream.of(label, group, id).flatMap(Optional::stream).anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "A column needs a name; got features %s, label %s, group %s, id %s."
              .formatted(features, label.orElse("none"), group.orElse("none"), id.orElse("none")));
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
