package ihct.files;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what is wrong with JSON in words that know of JSON alone, and of no classes. */
public final class JsonWords {

  /** What a parser could have gone on with is a list of all that JSON knows. */
  private static final Pattern EXPECTED = Pattern.compile("(: was expecting|: expected) .*");

  private JsonWords() {}

  /** {@return why Jackson refused a text, without the place in it} */
  public static String reason(JacksonException failure) {
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return "\"%s\" is not known here; known are %s."
          .formatted(
              unknown.getPropertyName(),
              unknown.getKnownPropertyIds().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", ")));
    }
    // a record's own check stands behind Jackson's words
    if (failure instanceof JsonMappingException mapping
        && failure.getCause() instanceof IllegalArgumentException own) {
      String path = path(mapping);
      return path.isEmpty() ? own.getMessage() : "\"%s\": %s".formatted(path, own.getMessage());
    }
    if (failure instanceof StreamConstraintsException) {
      return "It is nested too deeply, or a text or number in it is too long.";
    }
    if (failure instanceof JsonEOFException
        || failure.getOriginalMessage().startsWith("Unexpected end-of-input")) {
      return "It ends too early; a bracket, brace or quotation mark is not closed.";
    }
    if (failure instanceof ValueInstantiationException incomplete) {
      return what(incomplete) + " is not complete.";
    }
    if (failure.getOriginalMessage().startsWith("Trailing token")) {
      return "More stands behind its end; leave that out.";
    }
    if (failure instanceof MismatchedInputException mismatch) {
      return mismatch(mismatch);
    }
    String words = failure.getOriginalMessage().lines().findFirst().orElse("It is no JSON");
    return EXPECTED.matcher(words).replaceFirst("") + ".";
  }

  /** {@return where Jackson stopped, such as "line 3, column 5"; empty if that is not known} */
  public static String place(JacksonException failure) {
    JsonLocation at = failure.getLocation();
    return at == null ? "" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static String mismatch(MismatchedInputException mismatch) {
    String what = what(mismatch);
    if (mismatch instanceof InvalidNullException) {
      return "%s may not be null; leave it out.".formatted(what);
    }
    String needed = needed(mismatch.getTargetType());
    return mismatch instanceof InvalidFormatException wrong
        ? "%s is \"%s\"; it must be %s.".formatted(what, wrong.getValue(), needed)
        : "%s must be %s.".formatted(what, needed);
  }

  private static String what(JsonMappingException failure) {
    String path = path(failure);
    return path.isEmpty() ? "The whole" : "\"%s\"".formatted(path);
  }

  private static String path(JsonMappingException failure) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference part : failure.getPath()) {
      if (part.getFieldName() == null) {
        path.append('[').append(part.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part.getFieldName());
      }
    }
    return path.toString();
  }

  private static String needed(Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (type == Double.class || type == double.class) {
      return "a number";
    }
    if (Number.class.isAssignableFrom(type) || type == int.class || type == long.class) {
      return "a whole number that is not too large";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == String.class || type.isEnum()) {
      return "a text in quotation marks";
    }
    return Collection.class.isAssignableFrom(type) ? "a list, [ ]" : "an object, { }";
  }
}
