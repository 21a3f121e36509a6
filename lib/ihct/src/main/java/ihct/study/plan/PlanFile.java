package ihct.study.plan;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ihct.files.JsonWords;
import ihct.io.TextFile;
import ihct.metrics.Effect;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads plans: JSON, in which comments and a comma after the last element may stand. */
public final class PlanFile {

  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addMixIn(Effect.class, EffectInFiles.class)
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .build();

  /** Left out is as usual, but nothing in a plan is null, nor a half of what is counted. */
  private static final ObjectReader PLANS =
      MAPPER
          .copy()
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .readerFor(Plan.class);

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

  public static Plan parse(String source, String text) {
    try {
      checkFields(MAPPER.readTree(text));
      return PLANS.readValue(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "%s%s: %s".formatted(source, where(e), JsonWords.reason(e)), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(source, e.getMessage()), e);
    }
  }

  /** A misspelt field would first be missed as the right one, which says less. */
  private static void checkFields(JsonNode plan) {
    if (!plan.isObject()) {
      throw new IllegalArgumentException("A plan is an object, { }, with fields such as \"plan\".");
    }
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
}
