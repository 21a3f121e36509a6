package ihct.loading;

import ihct.loading.csv.Text;
import ihct.loading.schema.AudioFeature;
import ihct.loading.schema.ColumnUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts values that a song cannot have: what tables hold where nothing was measured. */
final class OddValues {

  private final AudioFeature[] features;
  private final int danceability;
  private final int tempo;
  private final int[] count;
  private final double[] first;
  private final int[] firstLine;
  private int still;

  /** Prepares to count; a feature is empty for what is none of songs. */
  OddValues(List<Optional<AudioFeature>> features) {
    this.features = features.stream().map(f -> f.orElse(null)).toArray(AudioFeature[]::new);
    this.danceability = features.indexOf(Optional.of(AudioFeature.DANCEABILITY));
    this.tempo = features.indexOf(Optional.of(AudioFeature.TEMPO));
    this.count = new int[this.features.length];
    this.first = new double[this.features.length];
    this.firstLine = new int[this.features.length];
  }

  /** Looks at the features of a record, which stand in the array from a place on. */
  void look(double[] values, int from, int line) {
    for (int j = 0; j < features.length; j++) {
      if (features[j] != null && !features[j].isPossible(values[from + j])) {
        if (count[j]++ == 0) {
          first[j] = values[from + j];
          firstLine[j] = line;
        }
      }
    }
    // Where no tempo was found, danceability is 0, too.
    if (tempo >= 0
        && danceability >= 0
        && values[from + tempo] == 0
        && values[from + danceability] == 0) {
      still++;
    }
  }

  /** {@return a note for each feature that holds any, of those in their usual unit} */
  List<String> notes(FileValues file, List<ColumnUnit> units) {
    List<String> notes = new ArrayList<>();
    for (int j = 0; j < units.size(); j++) {
      if (units.get(j).equals(ColumnUnit.USUAL) && count[j] > 0) {
        notes.add(
            Text.format(
                "%s: \"%s\" holds what no song has in %,d of %,d records, first %s in line %,d"
                    + " (not measured?). Kept as it stands.%s",
                file.path,
                file.header(j),
                count[j],
                file.records(),
                shown(first[j]),
                firstLine[j],
                j == tempo && still > 0
                    ? Text.format(" In %,d of them danceability is 0, too.", still)
                    : ""));
      }
    }
    return notes;
  }

  private static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
