package ihct.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import ihct.keys.NearNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How models are trained: values of {@link Option options}. What is not said is as usual. In JSON
 * it is an object with a field for each option that is said.
 */
public final class TrainingOptions {

  /** Passes of a network over the training songs; the paper's are 30. */
  public static final Option<Integer> EPOCHS =
      Option.integer("epochs", 30).atLeast(1).says("N", "Passes over the training rows");

  /** Songs per step. */
  public static final Option<Integer> BATCH =
      Option.integer("batch", 1024).atLeast(1).says("ROWS", "Rows per training step");

  /** Step size of Adam. */
  public static final Option<Double> LEARNING_RATE =
      Option.number("learning-rate", 0.001).above(0.0).says("RATE", "Step size of Adam");

  /** Starts every generator: initial weights, order of songs, dropout, a forest's samples. */
  public static final Option<Long> SEED =
      Option.longInteger("seed", 1).says("NUMBER", "Starts all random numbers of training");

  /** What all networks and whatever draws have in common. */
  static final List<Option<?>> COMMON = List.of(EPOCHS, BATCH, LEARNING_RATE, SEED);

  private static final TrainingOptions PAPER = new TrainingOptions(Map.of());

  /** What records of earlier versions told of a forest besides its options: the training's. */
  private static final String FOREST_SEED = "forest.seed";

  private static final String OF_NETWORKS = "network.";

  private final Map<Option<?>, Object> said;

  private TrainingOptions(Map<Option<?>, Object> said) {
    this.said = Collections.unmodifiableMap(said);
  }

  /**
   * The paper's training; what is not stated there is as usual. Batch size, step size and seed are
   * Adam's usual ones.
   *
   * @return options that say nothing: 30 epochs, batches of 1024, learning rate 0.001, seed 1
   */
  public static TrainingOptions paper() {
    return PAPER;
  }

  /**
   * Says what all networks need; the rest is as usual.
   *
   * @param epochs passes over the training songs, at least 1
   * @param batch songs per step, at least 1
   * @param learningRate step size of Adam, positive
   * @param seed starts every generator
   * @throws IllegalArgumentException if a number is out of range
   */
  public static TrainingOptions of(int epochs, int batch, double learningRate, long seed) {
    return PAPER
        .with(EPOCHS, epochs)
        .with(BATCH, batch)
        .with(LEARNING_RATE, learningRate)
        .with(SEED, seed);
  }

  /**
   * Reads options by their names in JSON, or what they were called there in earlier versions.
   *
   * @param byName such as "tierWeight" and 0.5
   * @throws IllegalArgumentException for an unknown name, or a value that is none; the message says
   *     what there is
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static TrainingOptions of(Map<String, ?> byName) {
    Map<Option<?>, Object> said = new LinkedHashMap<>();
    List<Option<?>> all = Kinds.options();
    byName.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> object) {
            object.forEach((field, inner) -> take(name + "." + field, inner, all, said));
          } else {
            take(name, value, all, said);
          }
        });
    return new TrainingOptions(said);
  }

  private static void take(
      String name, Object value, List<Option<?>> all, Map<Option<?>, Object> said) {
    boolean isLeftOut = value == null && name.startsWith(OF_NETWORKS);
    if (!isLeftOut && !name.equals(FOREST_SEED)) {
      Option<?> option = find(name, all);
      said.put(option, option.read(value));
    }
  }

  private static Option<?> find(String name, List<Option<?>> all) {
    String plain = name.startsWith(OF_NETWORKS) ? name.substring(OF_NETWORKS.length()) : name;
    return all.stream()
        .filter(option -> option.isCalled(plain))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> known = all.stream().map(Option::jsonName).toList();
              return new IllegalArgumentException(
                  "\"%s\" is not known here; known are %s.%s"
                      .formatted(
                          name,
                          String.join(", ", known),
                          NearNames.slip(name, known)
                              .map(" Nearest: \"%s\"."::formatted)
                              .orElse("")));
            });
  }

  /** What is said, by its names in JSON: numbers, truth values and texts. */
  @JsonValue
  public Map<String, Object> byName() {
    Map<String, Object> byName = new LinkedHashMap<>();
    said.forEach((option, value) -> byName.put(option.jsonName(), option.json(value)));
    return byName;
  }

