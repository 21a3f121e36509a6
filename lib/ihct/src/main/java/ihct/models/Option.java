package ihct.models;

import ihct.keys.NearNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A setting of trainings, declared once: what it is called, what it may be, what it is if nobody
 * says anything, and what it does. The command line, plans, records and notebooks take it from
 * here.
 *
 * <pre>{@code
 * static final Option<Integer> NEIGHBOURS =
 *     Option.integer("neighbours", 5).atLeast(1).says("N", "Nearest songs that vote in my-model");
 * }</pre>
 *
 * <p>A {@link Kind} tells by {@link Kind#options} which options its trainings heed; {@link
 * TrainingOptions} hold values. An option is what its declaration makes it: {@code atLeast} and the
 * like give another one and belong there.
 *
 * @param <T> what its values are
 */
public final class Option<T> {

  /** An end of a range; the value itself belongs to it, or not. */
  private record Bound<T>(Comparable<T> value, boolean included) {
    boolean allows(T other, int side) {
      int order = side * value.compareTo(other);
      return order < 0 || included && order == 0;
    }
  }

  private final String name;
  private final T usual;
  private final String type;
  private final Function<Object, T> reading;

  private Bound<T> low;
  private Bound<T> high;
  private String word;
  private T wordValue;
  private String wordText;
  private List<String> earlierNames = List.of();
  private String label = "";
  private String text = "";
  private Option<?> needs;
  private Object neededValue;
  private Consumer<TrainingOptions> among = options -> {};

