package ihct.loading;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Text;
import ihct.loading.schema.AudioFeature;
import ihct.loading.schema.ColumnUnit;
import ihct.loading.schema.Columns;
import ihct.loading.schema.Derived;
import ihct.loading.schema.FeatureUnit;
import ihct.songs.Spread;
import ihct.songs.ZScores;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the units of a file with the usual ones, with those of the files before and with those a
 * model was trained on: converts those that are a power of ten apart, tells of others, and refuses
 * rows that a model would answer with nonsense.
 */
final class UnitCheck {

  /** Fewer rows have no median to go by. */
  static final int FEWEST_ROWS = 30;

  private static final String AS_IT_STANDS = " Taken as it stands.";

  private final Optional<ZScores> model;

  // What the first file was, once it is read.
  private FileValues firstFile;
  private List<ColumnUnit> firstUnits;
  private List<Spread> firstSpreads;

  private FileValues file;
  private Optional<ZScores> trained;
  private List<Spread> spreads;
  private List<ColumnUnit> units;
  private List<String> notes;
  private Map<String, List<String>> converted;
  private List<String> scaled;
  private List<String> few;

  /** Prepares for the files of one command; the scaling is empty for rows to learn from. */
  UnitCheck(Optional<ZScores> model) {
    this.model = model;
  }

  /**
   * Looks at a file, whose values may be converted; tells what a reader must know.
   *
   * @throws MalformedDataException if a model was trained on values of another meaning
   */
  List<String> check(FileValues values) throws MalformedDataException {
    file = values;
    notes = new ArrayList<>();
    converted = new LinkedHashMap<>();
    scaled = new ArrayList<>();
    few = new ArrayList<>();
    spreads = values.spreads();
    units = new ArrayList<>(UnitFinder.find(values.features, spreads));
    trained = model.flatMap(scaling -> unlogged(scaling, values.columns));
    List<ColumnUnit> wanted = wanted();
    for (int j = 0; j < units.size(); j++) {
      if (!isConstant(j)) {
        check(j, units.get(j), wanted.get(j));
      }
    }
    converted.forEach(
        (how, columns) -> notes.add(path() + "in " + how.formatted(String.join(", ", columns))));
    if (!scaled.isEmpty()) {
      notes.add(
          path()
              + "in z-scores, by medians near 0 and values on both sides of it: "
              + String.join(", ", scaled)
              + "."
              + AS_IT_STANDS);
    }
    if (!few.isEmpty()) {
      notes.add(
          path()
              + "unlike the training songs, perhaps in another unit: "
              + String.join(", ", few)
              + ". With fewer than %d rows no unit is told for certain, and none converted."
                  .formatted(FEWEST_ROWS));
    }
    if (firstFile == null) {
      firstFile = values;
      firstUnits = units;
      firstSpreads = spreads;
    } else {
      compareWithFirst();
    }
    return notes;
  }

  /** {@return notes on what no song has in the file that was checked last} */
  List<String> oddValues() {
    return file.odd().notes(file, units);
  }

  /**
   * The moments of the columns as they stand in files, if the model was trained on all of them; of
   * a logarithm those that its own moments stand for, roughly, to know the unit by.
   */
  private static Optional<ZScores> unlogged(ZScores scaling, Columns columns) {
    List<ZScores.Moments> all = new ArrayList<>();
    for (int j = 0; j < columns.features().size(); j++) {
      String name = columns.features().get(j);
      boolean logged = columns.logged().contains(j);
      int place = scaling.features().indexOf(logged ? Derived.log(name) : name);
      if (place < 0) {
        return Optional.empty();
      }
      ZScores.Moments moments = scaling.moments().get(place);
      double middle = StrictMath.expm1(moments.mean());
      all.add(
          logged
              ? new ZScores.Moments(
                  name,
                  middle,
                  StrictMath.expm1(moments.mean() + moments.standardDeviation()) - middle)
              : moments);
    }
    return Optional.of(new ZScores(all));
  }

  private List<ColumnUnit> wanted() {
    return trained.isPresent()
        ? UnitFinder.ofTraining(file.features, trained.get().moments())
        : file.features.stream()
            .map(f -> f.isPresent() ? ColumnUnit.USUAL : ColumnUnit.OWN)
            .toList();
  }

  /** A model does not see what was constant in training. */
  private boolean isConstant(int j) {
    return trained.isPresent() && trained.get().moments().get(j).standardDeviation() == 0;
  }

