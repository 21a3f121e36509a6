package ihct.study.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.evaluate.Reliability;
import ihct.evaluate.UnseenScores;
import ihct.files.Json;
import ihct.metrics.Scores;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Writes and reads the lines of results.jsonl. */
final class RecordLines {

  private static final String SCHEMA = "schema";
  private static final String OPTIONS = "options";
  private static final String STUDY = "study";
  private static final String UNSEEN = "unseenRows";

  /** Stood flat in the lines of studies before schema 3. */
  private static final String ARM = "arm";

  /** What those lines do not tell, and a record cannot do without. */
  private static final String NOT_TOLD =
      "{\"minPerGenre\":0,\"tiers\":[],\"maxChildren\":0,\"features\":[],\"simulated\":false,\"rowsRead\":0,"
          + "\"testRowsWithTrainingTwin\":0,\"samplesPerSecond\":0,\"epochs\":0,\"peakHeapMiB\":0,"
          + "\"evaluateSeconds\":0,\"curve\":[]}";

  private static final List<String> FLAT_OPTIONS =
      List.of(
          "seed",
          "batch",
          "learningRate",
          "encoding",
          "bins",
          "units",
          "dropout",
          "smoothing",
          "rateSchedule",
          "tierWeight",
          "batchNorm",
          "forestTrees",
          "forestDepth",
          "forestFeatures",
          "forestLeastSongs");

  private RecordLines() {}

  /** A line of results.jsonl: the version of its schema, then the record's fields. */
  static String line(RunRecord record) throws IOException {
    return Json.line(fields(record));
  }

  /** {@return what such a line holds} */
  static ObjectNode fields(RunRecord record) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put(SCHEMA, RunRecord.SCHEMA);
    return line.setAll(Json.tree(record));
  }

  /**
   * Reads a line of results.jsonl.
   *
   * @throws JsonProcessingException if it is no record
   * @throws IllegalArgumentException if it is one of a later version
   */
  static RunRecord parse(String line) throws IOException {
    JsonNode fields = Json.node(line);
    requireObject(fields, "it");
    checkSchema(fields);
    fields = withOptions(fields.has(ARM) ? ofFirstStudies(fields) : fields);
    Conditions conditions = Json.part(fields, Conditions.class);
    return new RunRecord(
        fields.path("model").asText(),
        scores(fields, conditions.testRows()),
        Json.part(fields, Reliability.class),
        Json.part(fields, TrainingFigures.class),
        conditions,
        fields.has(UNSEEN) ? Json.part(fields, UnseenScores.class) : null,
        fields.has(STUDY) ? Json.part(fields.get(STUDY), StudyPart.class) : null);
  }

  private static void requireObject(JsonNode node, String what) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(what + " must be an object, { }.");
    }
  }

  /** Lines without a schema are of the first version, which had the same fields. */
  static int schema(JsonNode fields) {
    return fields.has(SCHEMA) ? fields.get(SCHEMA).asInt() : 1;
  }

  private static void checkSchema(JsonNode fields) {
    int schema = schema(fields);
    if (schema < 1 || schema > RunRecord.SCHEMA) {
      throw new IllegalArgumentException(
          "it has schema %s, and schemas 1 to %d are known. Use a newer version."
              .formatted(fields.get(SCHEMA).asText(), RunRecord.SCHEMA));
    }
  }

  /** Before schema 3, options stood among the other fields, and no limit of a depth was null. */
  private static ObjectNode withOptions(JsonNode fields) {
    ObjectNode all = fields.deepCopy();
    if (fields.has(OPTIONS)) {
      return all;
    }
    ObjectNode options = all.putObject(OPTIONS);
    for (String name : FLAT_OPTIONS) {
      JsonNode value = fields.path(name);
      if (value.isNull() && name.equals("forestDepth") && fields.hasNonNull("forestTrees")) {
        options.put(name, "none");
      } else if (!value.isMissingNode() && !value.isNull()) {
        options.set(name, value);
      }
    }
    return all;
  }

  /**
   * Before schema 3, studies had lines of their own: scores in an object, and of the songs and the
   * tree no more than their names.
   */
  private static ObjectNode ofFirstStudies(JsonNode fields) throws IOException {
    requireObject(fields.path("scores"), "\"scores\"");
    StudyPart study = Json.part(withTrees(fields), StudyPart.class);
    ObjectNode all = Json.node(NOT_TOLD).deepCopy();
    all.setAll((ObjectNode) fields.get("scores"));
    all.setAll(((ObjectNode) fields.deepCopy()).remove(List.of("scores", "bestEpoch")));
    if (fields.path("bestEpoch").asInt() > 0) {
      all.set("bestEpoch", fields.get("bestEpoch"));
    }
    if (fields.path(OPTIONS).isNull()) {
      all.putObject(OPTIONS);
    }
    all.put("data", fields.path("source").asText());
    all.put("model", study.label());
    all.set(STUDY, Json.tree(study));
    return all;
  }

  private static JsonNode withTrees(JsonNode fields) {
    ObjectNode all = fields.deepCopy();
    all.set("trees", fields.path("scores").path("trees"));
    return all;
  }

  private static Scores scores(JsonNode fields, long rows) throws IOException {
    return new Scores(
        rows,
        fields.path("invalidPaths").asLong(),
        number(fields.path("top1"), "top1"),
        number(fields.path("top5"), "top5"),
        number(fields.path("top10"), "top10"),
        number(fields.path("anyGenre"), "anyGenre"),
        number(fields.path("macroF1"), "macroF1"),
        StreamSupport.stream(fields.path("tierAccuracy").spliterator(), false)
            .map(share -> number(share, "tierAccuracy"))
            .toList(),
        number(fields.path("logLoss"), "logLoss"));
  }

  /** Of a model that answers with one genre alone some are not known. */
  private static double number(JsonNode value, String name) {
    if (!value.isNumber() && !value.asText().equals("NaN")) {
      throw new IllegalArgumentException("\"%s\" must be a number.".formatted(name));
    }
    return value.asDouble();
  }
}
