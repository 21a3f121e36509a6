package ihct.study.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.data.SongData;
import ihct.files.CsvText;
import ihct.files.Json;
import ihct.files.RunLock;
import ihct.files.Target;
import ihct.io.WholeFile;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.ModelWriter;
import ihct.models.SavableClassifier;
import ihct.tree.TreeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
public final class RunFolder {

  public static final String SETTINGS = "run.json";
  static final String TABLE = "results.csv";
  static final String REPORT = "report.html";
  static final String MODELS = "models";
  static final String CHECKPOINTS = "checkpoints";

  /** The training curve has no place in a table. */
  private static final String CURVE = "curve";

  private final Path folder;
  private final ResultFile results;

  private RunFolder(Path folder) {
    this.folder = folder;
    results = new ResultFile(folder);
  }

  /**
   * Refuses a folder that holds something, before any time is spent.
   *
   * @throws IllegalArgumentException if there are files and {@code force} is false
   */
  static void check(Path folder, boolean force) throws IOException {
    Target.requireFolder(folder);
    if (!force && Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.anyMatch(file -> !file.endsWith(RunLock.FILE))) {
          throw new IllegalArgumentException(
              folder
                  + " is not empty; choose another --out, go on with its run by --resume, or pass"
                  + " --force to replace it.");
        }
      }
    }
  }

  /** Makes the folder and removes the files of an earlier run, and no others. */
  public static RunFolder create(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name :
        List.of(
            SETTINGS,
            ResultFile.NAME,
            TABLE,
            REPORT,
            TreeFiles.JSON,
            TreeFiles.NEWICK,
            TreeFiles.NPY,
            TreeFiles.PATHS,
            TreeFiles.LEVELS,
            TreeFiles.TIERS)) {
      Files.deleteIfExists(folder.resolve(name));
    }
    for (Kind kind : Kinds.all()) {
      Files.deleteIfExists(modelFile(folder, kind.name()));
    }
    deleteFolder(folder.resolve(CHECKPOINTS));
    RunFolder run = new RunFolder(folder);
    run.results.create();
    return run;
  }

  /** Takes over the folder of an earlier run, with all that is in it. */
  public static RunFolder reopen(Path folder) {
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

  public Path path() {
    return folder;
  }

  Path report() {
    return folder.resolve(REPORT);
  }

  /**
   * Saves a trained model with what new rows need to be read as its own were; one that cannot be
   * saved leaves no file.
   */
  public void save(String name, GenreClassifier model, SavedRun run) throws IOException {
    Path file = modelFile(folder, name);
    if (model instanceof SavableClassifier savable) {
      Files.createDirectories(file.getParent());
      ModelWriter.write(file, savable, Map.of(SETTINGS, Json.pretty(run)));
    } else {
      Files.deleteIfExists(file);
    }
  }

  /** Where a model stands, by its kind's name or that of a guest. */
  public static Path modelFile(Path runFolder, String name) {
    return runFolder.resolve(MODELS).resolve(name + ".zip");
  }

  /** Where a model's training leaves its state. */
  Path checkpoints(Kind kind) {
    return folder.resolve(CHECKPOINTS).resolve(kind.name());
  }

  /** Deletes the state of a training that has ended. */
  void deleteCheckpoints(Kind kind) throws IOException {
    deleteFolder(checkpoints(kind));
    try (Stream<Path> others = Files.list(folder.resolve(CHECKPOINTS))) {
      if (others.findAny().isPresent()) {
        return;
      }
    } catch (NoSuchFileException e) {
      return;
    }
    Files.delete(folder.resolve(CHECKPOINTS));
  }

  /** The results so far. */
  public ResultFile results() {
    return results;
  }

  /** Writes results.jsonl, results.csv and the report anew. */
  public void replaceRecords(List<RunRecord> records, SongData dataset) throws IOException {
    results.replace(records);
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
    WholeFile.replace(folder.resolve(TABLE), csv);
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
          .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
          .collect(Collectors.joining(";"));
    }
    return value.asText();
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
