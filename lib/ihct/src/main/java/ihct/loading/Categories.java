package ihct.loading;

import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Text;
import ihct.loading.schema.Derived;
import ihct.songs.Part;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Columns of categories as numbers: a feature for each value, 1 where a row has it, else 0. Values
 * of less than 1 % of the rows share one, so that there are at most a hundred and one. A value that
 * a model was not trained on has none, and an empty cell neither: all are 0 there.
 */
final class Categories {

  /** Stands for all values that are too rare for a feature of their own. */
  static final String RARE = "(rare)";

  private static final int LEAST_SHARE = 100;
  private static final int MOST_VALUES = 100_000;
  private static final int NAMED = 5;

  private final List<Category> all;
  private final Map<String, List<String>> rare = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();

  /** One column, and by record the number of the value that it holds, or −1. */
  private static final class Category {
    private final String column;
    private final Map<String, Integer> numbers = new HashMap<>();
    private int[] ofRecord = new int[64];

    private Category(String column) {
      this.column = column;
    }

    private void add(int record, int number) {
      if (record == ofRecord.length) {
        ofRecord = Arrays.copyOf(ofRecord, 2 * record);
      }
      ofRecord[record] = number;
    }
  }

  Categories(List<String> columns) {
    all = columns.stream().map(Category::new).toList();
  }

  /**
   * Takes in what a record holds.
   *
   * @param record its number, one more than that of the record before
   * @param cells by category, without blanks around them
   * @throws IllegalArgumentException if a column has too many values to be one of categories
   */
  void add(int record, List<String> cells, MissingValues missing) {
    for (int c = 0; c < all.size(); c++) {
      Category category = all.get(c);
      String value = Text.withoutControls(cells.get(c));
      category.add(
          record,
          missing.contains(value)
              ? -1
              : category.numbers.computeIfAbsent(value, w -> category.numbers.size()));
      if (category.numbers.size() > MOST_VALUES) {
        throw new IllegalArgumentException(
            "column \"%s\" holds more than %,d different values; it is no column of categories."
                .formatted(category.column, MOST_VALUES));
      }
    }
  }

  /**
   * Adds the features behind those that songs have.
   *
   * @param records by row, the number of its record
   * @param reading whose model says which features there are, if one does
   */
  Songs addTo(Songs songs, int[] records, Reading reading) {
    List<String> names = new ArrayList<>(songs.features());
    List<int[]> features = new ArrayList<>(); // by row, which of its category's is 1
    for (Category category : all) {
      int[] numbers = IntStream.of(records).map(record -> category.ofRecord[record]).toArray();
      List<String> values = values(category, learnt(songs, numbers), reading);
      int first = names.size();
      values.forEach(value -> names.add(Derived.is(category.column, value)));
      Map<String, Integer> places = places(category, values, reading);
      int[] place = new int[category.numbers.size()];
      category.numbers.forEach((value, number) -> place[number] = places.getOrDefault(value, -1));
      features.add(
          IntStream.of(numbers).map(n -> n < 0 || place[n] < 0 ? -1 : first + place[n]).toArray());
      note(category, numbers, place);
    }
    return all.isEmpty() ? songs : widened(songs, names, features);
  }

  /** What stands in the rows that are not for the test, as far as the data say so. */
  private static int[] learnt(Songs songs, int[] numbers) {
    return songs.isParted()
        ? IntStream.range(0, numbers.length)
            .filter(row -> songs.part(row) != Part.TEST)
            .map(row -> numbers[row])
            .toArray()
        : numbers;
  }

  /** The values with a feature of their own, in order, and behind them the one for all others. */
  private List<String> values(Category category, int[] numbers, Reading reading) {
    Optional<ZScores> scaling = reading.scaling();
    if (scaling.isPresent()) {
      String prefix = Derived.prefix(category.column);
      return scaling.get().features().stream()
          .filter(feature -> feature.startsWith(prefix))
          .map(feature -> feature.substring(prefix.length()))
          .toList();
    }
    int[] rows = new int[category.numbers.size()];
    IntStream.of(numbers).filter(n -> n >= 0).forEach(n -> rows[n]++);
    List<String> values = new ArrayList<>();
    List<String> few = new ArrayList<>();
    new TreeMap<>(category.numbers)
        .forEach(
            (value, n) -> {
              if (rows[n] > 0) {
                ((long) LEAST_SHARE * rows[n] >= numbers.length ? values : few).add(value);
              }
            });
    if (!few.isEmpty()) {
      values.remove(RARE);
      values.add(RARE);
      rare.put(category.column, few);
    }
    return values;
  }

  private Map<String, Integer> places(Category category, List<String> values, Reading reading) {
    Map<String, Integer> places = new HashMap<>();
    for (String value : values) {
      places.put(value, places.size());
    }
    Map<String, List<String>> together = reading.isTrained() ? reading.rare() : rare;
    for (String value : together.getOrDefault(category.column, List.of())) {
      places.put(value, places.get(RARE));
    }
    return places;
  }

  private void note(Category category, int[] numbers, int[] place) {
    long empty = IntStream.of(numbers).filter(n -> n < 0).count();
    long unseen = IntStream.of(numbers).filter(n -> n >= 0 && place[n] < 0).count();
    if (empty > 0) {
      notes.add(
          Text.format(
              "%,d %s with nothing in column %s, all of whose features are 0 there",
              empty, Text.noun(empty, "rows"), category.column));
    }
    if (unseen > 0) {
      List<String> values =
          new TreeMap<>(category.numbers)
              .entrySet().stream()
                  .filter(value -> place[value.getValue()] < 0)
                  .map(Map.Entry::getKey)
                  .toList();
      notes.add(
          Text.format(
              "%,d %s with values in column %s that no training row has, all of whose features"
                  + " are 0 there: %s",
              unseen, Text.noun(unseen, "rows"), category.column, Text.some(values, NAMED)));
    }
    if (rare.containsKey(category.column)) {
      List<String> few = rare.get(category.column);
      notes.add(
          Text.format(
              "%,d of %,d values in column %s share one feature, as each is in less than 1 %% of"
                  + " the rows: %s",
              few.size(), category.numbers.size(), category.column, Text.some(few, NAMED)));
    }
  }

  private static Songs widened(Songs songs, List<String> names, List<int[]> ones) {
    int d = names.size();
    double[] flat = new double[Math.multiplyExact(songs.size(), d)];
    for (int row = 0; row < songs.size(); row++) {
      Stop.check("collecting songs");
      for (int j = 0; j < songs.dimension(); j++) {
        flat[row * d + j] = songs.feature(row, j);
      }
      for (int[] category : ones) {
        if (category[row] >= 0) {
          flat[row * d + category[row]] = 1;
        }
      }
    }
    return songs.withFeatures(names, flat);
  }

  /** By column, the values that share a feature. */
  Map<String, List<String>> rare() {
    return rare;
  }

  /** What a reader of the report must be told. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
