package ihct.display;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Shows values of a library that knows nothing of {@link Displayable}. A jar names its own in
 * {@code META-INF/services/ihct.display.DisplayProvider}, a class a line; each has a constructor
 * without parameters.
 */
public interface DisplayProvider {

  /**
   * Represents a value, if it is one of those that are known here.
   *
   * @param value any value but null
   * @return its forms, or none
   */
  Optional<MimeBundle> show(Object value);

  /**
   * Represents a value in its richest forms: its own if it is {@link Displayable}, else those of
   * the first provider on the class path that knows it. The providers are looked for each time,
   * since a notebook can add jars.
   *
   * @param value any value but null
   * @return its forms, or none if nobody knows more than its text
   */
  static Optional<MimeBundle> formsOf(Object value) {
    if (value instanceof Displayable displayable) {
      return Optional.of(displayable.mimeBundle());
    }
    for (DisplayProvider provider : ServiceLoader.load(DisplayProvider.class)) {
      Optional<MimeBundle> forms = provider.show(value);
      if (forms.isPresent()) {
        return forms;
      }
    }
    return Optional.empty();
  }
}