  /**
   * Writes what is said and is not as usual, in the order of the names.
   *
   * @return numbers, truth values and texts, by their names in JSON
   */
  public Map<String, Object> unusual() {
    Map<String, Object> unusual = new TreeMap<>();
    said.forEach(
        (option, value) -> {
          if (!value.equals(option.usual())) {
            unusual.put(option.jsonName(), option.json(value));
          }
        });
    return unusual;
  }

  /**
   * What an option is.
   *
   * @param <T> its type
   * @param option any
   * @return what is said, or the usual value
   */
  @SuppressWarnings("unchecked") // whatever was put in was of the option's type
  public <T> T get(Option<T> option) {
    Object value = said.get(option);
    return value == null ? option.usual() : (T) value;
  }

  /**
   * Tells whether an option is said.
   *
   * @param option any
   * @return false if it is left to be as usual
   */
  public boolean says(Option<?> option) {
    return said.containsKey(option);
  }

  /**
   * Says an option.
   *
   * @param <T> its type
   * @param option any
   * @param value what it shall be
   * @throws IllegalArgumentException if it is out of range
   */
  public <T> TrainingOptions with(Option<T> option, T value) {
    Map<Option<?>, Object> more = new LinkedHashMap<>(said);
    more.put(option, option.check(value));
    return new TrainingOptions(more);
  }

  /**
   * Says all that others say, too; where both say something, these hold.
   *
   * @return what these say, or else the others
   */
  public TrainingOptions over(TrainingOptions others) {
    Map<Option<?>, Object> more = new LinkedHashMap<>(others.said);
    more.putAll(said);
    return new TrainingOptions(more);
  }

  /**
   * Says all options there are, so that nothing is left to what is usual. What has no effect beside
   * the others is left out.
   *
   * @return the same training, said in full
   * @throws IllegalArgumentException if options do not suit each other
   */
  public TrainingOptions complete() {
    List<Option<?>> all = new ArrayList<>(Kinds.options());
    said.keySet().stream().filter(option -> !all.contains(option)).forEach(all::add);
    return complete(all);
  }

  /**
   * Says some options and no others.
   *
   * @param some those to say, as all that a kind heeds
   * @return the same training as far as they decide it
   * @throws IllegalArgumentException if options do not suit each other
   */
  public TrainingOptions complete(List<Option<?>> some) {
    Map<Option<?>, Object> all = new LinkedHashMap<>();
    for (Option<?> option : some) {
      option.checkAmong(this);
      if (option.idle(this).isEmpty()) {
        all.put(option, get(option));
      }
    }
    return new TrainingOptions(all);
  }

  /**
   * Says why an option has no effect beside the others.
   *
   * @param option any
   * @return such as "--encoding is none"; empty if it has one, as far as they decide that
   */
  public String idle(Option<?> option) {
    return option.idle(this);
  }

  /** {@link #EPOCHS}. */
  public int epochs() {
    return get(EPOCHS);
  }

  /** {@link #BATCH}. */
  public int batch() {
    return get(BATCH);
  }

  /** {@link #LEARNING_RATE}. */
  public double learningRate() {
    return get(LEARNING_RATE);
  }

  /** {@link #SEED}. */
  public long seed() {
    return get(SEED);
  }

  /**
   * Asks for the same training with other random numbers.
   *
   * @param other starts every generator
   */
  public TrainingOptions withSeed(long other) {
    return with(SEED, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainingOptions options && said.equals(options.said);
  }

  @Override
  public int hashCode() {
    return said.hashCode();
  }

  /** What is said. */
  @Override
  public String toString() {
    return byName().toString();
  }
}
