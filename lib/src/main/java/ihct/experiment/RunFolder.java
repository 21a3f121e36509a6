package ihct.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The files a run leaves behind. Results are written as soon as a model has finished, so that a run
 * that breaks off keeps what it has.
 */
final class RunFolder {

  static final String SETTINGS = "run.json";
  static final String RESULTS = "results.jsonl";
  static final String TABLE = "results.csv";
  static final String REPORT = "report.html";
  static final String MODELS = "models";

  /** The training curve has no place in a table. */
  private static final String CURVE = "curve";

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Refuses a folder that holds something, before any time is spent.
   *
   * @throws IllegalArgumentException if there are files and {@code force} is false
   */
  static void check(Path folder, boolean force) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder + " is a file; results need a folder. Choose another --out.");
    }
    if (!force && Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new IllegalArgumentException(
              folder + " is not empty; choose another --out, or pass --force to replace its run.");
        }
      }
    }
  }

  /** Makes the folder and removes the files of an earlier run, and no others. */
  static RunFolder create(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name :
        List.of(
            SETTINGS, RESULTS, TABLE, REPORT, TreeFiles.JSON, TreeFiles.NEWICK, TreeFiles.TIERS)) {
      Files.deleteIfExists(folder.resolve(name));
    }
    for (String result : ModelKind.names()) {
      deleteFolder(folder.resolve(MODELS).resolve(result));
    }
    Files.createFile(folder.resolve(RESULTS));
    return new RunFolder(folder);
  }

  /** Takes over the folder of an earlier run, with all that is in it. */
  static RunFolder reopen(Path folder) {
    return new RunFolder(folder);
  }

  /** Deletes a folder with its files, if it is there. */
  static void deleteFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  Path path() {
    return folder;
  }

  Path report() {
    return folder.resolve(REPORT);
  }

  /** An empty folder for a trained model. */
  Path newModelFolder(ModelKind kind) throws IOException {
    return Files.createDirectories(modelFolder(folder, kind));
  }

  static Path modelFolder(Path runFolder, ModelKind kind) {
    return runFolder.resolve(MODELS).resolve(Names.of(kind));
  }

  /** Adds a line to results.jsonl. */
  void append(RunRecord record) throws IOException {
    Files.writeString(folder.resolve(RESULTS), Json.line(record) + "\n", StandardOpenOption.APPEND);
  }

  /** Reads results.jsonl. */
  List<RunRecord> records() throws IOException {
    List<RunRecord> records = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(RESULTS))) {
      records.add(Json.record(line, folder.resolve(RESULTS)));
    }
    return records;
  }

  /** Writes results.jsonl, results.csv and the report anew. */
  void replaceRecords(List<RunRecord> records, Dataset dataset) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (RunRecord record : records) {
      lines.append(Json.line(record)).append('\n');
    }
    Path fresh = folder.resolve(RESULTS + ".new");
    Files.writeString(fresh, lines);
    Files.move(fresh, folder.resolve(RESULTS), StandardCopyOption.REPLACE_EXISTING);
    writeTable(records);
    HtmlReport.write(report(), dataset, records);
  }

  /** Writes results.csv anew: a column per field of the records, lists joined by semicolons. */
  void writeTable(List<RunRecord> records) throws IOException {
    StringBuilder csv = new StringBuilder();
    for (RunRecord record : records) {
      ObjectNode fields = Json.tree(record);
      fields.remove(CURVE);
      if (csv.isEmpty()) {
        List<String> header = new ArrayList<>();
        fields.fieldNames().forEachRemaining(header::add);
        csv.append(CsvText.line(header));
      }
      csv.append(
          CsvText.line(
              fields.properties().stream().map(Map.Entry::getValue).map(RunFolder::cell).toList()));
    }
    Files.writeString(folder.resolve(TABLE), csv);
  }

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(";"));
    }
    if (value.isObject()) {
      return value.properties().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue().asText())
          .collect(Collectors.joining(";"));
    }
    return value.asText();
  }
}
