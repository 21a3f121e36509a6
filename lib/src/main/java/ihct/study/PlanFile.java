package ihct.study;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ihct.experiment.TextFile;
import ihct.metrics.Effect;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads plans: JSON, in which comments and a comma after the last element may stand. */
public final class PlanFile {

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addMixIn(Effect.class, EffectInFiles.class)
          .build();

  /** What follows from an effect is not written beside it. */
  private interface EffectInFiles {
    @JsonIgnore
    boolean isShown();
  }

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
    return parse(file.toString(), TextFile.read(file));
  }

  static Plan parse(String source, String text) {
    try {
      checkFields(MAPPER.readTree(text));
      return MAPPER.readValue(text, Plan.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("%s%s: %s".formatted(source, where(e), reason(e)), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(source, e.getMessage()), e);
    }
  }

  /** A misspelt field would first be missed as the right one, which says less. */
  private static void checkFields(JsonNode plan) {
    List<String> known =
        Arrays.stream(Plan.class.getRecordComponents()).map(RecordComponent::getName).toList();
    for (Map.Entry<String, JsonNode> field : plan.properties()) {
      if (!known.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "\"%s\" is no field of a plan; known are %s."
                .formatted(field.getKey(), String.join(", ", known)));
      }
    }
  }

  /** Our own checks look at a whole, whose end is no place to look for the fault. */
  private static String where(JacksonException failure) {
    JsonLocation at = failure.getLocation();
    return at == null || failure.getCause() instanceof IllegalArgumentException
        ? ""
        : ", line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
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
