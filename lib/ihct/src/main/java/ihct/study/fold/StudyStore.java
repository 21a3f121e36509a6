package ihct.study.fold;

import com.fasterxml.jackson.core.JacksonException;
import ihct.evaluate.Outcomes;
import ihct.files.Json;
import ihct.files.JsonWords;
import ihct.files.Target;
import ihct.io.JsonLines;
import ihct.io.TextFile;
import ihct.io.WholeFile;
import ihct.study.plan.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a study: its plan, a line of results.jsonl for every training, what came out for
 * every test song, and what tuning chose. A line is written when its training has been measured, so
 * a study that breaks off keeps what it has.
 */
public final class StudyStore {

  public static final String PLAN = "plan.json";
  static final String EARLIER_PLAN = "plan-%d.json";
  static final String RESULTS = "results.jsonl";
  static final String TUNING = "tuning.jsonl";
  static final String ROWS = "rows";

  /** What has been answered so far. */
  public static final String VERDICT = "verdict.json";

  private final Path folder;

  private StudyStore(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder.
   *
   * @throws IllegalArgumentException if something is in it
   */
  public static StudyStore create(Path folder, String planText) throws IOException {
    Target.requireFolder(folder);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.anyMatch(file -> !file.getFileName().toString().startsWith("."))) {
          throw new IllegalArgumentException(
              folder + " is not empty; choose another --out, or go on with its study by --resume.");
        }
      }
    }
    Files.createDirectories(folder.resolve(ROWS));
    for (String name : List.of(RESULTS, TUNING)) {
      Files.createFile(folder.resolve(name));
    }
    WholeFile.replace(folder.resolve(PLAN), planText);
    return new StudyStore(folder);
  }

  /**
   * Takes over the folder of an earlier study.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static StudyStore reopen(Path folder) throws IOException {
    StudyStore store = open(folder);
    for (String name : List.of(RESULTS, TUNING)) {
      JsonLines.setTornLineAside(folder.resolve(name));
    }
    store.dropLinesWithoutOutcomes();
    return store;
  }

  /** Opens a study to read it. */
  public static StudyStore open(Path folder) {
    if (!Files.exists(folder.resolve(PLAN))) {
      throw new IllegalArgumentException(folder + " holds no study: there is no " + PLAN + ".");
    }
    return new StudyStore(folder);
  }

  /** Goes on by another plan, and keeps those before it. */
  public void change(String planText) throws IOException {
    WholeFile.replace(folder.resolve(EARLIER_PLAN.formatted(earlierPlans() + 1)), planText());
    WholeFile.replace(folder.resolve(PLAN), planText);
  }

  /** How many plans the study has gone by before the one that it goes by now. */
  public int earlierPlans() {
    int count = 0;
    while (Files.exists(folder.resolve(EARLIER_PLAN.formatted(count + 1)))) {
      count++;
    }
    return count;
  }

  /** Whether anything has been answered. */
  public boolean hasVerdict() {
    return Files.exists(folder.resolve(VERDICT));
  }

  public String planText() throws IOException {
    return TextFile.read(folder.resolve(PLAN));
  }

  public Path path() {
    return folder;
  }

  /** All results so far. */
  public List<CellRecord> results() throws IOException {
    return lines(RESULTS, CellRecord.class);
  }

  /** What tuning has chosen so far. */
  public List<Tuning> tunings() throws IOException {
    return lines(TUNING, Tuning.class);
  }

  private <T> List<T> lines(String name, Class<T> type) throws IOException {
    Path file = folder.resolve(name);
    List<T> values = new ArrayList<>();
    int number = 0;
    for (String line : JsonLines.read(file)) {
      number++;
      try {
        values.add(Json.parse(line, type));
      } catch (JacksonException e) {
        throw new IllegalArgumentException(
            "%s, line %d is no result of this version: %s"
                .formatted(file, number, JsonWords.reason(e)),
            e);
      }
    }
    return values;
  }

  public void save(Tuning tuning) throws IOException {
    append(TUNING, tuning);
  }

  /** Keeps what came out, then the line that vouches for it. */
  public void save(CellRecord record, Outcomes outcomes) throws IOException {
    outcomes.write(rows(record.cell()));
    append(RESULTS, record);
  }

  private void append(String name, Object value) throws IOException {
    JsonLines.append(folder.resolve(name), List.of(Json.line(value)));
  }

  private Path rows(Cell cell) {
    return folder.resolve(ROWS).resolve(cell.fileName());
  }

  /** Whether what came out for every test song of a training is there. */
  boolean hasOutcomes(Cell cell) {
    return Files.exists(rows(cell));
  }

  /** All that came out for every test song of a training. */
  public Outcomes outcomes(Cell cell) throws IOException {
    return Outcomes.read(rows(cell));
  }

  /** Some measures of it. */
  public Outcomes outcomes(Cell cell, String... measures) throws IOException {
    return Outcomes.read(rows(cell), List.of(measures));
  }

  /** Drops the results of trainings whose outcomes are gone, so that they are trained again. */
  private void dropLinesWithoutOutcomes() throws IOException {
    List<CellRecord> all = results();
    if (all.stream().allMatch(record -> hasOutcomes(record.cell()))) {
      return;
    }
    List<String> kept = new ArrayList<>();
    for (CellRecord record : all) {
      if (hasOutcomes(record.cell())) {
        kept.add(Json.line(record));
      }
    }
    JsonLines.replace(folder.resolve(RESULTS), kept);
  }
}
