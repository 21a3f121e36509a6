package ihct.files;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import ihct.io.WholeFile;
import ihct.metrics.Scores;
import ihct.models.Kind;
import ihct.models.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The one way in which values become JSON and are read again: enum constants and kinds of models as
 * users write them, one line unless asked otherwise. Comments, and a comma after the last element,
 * may stand in what is read, as people write plans; nothing may be named twice, be null in a list,
 * or be half of what is counted.
 */
public final class Json {

  private static final JsonMapper MAPPER = mapper();

  /** For files that people do not write, so that no line and column need be told. */
  private static final JsonMapper FIELDS_FIRST =
      MAPPER
          .rebuild()
          .addModule(new SimpleModule("fields").setDeserializerModifier(new FieldsFirst()))
          .build();

  private Json() {}

  private static JsonMapper mapper() {
    SimpleModule names = new SimpleModule();
    names.addSerializer(new TextSerializer<Enum<?>>(Enum.class, Names::of));
    names.addSerializer(new TextSerializer<>(Kind.class, Kind::name));
    SimpleDeserializers deserializers =
        new SimpleDeserializers() {
          @Override
          @SuppressWarnings({"unchecked", "rawtypes"}) // the type is an enum
          public JsonDeserializer<?> findEnumDeserializer(
              Class<?> type, DeserializationConfig config, BeanDescription description) {
            return new TextDeserializer(
                type, text -> Names.parse((Class) type, type.getSimpleName(), (String) text));
          }
        };
    deserializers.addDeserializer(Kind.class, new TextDeserializer<>(Kind.class, Kinds::of));
    names.setDeserializers(deserializers);
    return JsonMapper.builder()
        .addModule(names)
        .addMixIn(Scores.class, ScoresInRecords.class)
        .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE) // what follows from the fields
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
        .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
        .build();
  }

  /**
   * In a record the number of rows stands under its part's name, and rows without an answer are
   * called after their only cause: a greedy path that leaves the tree.
   */
  @JsonPropertyOrder({
    "top1",
    "top5",
    "top10",
    "anyGenre",
    "macroF1",
    "tierAccuracy",
    "logLoss",
    "invalidPaths"
  })
  private interface ScoresInRecords {
    @JsonIgnore
    long rows();

    @JsonProperty("invalidPaths")
    long unanswered();
  }

  /** Writes a value as a text. */
  private static final class TextSerializer<T> extends StdSerializer<T> {

    private final transient Function<T, String> text;

    private TextSerializer(Class<?> type, Function<T, String> text) {
      super(type, false);
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(text.apply(value));
    }
  }

  /** Reads a value from a text. */
  private static final class TextDeserializer<T> extends StdDeserializer<T> {

    private final transient Function<String, T> value;

    private TextDeserializer(Class<T> type, Function<String, T> value) {
      super(type);
      this.value = value;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return value.apply(json.getText());
    }
  }

  /** The value as an object whose fields stand in the order of the record's components. */
  public static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The value as JSON of whatever form. */
  public static JsonNode value(Object value) {
    return MAPPER.valueToTree(value);
  }

  public static String line(Object value) throws IOException {
    return MAPPER.writeValueAsString(value);
  }

  public static String pretty(Object value) throws IOException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }

  public static void writePretty(Path file, Object value) throws IOException {
    WholeFile.replace(file, pretty(value));
  }

  /**
   * Takes those of an object's flat fields that belong to one type.
   *
   * @throws JsonProcessingException if they do not fit
   */
  public static <T> T part(JsonNode fields, Class<T> type) throws IOException {
    return MAPPER
        .readerFor(type)
        .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .readValue(fields);
  }

  /**
   * Reads a text as a tree of values.
   *
   * @throws JsonProcessingException if it is no JSON
   */
  public static JsonNode node(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /**
   * Reads a value from a text.
   *
   * @throws JsonProcessingException if it is none; {@link JsonWords} says why
   */
  public static <T> T parse(String text, Class<T> type) throws JsonProcessingException {
    return MAPPER.readValue(text, type);
  }

  /**
   * Reads a value from a text.
   *
   * @throws IllegalArgumentException if it is none; the message names the source
   */
  public static <T> T read(Object source, String text, Class<T> type) {
    try {
      T value = FIELDS_FIRST.readValue(text, type);
      if (value == null) {
        throw new IllegalArgumentException("it holds null alone.");
      }
      return value;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String reason =
          e instanceof JsonProcessingException json ? JsonWords.reason(json) : e.getMessage();
      throw new IllegalArgumentException(
          "%s cannot be understood: %s It must be as a run wrote it.".formatted(source, reason), e);
    }
  }
}
