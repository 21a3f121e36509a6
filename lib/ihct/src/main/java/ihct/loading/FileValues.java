package ihct.loading;

import ihct.loading.schema.AudioFeature;
import ihct.loading.schema.Columns;
import ihct.songs.Spread;
import ihct.stopping.Stop;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The features of one file's records: a sample of all that were read, and those that are kept. */
final class FileValues {

  /** Values of a column that are looked at; of more, evenly spaced ones. */
  private static final int MOST_LOOKED_AT = 1 << 13;

  final Path path;
  final Columns columns;

  /** What the columns hold; empty for what is no feature of songs. */
  final List<Optional<AudioFeature>> features;

  private final int records;
  private final int step;

  /** By feature, the values that are looked at. */
  private final double[][] sample;

  private final int[] digits;
  private final Records kept;
  private final int firstKept;
  private int looked;
  private OddValues odd;

  /**
   * Prepares for so many records of a file.
   *
   * @param kept holds those that are kept, from now on or from a first one on
   */
  FileValues(Path path, Columns columns, int records, Records kept, int firstKept) {
    this.path = path;
    this.columns = columns;
    this.features = AudioFeature.of(columns.features());
    this.records = records;
    this.step = 1 + (records - 1) / MOST_LOOKED_AT;
    this.sample = new double[features.size()][(records + step - 1) / step];
    this.digits = new int[features.size()];
    this.kept = kept;
    this.firstKept = firstKept;
    lookAnew();
  }

  int records() {
    return records;
  }

  /** The header under which a feature stands. */
  String header(int feature) {
    return columns.mapping().get(columns.features().get(feature));
  }

  /** Looks at the features of the next record, which stand in the array from a place on. */
  void look(double[] values, int from, int line) {
    if (looked % step == 0 && looked < records) {
      for (int j = 0; j < sample.length; j++) {
        sample[j][looked / step] = values[from + j];
      }
    }
    looked++;
    odd.look(values, from, line);
  }

  /** Forgets what was seen, but for units. */
  void lookAnew() {
    looked = 0;
    odd = new OddValues(features);
  }

  /** What no song has, as far as records were looked at. */
  OddValues odd() {
    return odd;
  }

  /** Where each column's values lie, without those that say that nothing was measured. */
  List<Spread> spreads() {
    return new ArrayList<>(IntStream.range(0, features.size()).mapToObj(this::spread).toList());
  }

  /** Where one column's values lie. */
  Spread spread(int feature) {
    Stop.check("looking at units");
    Optional<AudioFeature> known = features.get(feature);
    return Spread.of(
        Arrays.stream(sample[feature])
            .filter(value -> known.isEmpty() || !known.get().isSentinel(value))
            .toArray());
  }

  /**
   * Moves the decimal point of a column's values, as if they had been written so; sentinels stay.
   */
  void shift(int feature, int by) {
    digits[feature] = by;
    Arrays.setAll(sample[feature], i -> shifted(feature, sample[feature][i]));
    for (int record = firstKept; record < kept.size(); record++) {
      Stop.check("converting units");
      kept.setFeature(record, feature, shifted(feature, kept.feature(record, feature)));
    }
  }

  private double shifted(int feature, double value) {
    return digits[feature] == 0 || features.get(feature).orElseThrow().isSentinel(value)
        ? value
        : BigDecimal.valueOf(value).scaleByPowerOfTen(digits[feature]).doubleValue();
  }

  /** Whether a feature was converted. */
  boolean isShifted(int feature) {
    return digits[feature] != 0;
  }

  /** Whether any was. */
  boolean isShifted() {
    return IntStream.of(digits).anyMatch(by -> by != 0);
  }

  /** The features of a record as it was read, converted. */
  double[] shifted(double[] values, int from) {
    double[] all = new double[digits.length];
    Arrays.setAll(all, j -> shifted(j, values[from + j]));
    return all;
  }
}
