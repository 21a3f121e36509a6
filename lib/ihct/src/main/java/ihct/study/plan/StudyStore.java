package ihct.study.plan;

import ihct.evaluate.Measure;
import ihct.evaluate.Outcomes;
import ihct.files.Json;
import ihct.files.Target;
import ihct.io.JsonLines;
import ihct.io.TextFile;
import ihct.io.WholeFile;
import ihct.study.run.ResultFile;
import ihct.study.run.RunRecord;
import ihct.study.run.Trial;
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
  static final String TUNING = "tuning.jsonl";
  static final String ROWS = "rows";
  private static final String UNSEEN = "unseen";

  /** What has been answered so far. */
  public static final String VERDICT = "verdict.json";

  private final Path folder;
  private final ResultFile results;

  private StudyStore(Path folder) {
    this.folder = folder;
    results = new ResultFile(folder);
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
    StudyStore store = new StudyStore(folder);
    store.results.create();
    Files.createFile(folder.resolve(TUNING));
    WholeFile.replace(folder.resolve(PLAN), planText);
    return store;
  }

  /**
   * Takes over the folder of an earlier study.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static StudyStore reopen(Path folder) throws IOException {
    StudyStore store = open(folder);
    store.results.setTornLineAside();
    JsonLines.setTornLineAside(folder.resolve(TUNING));
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

  /**
   * All results so far.
   *
   * @throws IllegalArgumentException if one is no result, or of no study
   */
  public List<RunRecord> results() throws IOException {
    List<RunRecord> all = results.read();
    for (RunRecord record : all) {
      if (record.study() == null) {
        throw new IllegalArgumentException(
            "%s, line %d is the result of a run, not of a study; leave it out."
                .formatted(folder.resolve(ResultFile.NAME), all.indexOf(record) + 1));
      }
    }
    return all;
  }

  /** What tuning has chosen so far. */
  public List<Tuning> tunings() throws IOException {
    Path file = folder.resolve(TUNING);
    List<Tuning> tunings = new ArrayList<>();
    for (String line : JsonLines.read(file)) {
      tunings.add(Json.read("%s, line %d".formatted(file, tunings.size() + 1), line, Tuning.class));
    }
    return tunings;
  }

  public void save(Tuning tuning) throws IOException {
    JsonLines.append(folder.resolve(TUNING), List.of(Json.line(tuning)));
  }

  /** Keeps what came out, then the line that vouches for it. */
  public void save(Trial.Scored scored) throws IOException {
    scored.outcomes().write(rows(Cell.of(scored.record())));
    if (scored.unseen() != null) {
      Path unseen = unseen(Cell.of(scored.record()));
      Files.createDirectories(unseen.getParent());
      scored.unseen().write(unseen);
    }
    results.append(List.of(scored.record()));
  }

  private Path rows(Cell cell) {
    return folder.resolve(ROWS).resolve(cell.fileName());
  }

  private Path unseen(Cell cell) {
    return folder.resolve(ROWS).resolve(UNSEEN).resolve(cell.fileName());
  }

  /** Whether what came out for every song of a result is there. */
  boolean hasOutcomes(RunRecord record) {
    Cell cell = Cell.of(record);
    return Files.exists(rows(cell)) && (record.unseen() == null || Files.exists(unseen(cell)));
  }

  /** All that came out for every test song of a training. */
  public Outcomes outcomes(Cell cell) throws IOException {
    return Outcomes.read(rows(cell));
  }

  /** Some measures of it, or of songs of genres that were left out. */
  public Outcomes outcomes(Cell cell, String... measures) throws IOException {
    List<String> all = List.of(measures);
    return Outcomes.read(Measure.UNSEEN.containsAll(all) ? unseen(cell) : rows(cell), all);
  }

  /** Drops the results of trainings whose outcomes are gone, so that they are trained again. */
  private void dropLinesWithoutOutcomes() throws IOException {
    List<RunRecord> all = results();
    List<RunRecord> kept = all.stream().filter(this::hasOutcomes).toList();
    if (kept.size() < all.size()) {
      results.replace(kept);
    }
  }
}
