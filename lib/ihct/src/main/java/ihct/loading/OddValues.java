package ihct.loading;

import ihct.loading.csv.Text;
import ihct.loading.schema.AudioFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Counts values that a song cannot have: what tables hold where nothing was measured. */
final class OddValues {

  private OddValues() {}

  /** {@return a note for each feature that holds any, of those in their usual unit} */
  static List<String> notes(FileValues file, List<ColumnUnit> units) {
    List<String> notes = new ArrayList<>();
    for (int j = 0; j < units.size(); j++) {
      if (!units.get(j).equals(ColumnUnit.USUAL)) {
        continue;
      }
      AudioFeature feature = file.features.get(j).orElseThrow();
      int j0 = j;
      IntPredicate odd = record -> !feature.isPossible(file.value(record, j0));
      int count = file.count(odd);
      if (count > 0) {
        int first = file.first(odd);
        notes.add(
            Text.format(
                "%s: \"%s\" holds what no song has in %,d of %,d records, first %s in line %,d"
                    + " (not measured?). Kept as it stands.%s",
                file.path,
                file.header(j),
                count,
                file.records(),
                shown(file.value(first, j)),
                file.line(first),
                feature == AudioFeature.TEMPO ? still(file, j) : ""));
      }
    }
    return notes;
  }

  /** Where no tempo was found, danceability is 0, too. */
  private static String still(FileValues file, int tempo) {
    int danceability = file.features.indexOf(Optional.of(AudioFeature.DANCEABILITY));
    if (danceability < 0) {
      return "";
    }
    int both = file.count(record -> zero(file, record, tempo) && zero(file, record, danceability));
    return both == 0 ? "" : Text.format(" In %,d of them danceability is 0, too.", both);
  }

  private static boolean zero(FileValues file, int record, int feature) {
    return file.value(record, feature) == 0;
  }

  private static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
