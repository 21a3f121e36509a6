package ihct.study.plan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.files.Json;
import ihct.files.JsonWords;
import ihct.io.TextFile;
import ihct.io.WholeFile;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads and writes plans: JSON, in which comments and a comma after the last element may stand. */
public final class PlanFile {

  /** Where an arm is trained: left out it is everywhere, and empty nowhere. */
  private static final String NOWHERE = "on";

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
      checkFields(Json.node(text));
      return Json.parse(text, Plan.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "%s%s: %s".formatted(source, where(e), JsonWords.reason(e)), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(source, e.getMessage()), e);
    }
  }

  /** Reads a part of a plan, such as an arm. */
  static <T> T part(String source, JsonNode part, Class<T> type) {
    try {
      return Json.parse(part.toString(), type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("%s: %s".formatted(source, JsonWords.reason(e)), e);
    }
  }

  /**
   * Writes a plan.
   *
   * @param file the file; replaced if it exists
   * @param plan the plan
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Plan plan) throws IOException {
    WholeFile.replace(file, text(plan));
  }

  /**
   * Gives a plan as JSON, which {@link #parse} reads as an equal plan.
   *
   * @param plan the plan
   * @return its text, without what is empty
   */
  public static String text(Plan plan) {
    ObjectNode tree = Json.tree(plan);
    dropEmpty(tree);
    return tree.toPrettyString() + "\n";
  }

  private static void dropEmpty(JsonNode node) {
    node.forEach(PlanFile::dropEmpty);
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .removeIf(
              field ->
                  field.getValue().isNull()
                      || field.getValue().asText().isEmpty()
                          && field.getValue().isEmpty()
                          && !field.getKey().equals(NOWHERE));
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
    String at = JsonWords.place(failure);
    return at.isEmpty() || failure.getCause() instanceof IllegalArgumentException ? "" : ", " + at;
  }
}
