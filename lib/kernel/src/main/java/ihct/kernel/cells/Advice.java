package ihct.kernel.cells;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.Diag;

/** Says what to write instead of what the compiler refuses, where its own words do not help. */
final class Advice {

  private static final Pattern UNNAMED = Pattern.compile("variable \\$\\d+");

  private static final String TOO_LONG =
      "A text in code has fewer than 65,535 bytes. Read a longer one from a file:"
          + " Files.readString(Path.of(…)).";

  private static final String TOO_MUCH =
      "A method has at most 65,535 bytes of code, values of arrays included. Read many values from"
          + " a file, or divide the code into methods.";

  /** By the compiler's name of the mistake, without what all begin with. */
  private static final Map<String, String> BY_CODE =
      Map.of(
          "limit.string",
          TOO_LONG,
          "limit.string.overflow",
          TOO_LONG,
          "limit.code",
          TOO_MUCH,
          "limit.code.too.large.for.try.stmt",
          TOO_MUCH,
          "invalid.canonical.constructor.in.record",
          "Java wants it as public as its record: write public before it.",
          "non.sealed.with.no.sealed.supertype",
          "JShell declares types one by one, and the sealed one waits for this. Declare them all"
              + " inside one class or interface.",
          "cant.inherit.from.sealed",
          "Declare its subtypes in the same cell, all inside it or all beside it, or name them:"
              + " permits A, B.",
          "sealed.class.must.have.subclasses",
          "Declare its subtypes in the same cell, or name them: permits A, B.");

  private Advice() {}

  /**
   * What to do about a mistake, if there is more to say than the compiler does.
   *
   * @param code what stands in the line from the place of the mistake on
   */
  static Optional<String> on(Diag mistake, String code) {
    String message = mistake.getMessage(Locale.ENGLISH);
    if (UNNAMED.matcher(message).find()) {
      return Optional.of(
          "Of unnamed results the last %d are kept: give it a name, as in var x = …;"
              .formatted(UnnamedResults.KEPT));
    }
    if (message.endsWith("missing return value")) {
      return Optional.of(
          "Outside of methods, return does not end a cell. Put code that may end early into a"
              + " method.");
    }
    return Optional.ofNullable(
            BY_CODE.get(mistake.getCode().replaceFirst("^compiler\\.err\\.", "")))
        .or(() -> MovedClasses.ofClassPath().advice(message, code));
  }
}
