package ihct.study;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads plans: JSON, in which comments and a comma after the last element may stand. */
public final class PlanFile {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private PlanFile() {}

  /**
   * Reads a plan.
   *
   * @param file the plan
   * @return the plan, checked
   * @throws IllegalArgumentException if it is none; the message says where and what to do
   * @throws IOException if the file cannot be read
   */
  public static Plan read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  static Plan parse(String source, String text) {
    try {
      return MAPPER.readValue(text, Plan.class);
    } catch (JacksonException e) {
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : ", line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
      throw new IllegalArgumentException("%s%s: %s".formatted(source, where, reason(e)), e);
    }
  }

  private static String reason(JacksonException failure) {
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return "\"%s\" is not known here; known are %s."
          .formatted(
              unknown.getPropertyName(),
              unknown.getKnownPropertyIds().stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", ")));
    }
    // a record's own check stands behind Jackson's words
    Throwable cause = failure.getCause();
    if (failure instanceof JsonMappingException && cause instanceof IllegalArgumentException) {
      return cause.getMessage();
    }
    return failure.getOriginalMessage().lines().findFirst().orElse("it is no JSON");
  }
}
