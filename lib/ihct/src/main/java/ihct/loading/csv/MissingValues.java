package ihct.loading.csv;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words that say in a cell that nothing is known: of labels, ids, artists and features alike.
 *
 * <p>A cell is compared without the blanks around it, and case counts. A word that is a number also
 * stands for equal numbers in feature columns, so that −1 is found as −1.0, too.
 */
public record MissingValues(Set<String> words) {

  /** What pandas 2 reads as missing, and with it R's NA and what databases write. */
  public static final MissingValues USUAL =
      new MissingValues(
          Set.of(
              "#N/A",
              "#N/A N/A",
              "#NA",
              "-1.#IND",
              "-1.#QNAN",
              "-NaN",
              "-nan",
              "1.#IND",
              "1.#QNAN",
              "<NA>",
              "N/A",
              "NA",
              "NULL",
              "NaN",
              "None",
              "n/a",
              "nan",
              "null"));

  private static final String ALONE = "=";

  /** Adds the empty cell. */
  public MissingValues {
    words =
        Stream.concat(Stream.of(""), words.stream().map(String::strip))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads what a user asks for: comma-separated words that are added to the {@linkplain #USUAL
   * usual} ones; after {@code =} they take their place. Null stands for the usual ones alone.
   */
  public static MissingValues parse(String text) {
    if (text == null) {
      return USUAL;
    }
    boolean alone = text.startsWith(ALONE);
    Set<String> words = new LinkedHashSet<>(alone ? Set.of() : USUAL.words);
    words.addAll(Arrays.asList((alone ? text.substring(ALONE.length()) : text).split(",")));
    return new MissingValues(words);
  }

  /** Tells whether a cell says that nothing is known. */
  public boolean contains(String cell) {
    return words.contains(Objects.requireNonNull(cell, "cell"));
  }

  /** The words that are numbers, by their values. */
  public double[] numbers() {
    return words.stream().mapToDouble(Numbers::parse).filter(x -> !Double.isNaN(x)).toArray();
  }

  /** The bytes of the longest word in UTF-8. */
  public int longest() {
    return words.stream().mapToInt(word -> Utf8.bytes(word).length).max().orElse(0);
  }

  /** The bytes with which words start, by their unsigned value. */
  public boolean[] firstBytes() {
    boolean[] first = new boolean[1 << Byte.SIZE];
    words.stream().filter(w -> !w.isEmpty()).forEach(w -> first[Utf8.bytes(w)[0] & 0xff] = true);
    return first;
  }
}
