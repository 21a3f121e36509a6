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
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The features of one file's records, as they were read. */
final class FileValues {

  /** Values of a column that are looked at; of more, evenly spaced ones. */
  private static final int MOST_LOOKED_AT = 1 << 13;

  final Path path;
  final Columns columns;

  /** What the columns hold; empty for what is no feature of songs. */
  final List<Optional<AudioFeature>> features;

  private final Records all;
  private final int first;
  private final int end;

  /** Points at a file's records, from the given first one on. */
  FileValues(Path path, Columns columns, Records all, int first) {
    this.path = path;
    this.columns = columns;
    this.features = AudioFeature.of(columns.features());
    this.all = all;
    this.first = first;
    this.end = all.size();
  }

  int records() {
    return end - first;
  }

  /** The header under which a feature stands. */
  String header(int feature) {
    return columns.mapping().get(columns.features().get(feature));
  }

  /** Where each column's values lie, without those that say that nothing was measured. */
  List<Spread> spreads() {
    return new ArrayList<>(IntStream.range(0, features.size()).mapToObj(this::spread).toList());
  }

  /** Where one column's values lie. */
  Spread spread(int feature) {
    int step = 1 + (records() - 1) / MOST_LOOKED_AT;
    double[] values = new double[records() / step + 1];
    int n = 0;
    for (int record = first; record < end; record += step) {
      Stop.check("looking at units");
      double value = all.feature(record, feature);
      if (features.get(feature).isEmpty() || !features.get(feature).get().isSentinel(value)) {
        values[n++] = value;
      }
    }
    return Spread.of(Arrays.copyOf(values, n));
  }

  /**
   * Moves the decimal point of a column's values, as if they had been written so; sentinels stay.
   */
  void shift(int feature, int digits) {
    AudioFeature known = features.get(feature).orElseThrow();
    for (int record = first; record < end; record++) {
      Stop.check("converting units");
      double value = all.feature(record, feature);
      if (!known.isSentinel(value)) {
        BigDecimal exact = BigDecimal.valueOf(value).scaleByPowerOfTen(digits);
        all.setFeature(record, feature, exact.doubleValue());
      }
    }
  }

  /** Counts records, numbered from the first of all files. */
  int count(IntPredicate property) {
    int count = 0;
    for (int record = first; record < end; record++) {
      Stop.check("looking at the values of songs");
      count += property.test(record) ? 1 : 0;
    }
    return count;
  }

  /** Finds the first record with some property; there must be one. */
  int first(IntPredicate property) {
    return IntStream.range(first, end).filter(property).findFirst().orElseThrow();
  }

  double value(int record, int feature) {
    return all.feature(record, feature);
  }

  int line(int record) {
    return all.line(record);
  }
}
