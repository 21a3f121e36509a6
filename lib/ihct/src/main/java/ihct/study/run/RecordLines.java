package ihct.study.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.evaluate.Reliability;
import ihct.files.Json;
import ihct.files.JsonWords;
import ihct.metrics.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** Writes and reads the lines of results.jsonl. */
final class RecordLines {

  private static final String SCHEMA = "schema";
  private static final String OPTIONS = "options";

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
    ObjectNode line = JsonNodeFactory.instance.objectNode().put(SCHEMA, RunRecord.SCHEMA);
    line.setAll(Json.tree(record));
    return Json.line(line);
  }

  /**
   * Reads a line of results.jsonl.
   *
   * @throws IllegalArgumentException if it is no record; the message names the file
   */
  static RunRecord parse(String line, Path file) throws IOException {
    try {
      JsonNode fields = Json.node(line);
      checkSchema(fields, file);
      Conditions conditions = Json.part(withOptions(fields), Conditions.class);
      return new RunRecord(
          fields.path("model").asText(),
          scores(fields, conditions.testRows()),
          Json.part(fields, Reliability.class),
          Json.part(fields, TrainingFigures.class),
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

  /** Before schema 3, options stood among the other fields, and no limit of a depth was null. */
  private static JsonNode withOptions(JsonNode fields) {
    if (fields.has(OPTIONS)) {
      return fields;
    }
    ObjectNode all = fields.deepCopy();
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

  private static Scores scores(JsonNode fields, long rows) throws IOException {
    return new Scores(
        rows,
        fields.path("invalidPaths").asLong(),
        fields.path("top1").asDouble(),
        fields.path("top5").asDouble(),
        fields.path("top10").asDouble(),
        fields.path("anyGenre").asDouble(),
        fields.path("macroF1").asDouble(),
        StreamSupport.stream(fields.path("tierAccuracy").spliterator(), false)
            .map(JsonNode::asDouble)
            .toList(),
        fields.path("logLoss").asDouble());
  }
}