  private void check(int j, ColumnUnit found, ColumnUnit wanted) throws MalformedDataException {
    Spread values = spreads.get(j);
    boolean same = found.unit() == wanted.unit();
    if (values.rows() < FEWEST_ROWS) {
      if (values.rows() > 0 && trained.isPresent() && !(same && found.guess().isEmpty())) {
        few.add(named(j));
      }
    } else if (!same && found.unit().isConvertible() && wanted.unit().isConvertible()) {
      convert(j, found.unit(), wanted.unit());
    } else if (found.unit() == FeatureUnit.Z_SCORES && (same || trained.isEmpty())) {
      scaled.add(named(j));
    } else if (!same && trained.isPresent()) {
      refuse(j, found);
    } else if (!found.guess().isEmpty()) {
      notes.add(column(j) + usual(j) + guess(found) + AS_IT_STANDS);
    } else {
      compareWithTraining(j);
    }
  }

  private void convert(int j, FeatureUnit from, FeatureUnit to) {
    int digits = from.shiftTo(to);
    file.shift(j, digits);
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(Math.abs(digits));
    converted
        .computeIfAbsent(
            "%s: %%s. Every value was %s by %s, to %s."
                .formatted(
                    from.words(),
                    digits > 0 ? "multiplied" : "divided",
                    power.toPlainString(),
                    to == FeatureUnit.USUAL ? "the usual unit" : "the model's " + to.words()),
            how -> new ArrayList<>())
        .add(named(j));
    units.set(j, ColumnUnit.of(to));
    spreads.set(j, file.spread(j));
  }

  private void refuse(int j, ColumnUnit found) throws MalformedDataException {
    throw new MalformedDataException(
        file.path,
        0,
        file.header(j),
        median(spreads.get(j))
            + training(j)
            + guess(found)
            + " The answers would be nonsense. Give rows in the units of the training songs.");
  }

  private void compareWithTraining(int j) {
    if (trained.isPresent()) {
      ZScores.Moments moments = trained.get().moments().get(j);
      compare(
          j,
          UnitFinder.spread(file.features.get(j), moments),
          "the training songs have a mean of " + number(moments.mean()));
    }
  }

  private void compareWithFirst() {
    for (int j = 0; j < units.size(); j++) {
      Spread first = firstSpreads.get(j);
      boolean few = Math.min(first.rows(), spreads.get(j).rows()) < FEWEST_ROWS;
      FeatureUnit here = units.get(j).unit();
      FeatureUnit there = firstUnits.get(j).unit();
      if (first.rows() == 0 || spreads.get(j).rows() == 0 || trained.isPresent()) {
        continue; // no values, or each file has been compared with the model's
      }
      if (here != there) {
        notes.add(
            column(j)
                + "; %s of %s. Perhaps in two units; both are taken as they stand%s."
                    .formatted(
                        median(first),
                        firstFile.path,
                        few
                            ? ", as fewer than %d rows tell too little".formatted(FEWEST_ROWS)
                            : ""));
      } else if (here == there && !few) {
        compare(j, first, "that of %s is %s".formatted(firstFile.path, number(first.middle())));
      }
    }
  }

  /** Tells of values that lie far from others of the same unit, as far as is known. */
  private void compare(int j, Spread other, String words) {
    Optional<AudioFeature> known = file.features.get(j);
    if (known.isPresent() && known.get() != AudioFeature.DURATION_MS) {
      return; // its bounds say all
    }
    Spread values = spreads.get(j);
    if (values.isFarFrom(other)) {
      notes.add(column(j) + ", but " + words + ". Another unit?" + AS_IT_STANDS);
    } else if (known.isEmpty() && values.mirrors(other)) {
      notes.add(column(j) + ", but " + words + ". The other sign?" + AS_IT_STANDS);
    }
  }

  private String path() {
    return file.path + ": ";
  }

  private String column(int j) {
    return path() + "\"%s\": %s".formatted(file.header(j), median(spreads.get(j)));
  }

  private String named(int j) {
    return "\"%s\" (median %s)".formatted(file.header(j), number(spreads.get(j).middle()));
  }

  private static String median(Spread values) {
    return Text.format("median %s of %,d rows", number(values.middle()), values.rows());
  }

  private String usual(int j) {
    return ", where %s is usual. ".formatted(file.features.get(j).orElseThrow().usualMedians());
  }

  private String training(int j) {
    ZScores.Moments moments = trained.orElseThrow().moments().get(j);
    return ", but the training songs have a mean of %s. ".formatted(number(moments.mean()));
  }

  private static String guess(ColumnUnit found) {
    if (found.isPlain()) {
      return "They were in another unit, or scaled.";
    }
    String guess = found.guess().isEmpty() ? found.unit().words() + "?" : found.guess();
    return guess.substring(0, 1).toUpperCase(Locale.ROOT) + guess.substring(1);
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return Math.abs(value) < 1e15 ? rounded.toPlainString() : rounded.toString();
  }
}