  private Option(String name, T usual, String type, Function<Object, T> reading) {
    if (!Kinds.NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no name for an option; take lower-case letters, digits and single hyphens, such as \"my-option\"."
              .formatted(name));
    }
    this.name = name;
    this.usual = usual;
    this.type = type;
    this.reading = reading;
  }

  private Option<T> copy() {
    Option<T> copy = new Option<>(name, usual, type, reading);
    copy.low = low;
    copy.high = high;
    copy.word = word;
    copy.wordValue = wordValue;
    copy.wordText = wordText;
    copy.earlierNames = earlierNames;
    copy.label = label;
    copy.text = text;
    copy.needs = needs;
    copy.neededValue = neededValue;
    copy.among = among;
    return copy;
  }

  private Option<T> changed(Consumer<Option<T>> change) {
    Option<T> copy = copy();
    change.accept(copy);
    return copy;
  }

  /**
   * Declares a whole number.
   *
   * @param name lower-case letters, digits and hyphens: {@code --my-option} on the command line,
   *     {@code myOption} in JSON
   * @param usual what it is if nobody says anything
   * @return an option without a range and without a text
   */
  public static Option<Integer> integer(String name, int usual) {
    return new Option<>(
        name,
        usual,
        "a whole number",
        given -> {
          Long value = whole(given);
          return value == null || value != value.intValue() ? null : (Integer) value.intValue();
        });
  }

  /**
   * Declares a whole number that may be large, such as a seed.
   *
   * @param name as for {@link #integer}
   * @param usual what it is if nobody says anything
   * @return an option without a range and without a text
   */
  public static Option<Long> longInteger(String name, long usual) {
    return new Option<>(name, usual, "a whole number", Option::whole);
  }

  /**
   * Declares a finite number.
   *
   * @param name as for {@link #integer}
   * @param usual what it is if nobody says anything
   * @return an option without a range and without a text
   */
  public static Option<Double> number(String name, double usual) {
    return new Option<>(name, usual, "a number", Option::finite);
  }

  /**
   * Declares something that is done or not; it is not if nobody says anything.
   *
   * @param name as for {@link #integer}
   */
  public static Option<Boolean> flag(String name) {
    return new Option<>(
        name,
        false,
        "true or false",
        given ->
            switch (given.toString()) {
              case "true" -> true;
              case "false" -> false;
              default -> null;
            });
  }

  /**
   * Declares a choice of a few things, which are called as the constants are, {@code RANK_GAUSS}
   * "rank-gauss".
   *
   * @param <E> their type
   * @param name as for {@link #integer}
   * @param usual what it is if nobody says anything
   */
  public static <E extends Enum<E>> Option<E> choice(String name, E usual) {
    List<E> all = List.of(usual.getDeclaringClass().getEnumConstants());
    return new Option<>(
        name,
        usual,
        "one of " + String.join(", ", constants(usual)),
        given ->
            all.stream()
                .filter(
                    each ->
                        each == given
                            || shown(each)
                                .equals(given.toString().strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null));
  }

  /** {@return what it is one of, as users write it; empty if it is no such choice} */
  public List<String> choices() {
    return usual instanceof Enum<?> one ? constants(one) : List.of();
  }

  private static List<String> constants(Enum<?> one) {
    return Arrays.stream(one.getDeclaringClass().getEnumConstants()).map(Option::shown).toList();
  }

  /** Texts are what command lines give, and JSON where somebody writes quotation marks. */
  private static Long whole(Object given) {
    try {
      return given instanceof Integer || given instanceof Long
          ? (Long) ((Number) given).longValue()
          : given instanceof String text ? Long.valueOf(text.strip()) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Double finite(Object given) {
    try {
      double value =
          given instanceof Number number
              ? number.doubleValue()
              : given instanceof String text ? Double.parseDouble(text.strip()) : Double.NaN;
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * Sets the least value.
   *
   * @param least belongs to the range
   */
  public Option<T> atLeast(Comparable<T> least) {
    return changed(copy -> copy.low = new Bound<>(least, true));
  }

  /**
   * Sets what all values must be above.
   *
   * @param limit does not belong to the range
   */
  public Option<T> above(Comparable<T> limit) {
    return changed(copy -> copy.low = new Bound<>(limit, false));
  }

  /**
   * Sets the greatest value.
   *
   * @param most belongs to the range
   */
  public Option<T> atMost(Comparable<T> most) {
    return changed(copy -> copy.high = new Bound<>(most, true));
  }

  /**
   * Sets what all values must be below.
   *
   * @param limit does not belong to the range
   */
  public Option<T> below(Comparable<T> limit) {
    return changed(copy -> copy.high = new Bound<>(limit, false));
  }

  /**
   * Lets a word stand for a value, as "none" for no limit.
   *
   * @param name the word
   * @param value in the range
   * @param meaning for readers, behind "for", such as "no limit"
   */
  public Option<T> orWord(String name, T value, String meaning) {
    Option<T> copy = copy();
    copy.word = name;
    copy.wordValue = value;
    copy.wordText = meaning;
    return copy;
  }

  /**
   * Says what it does, for help texts.
   *
   * @param placeholder stands for a value, such as "N"
   * @param sentence one, without a full stop, the range and the usual value
   */
  public Option<T> says(String placeholder, String sentence) {
    Option<T> copy = copy();
    copy.label = placeholder;
    copy.text = sentence;
    return copy;
  }

  /**
   * Remembers what it was called in JSON of earlier versions, which is still read.
   *
   * @param names the names; {@code "forest.trees"} for a field of an object
   */
  public Option<T> formerly(String... names) {
    return changed(copy -> copy.earlierNames = List.of(names));
  }

  /**
   * Tells that it has an effect only beside a certain value of another option.
   *
   * @param <U> that option's type
   * @param other the other option
   * @param value the value that it must have
   */
  public <U> Option<T> with(Option<U> other, U value) {
    Option<T> copy = copy();
    copy.needs = other;
    copy.neededValue = value;
    return copy;
  }

  /**
   * Adds a check that looks at other options, too.
   *
   * @param check throws an IllegalArgumentException if they do not suit each other
   */
  public Option<T> among(Consumer<TrainingOptions> check) {
    return changed(copy -> copy.among = check);
  }

  /** What it is called on the command line, behind two hyphens, such as "tier-weight". */
  public String name() {
    return name;
  }

  /** What it is called in JSON, such as "tierWeight". */
  public String jsonName() {
    String[] words = name.split("-");
    return words[0]
        + String.join(
            "",
            Stream.of(words)
                .skip(1)
                .map(each -> each.substring(0, 1).toUpperCase(Locale.ROOT) + each.substring(1))
                .toList());
  }

  boolean isCalled(String json) {
    return json.equals(jsonName()) || earlierNames.contains(json);
  }

  /** What it is if nobody says anything. */
  public T usual() {
    return usual;
  }

  /** What stands for a value in help texts, such as "N"; empty for a flag. */
  public String label() {
    return label;
  }

  /** Whether it is something that is done or not, true or false. */
  public boolean isFlag() {
    return usual instanceof Boolean;
  }

  /** A sentence on what it does, what it may be and what it is usually. */
  public String help() {
    if (isFlag()) {
      return text + ".";
    }
    String allowed = wordText == null ? range() : "%s for %s".formatted(range(), wordText);
    String usually = "default: " + show(usual);
    return "%s (%s).".formatted(text, allowed.isEmpty() ? usually : allowed + "; " + usually);
  }

  /** Such as "at least 1, or "none""; empty for every value of its type. */
  private String range() {
    String numbers =
        low != null && high != null && low.included && high.included
            ? "from %s to %s".formatted(shown(low.value), shown(high.value))
            : String.join(
                " and ",
                Stream.of(
                        low == null
                            ? ""
                            : (low.included ? "at least " : "above ") + shown(low.value),
                        high == null
                            ? ""
                            : (high.included ? "at most " : "below ") + shown(high.value))
                    .filter(part -> !part.isEmpty())
                    .toList());
    return word == null ? numbers : "%s, or \"%s\"".formatted(numbers, word);
  }

  /**
   * Takes a value as somebody gave it.
   *
   * @param given a text of the command line, a value of JSON, or a value of its type
   * @throws IllegalArgumentException if it is none; the message says what it may be
   */
  public T read(Object given) {
    if (word != null && given != null && word.equals(given.toString().strip())) {
      return wordValue;
    }
    T value = given == null ? null : reading.apply(given);
    if (value == null) {
      throw new IllegalArgumentException(
          usual instanceof Enum
              ? "%s \"%s\" is not known; choose %s.%s".formatted(name, given, type, nearest(given))
              : "%s is \"%s\"; it must be %s%s."
                  .formatted(name, given, type, range().isEmpty() ? "" : ", " + range()));
    }
    return check(value);
  }

  private String nearest(Object given) {
    return NearNames.slip(String.valueOf(given), constants((Enum<?>) usual))
        .map(" Nearest: \"%s\"."::formatted)
        .orElse("");
  }

  /**
   * Checks a value.
   *
   * @param value of its type
   * @throws IllegalArgumentException if it is out of range; the message tells the range
   */
  public T check(T value) {
    boolean finite = !(value instanceof Double number) || Double.isFinite(number);
    if (!finite
        || low != null && !low.allows(value, 1)
        || high != null && !high.allows(value, -1)) {
      throw new IllegalArgumentException(
          "%s = %s; it must be %s."
              .formatted(name, show(value), range().isEmpty() ? "finite" : range()));
    }
    return value;
  }

  void checkAmong(TrainingOptions options) {
    among.accept(options);
  }

  /** Why it has no effect among others; empty if it has. */
  String idle(TrainingOptions options) {
    return needs == null || options.get(needs).equals(neededValue)
        ? ""
        : "--%s is %s".formatted(needs.name, shown(options.get(needs)));
  }

  /**
   * Writes a value as {@link #read} reads it.
   *
   * @param value of its type
   */
  public String show(Object value) {
    return value.equals(wordValue) ? word : shown(value);
  }

  private static String shown(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
    String text = value.toString();
    return value instanceof Double && text.endsWith(".0")
        ? text.substring(0, text.length() - 2)
        : text;
  }

  /** Writes a value for JSON: a number, a truth value or a text. */
  Object json(Object value) {
    return value.equals(wordValue) || value instanceof Enum ? show(value) : value;
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return "--" + name;
  }
}
