package ihct.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import ihct.linkage.Linkage;
import ihct.loading.LabelForm;
import ihct.loading.LabelMode;
import ihct.loading.SplitRule;
import ihct.metrics.Scores;
import ihct.models.FeatureEncoding;
import ihct.models.RateSchedule;
import java.io.IOException;
import java.nio.file.Path;

/** How values become JSON: enum constants as users write them, one line unless asked otherwise. */
final class Json {

  private static final String SCHEMA = "schema";
  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  private static JsonMapper mapper() {
    SimpleModule names = new SimpleModule();
    names.addSerializer(new NameSerializer());
    names.addDeserializer(Linkage.class, new NameDeserializer<>(Linkage.class));
    names.addDeserializer(TreeDistance.class, new NameDeserializer<>(TreeDistance.class));
    names.addDeserializer(LabelForm.class, new NameDeserializer<>(LabelForm.class));
    names.addDeserializer(LabelMode.class, new NameDeserializer<>(LabelMode.class));
    names.addDeserializer(SplitRule.class, new NameDeserializer<>(SplitRule.class));
    names.addDeserializer(ModelKind.class, new NameDeserializer<>(ModelKind.class));
    names.addDeserializer(Scale.class, new NameDeserializer<>(Scale.class));
    names.addDeserializer(FeatureEncoding.class, new NameDeserializer<>(FeatureEncoding.class));
    names.addDeserializer(RateSchedule.class, new NameDeserializer<>(RateSchedule.class));
    return JsonMapper.builder()
        .addModule(names)
        .addMixIn(Scores.class, ScoresInRecords.class)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
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

  private static final class NameSerializer extends StdSerializer<Enum<?>> {
    private NameSerializer() {
      super(Enum.class, false);
    }

    @Override
    public void serialize(Enum<?> value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Names.of(value));
    }
  }

  private static final class NameDeserializer<E extends Enum<E>> extends StdDeserializer<E> {
    private final Class<E> type;

    private NameDeserializer(Class<E> type) {
      super(type);
      this.type = type;
    }

    @Override
    public E deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return Names.parse(type, type.getSimpleName(), json.getText());
    }
  }

  /** The value as an object whose fields stand in the order of the record's components. */
  static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  static String line(Object value) throws IOException {
    return MAPPER.writeValueAsString(value);
  }

  /** A line of results.jsonl: the version of its schema, then the record's fields. */
  static String result(RunRecord record) throws IOException {
    ObjectNode line = MAPPER.createObjectNode().put(SCHEMA, RunRecord.SCHEMA);
    line.setAll(tree(record));
    return MAPPER.writeValueAsString(line);
  }

  static String pretty(Object value) throws IOException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }

  static void writePretty(Path file, Object value) throws IOException {
    ResultFile.replace(file, pretty(value));
  }

  /**
   * Reads a line of results.jsonl.
   *
   * @throws IllegalArgumentException if it is no record; the message names the file
   */
  static RunRecord record(String line, Path file) throws IOException {
    try {
      JsonNode fields = MAPPER.readTree(line);
      checkSchema(fields, file);
      Conditions conditions = part(fields, Conditions.class);
      return new RunRecord(
          fields.path("model").asText(),
          scores(fields, conditions.testRows()),
          part(fields, Reliability.class),
          part(fields, TrainingFigures.class),
          conditions);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s holds a line that is no record: %s Delete the file and train again."
              .formatted(file, JsonWords.reason(e)),
          e);
    }
  }

  /** Lines without a schema are of the first version, which had the same fields. */
  private static void checkSchema(JsonNode fields, Path file) {
    int schema = fields.path(SCHEMA).asInt(1);
    if (schema < 1 || schema > RunRecord.SCHEMA) {
      throw new IllegalArgumentException(
          "%s holds a result of schema %d; this version reads schemas 1 to %d. Use a newer version."
              .formatted(file, schema, RunRecord.SCHEMA));
    }
  }

  /** Takes those of a record's flat fields that belong to one of its parts. */
  private static <T> T part(JsonNode fields, Class<T> type) throws IOException {
    return MAPPER
        .readerFor(type)
        .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .readValue(fields);
  }

  private static Scores scores(JsonNode fields, long rows) throws IOException {
    return new Scores(
        rows,
        fields.path("invalidPaths").asLong(),
        fields.path("top1").asDouble(),
        fields.path("top5").asDouble(),
        fields.path("top10").asDouble(),
        fields.path("anyGenre").asDouble(),
        fields.path("macroF1").asDouble(),
        MAPPER.readerForListOf(Double.class).readValue(fields.path("tierAccuracy")),
        fields.path("logLoss").asDouble());
  }

  static <T> T read(Path file, Class<T> type) throws IOException {
    return read(file, TextFile.read(file), type);
  }

  /**
   * Reads a value from a text.
   *
   * @throws IllegalArgumentException if it is none; the message names the source
   */
  static <T> T read(Object source, String text, Class<T> type) {
    try {
      T value = MAPPER.readValue(text, type);
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
