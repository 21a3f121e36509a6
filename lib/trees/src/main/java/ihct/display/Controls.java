package ihct.display;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Menus and sliders beside a picture that is drawn again whenever one of them moves:
 *
 * <pre>{@code
 * new Controls()
 *     .choice("linkage", List.of("complete", "single"), "complete")
 *     .slider("clusters", 2, 40, 12)
 *     .show(at -> picture(at.get("linkage"), at.get("clusters")));
 * }</pre>
 *
 * <p>In a front end without controls the picture of the first values is shown, and the values are
 * changed in the code.
 */
public final class Controls {

  /** One control. */
  public sealed interface Control permits Choice, Slider {

    /** {@return what stands beside it, and its key among the values} */
    String name();

    /** {@return its value until it is moved} */
    Object first();
  }

  /** A menu. */
  public record Choice(String name, List<?> choices, Object first) implements Control {

    /** {@return what the menu shows, one text for each choice} */
    public List<String> texts() {
      return choices.stream().map(String::valueOf).toList();
    }
  }

  /** A slider over whole numbers, both ends included. */
  public record Slider(String name, int from, int to, Integer first) implements Control {}

  /** Where the controls stand. */
  public static final class Values {

    private final Map<String, Object> values;

    private Values(Map<String, Object> values) {
      this.values = values;
    }

    /**
     * {@return the value of a control: one of a menu's choices, or an {@code Integer}}
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    @SuppressWarnings("unchecked") // the caller says the type, as it made the control
    public <T> T get(String name) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            "There is no control \"" + name + "\"; there are: " + values.keySet() + ".");
      }
      return (T) values.get(name);
    }

    @Override
    public String toString() {
      return values.entrySet().stream()
          .map(each -> each.getKey() + " = " + each.getValue())
          .collect(Collectors.joining(", "));
    }
  }

  private final List<Control> all = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  /**
   * Adds a menu.
   *
   * @param choices what can be chosen, shown by their texts
   * @param first the one that is chosen at first
   * @throws IllegalArgumentException if that is none of the choices, two of them look alike, or the
   *     name is taken
   */
  public Controls choice(String name, List<?> choices, Object first) {
    Choice choice = new Choice(name, List.copyOf(choices), first);
    if (!choices.contains(first)) {
      throw new IllegalArgumentException(
          "\"%s\" is to be %s, which is none of %s.".formatted(name, first, choices));
    }
    if (choice.texts().stream().distinct().count() < choices.size()) {
      throw new IllegalArgumentException(
          "Of the choices of \"%s\" some look alike: %s.".formatted(name, choice.texts()));
    }
    return with(choice);
  }

  /**
   * Adds a slider over whole numbers.
   *
   * @param from its left end
   * @param to its right end
   * @param first where it stands at first
   * @throws IllegalArgumentException if it stands outside its ends, or the name is taken
   */
  public Controls slider(String name, int from, int to, int first) {
    if (first < from || first > to) {
      throw new IllegalArgumentException(
          "\"%s\" is to stand at %d, which is not from %d to %d.".formatted(name, first, from, to));
    }
    return with(new Slider(name, from, to, first));
  }

  private Controls with(Control control) {
    if (values.putIfAbsent(control.name(), control.first()) != null) {
      throw new IllegalArgumentException("There is a control \"" + control.name() + "\" already.");
    }
    all.add(control);
    return this;
  }

  /** {@return the controls, in their order on the page} */
  public List<Control> all() {
    return Collections.unmodifiableList(all);
  }

  /**
   * Shows the controls, and below them what the function makes of their values, now and after each
   * move. What it throws after a move is shown in the picture's place.
   */
  public void show(Function<Values, ?> picture) {
    Values first = values();
    MimeBundle drawn = forms(picture.apply(first));
    FrontEnd frontEnd = FrontEnd.current();
    String id = UUID.randomUUID().toString();
    boolean shown =
        frontEnd.offer(this, (name, value) -> frontEnd.update(id, moved(name, value, picture)));
    if (!shown) {
      System.out.println(first + " (there are no controls here: change the values in the code)");
    }
    frontEnd.display(id, drawn);
  }

  private synchronized Values values() {
    return new Values(new LinkedHashMap<>(values));
  }

  private synchronized void put(String name, Object value) {
    values.put(name, value);
  }

  private MimeBundle moved(String name, Object value, Function<Values, ?> picture) {
    put(name, value);
    Values now = values();
    try {
      return forms(picture.apply(now));
    } catch (RuntimeException | AssertionError | StackOverflowError e) { // a stop is none of these
      String words = Optional.ofNullable(e.getMessage()).orElse(e.toString());
      return MimeBundle.ofText(now + ": " + words);
    }
  }

  private static MimeBundle forms(Object shown) {
    if (shown instanceof MimeBundle bundle) {
      return bundle;
    }
    return Optional.ofNullable(shown)
        .flatMap(DisplayProvider::formsOf)
        .orElseGet(() -> MimeBundle.ofText(ValueText.anyOf(shown)));
  }
}
