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
   * {@return the forms of a value, which is not null, or none if it is not one of those known here}
   */
  Optional<MimeBundle> show(Object value);

  /**
   * {@return the richest forms of a value, which is not null: its own if it is {@link Displayable},
   * else those of the first provider on the class path that knows it; else a table, of maps and of
   * lists of records of one type; none if nobody knows more than its text. The providers are looked
   * for each time, since a notebook can add jars}
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
    return ValueTable.of(value);
  }
}
