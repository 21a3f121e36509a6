package ihct.files;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Enum constants as users write them: {@code POWERS_OF_TWO} is "powers-of-two". */
public final class Names {

  private Names() {}

  /** {@return the constant as users write it, such as "powers-of-two"} */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static <E extends Enum<E>> String all(Class<E> type) {
    return String.join(", ", list(type));
  }

  /** {@return all constants of a type as users write them} */
  public static List<String> list(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Names::of).toList();
  }

  /**
   * Reads a constant; {@code what} tells in the message what it is.
   *
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String what, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(text.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s \"%s\" is not known; choose one of %s.".formatted(what, text, all(type))));
  }
}
