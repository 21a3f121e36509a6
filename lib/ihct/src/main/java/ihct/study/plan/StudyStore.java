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
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
    this(folder, ResultFile.NAME);
  }

  private StudyStore(Path folder, String results) {
    this.folder = folder;
    this.results = new ResultFile(folder, results);
  }

  /**
   * Makes the folder.
   *
   * @throws IllegalArgumentException if something is in it
   */
  public static StudyStore create(Path folder, String planText) throws IOException {
    requireEmpty(folder);
    Files.createDirectories(folder);
    WholeFile.replace(folder.resolve(PLAN), planText); // first: then it can be gone on with
    return reopen(folder);
  }

  private static void requireEmpty(Path folder) throws IOException {
    Target.requireFolder(folder);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.anyMatch(file -> !file.getFileName().toString().startsWith("."))) {
          throw new IllegalArgumentException(
              folder + " is not empty; choose another --out, or go on with its study by --resume.");
        }
      }
    }
  }

  /**
   * Joins a study that is done in parts, or begins it: the part writes its results to a file of its
   * own, and the plan if no other part has.
   *
   * @throws IllegalArgumentException if the folder has another plan, or parts of another number
   */
  public static StudyStore join(Path folder, String planText, Shard shard) throws IOException {
    StudyStore store = new StudyStore(folder, shard.results());
    if (!Files.exists(folder.resolve(PLAN))) {
      store.begin(planText);
    }
    if (!PlanFile.parse(PLAN, store.planText()).equals(PlanFile.parse("the plan", planText))) {
      throw new IllegalArgumentException(
          "%s goes by another plan, its %s: parts of a study have one. Change it by --tune-only, or choose another --out."
              .formatted(folder, PLAN));
    }
    for (Shard other : store.shards()) {
      if (other.count() != shard.count()) {
        throw new IllegalArgumentException(
            "%s holds part %s of a study, and this is part %s. End it in %d parts and --merge them, or take %s away."
                .formatted(folder, other, shard, other.count(), other.results()));
      }
    }
    Files.createDirectories(folder.resolve(ROWS));
    if (store.results.exists()) {
      store.results.setTornLineAside();
      store.dropLinesWithoutOutcomes();
    }
    return store;
  }

  /** Writes the plan into a folder where parts that start at once may do so as well. */
  private void begin(String planText) throws IOException {
    try {
      requireEmpty(folder);
    } catch (IllegalArgumentException e) {
      if (Files.exists(folder.resolve(PLAN))) {
        return; // written just now
      }
      throw e;
    }
    Files.createDirectories(folder);
    Path fresh = folder.resolve(".plan-" + UUID.randomUUID()); // containers share numbers
    WholeFile.replace(fresh, planText);
    try {
      Files.createLink(folder.resolve(PLAN), fresh);
    } catch (FileAlreadyExistsException e) {
      return; // another part was first
    } catch (UnsupportedOperationException | FileSystemException e) { // no links there
      WholeFile.replace(folder.resolve(PLAN), planText);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** The parts whose results stand in files of their own, in their order. */
  public List<Shard> shards() throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content
          .map(file -> Shard.ofResults(file.getFileName().toString()))
          .flatMap(Optional::stream)
          .sorted(Comparator.comparingInt(Shard::count).thenComparingInt(Shard::index))
          .toList();
    }
  }

  /**
   * Joins all parts, and brings the results of the study into an order.
   *
   * @param order of all trainings
   */
  public void merge(List<Cell> order) throws IOException {
    List<Shard> parts = shards();
    List<RunRecord> all = new ArrayList<>(results());
    Map<Cell, Integer> place = new HashMap<>();
    order.forEach(cell -> place.put(cell, place.size()));
    all.sort(Comparator.comparingInt(record -> place.getOrDefault(Cell.of(record), -1)));
    results.replace(all);
    for (Shard part : parts) { // their lines are on the disk
      Files.delete(folder.resolve(part.results()));
      for (int other = 0; other < part.count(); other++) {
        Files.deleteIfExists(folder.resolve(new Shard(other, part.count()).lock()));
      }
    }
  }

  /**
   * Takes over the folder of an earlier study.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static StudyStore reopen(Path folder) throws IOException {
    StudyStore store = open(folder);
    Files.createDirectories(folder.resolve(ROWS));
    if (!Files.exists(store.results.path())) {
      store.results.create();
    }
    store.results.setTornLineAside();
    if (!Files.exists(folder.resolve(TUNING))) {
      Files.createFile(folder.resolve(TUNING));
    }
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
   * All results so far, those of its parts among them.
   *
   * @throws IllegalArgumentException if one is no result, or of no study, or two are of the same
   *     training
   */
  public List<RunRecord> results() throws IOException {
    List<ResultFile> files = new ArrayList<>(List.of(new ResultFile(folder)));
    for (Shard part : shards()) {
      files.add(new ResultFile(folder, part.results()));
    }
    Map<Cell, RunRecord> all = new LinkedHashMap<>();
    Map<Cell, Path> from = new HashMap<>();
    for (ResultFile file : files) {
      for (RunRecord record : file.exists() ? read(file) : List.<RunRecord>of()) {
        Cell cell = Cell.of(record);
        RunRecord other = all.putIfAbsent(cell, record);
        Path first = from.putIfAbsent(cell, file.path());
        if (other != null && !other.equals(record)) {
          throw new IllegalArgumentException(
              "%s has two results, in %s and in %s. Take one of the lines out, and see that the table in rows/ is of the other."
                  .formatted(cell, first, file.path()));
        }
      }
    }
    return List.copyOf(all.values());
  }

  private static List<RunRecord> read(ResultFile file) throws IOException {
    List<RunRecord> all = file.read();
    for (RunRecord record : all) {
      if (record.study() == null) {
        throw new IllegalArgumentException(
            "%s, line %d is the result of a run, not of a study; leave it out."
                .formatted(file.path(), all.indexOf(record) + 1));
      }
    }
    return all;
  }

  /** What tuning has chosen so far. */
  public List<Tuning> tunings() throws IOException {
    Path file = folder.resolve(TUNING);
    List<Tuning> tunings = new ArrayList<>();
    if (!Files.exists(file)) {
      return tunings; // of parts that need none
    }
    for (String line : JsonLines.read(file)) {
      tunings.add(Json.read("%s, line %d".formatted(file, tunings.size() + 1), line, Tuning.class));
    }
    return tunings;
  }

  public void save(Tuning tuning) throws IOException {
    JsonLines.append(folder.resolve(TUNING), List.of(Json.line(tuning)));
  }

  /** Keeps what came out, then the line that vouches for it. */
  public void save(CellResult result) throws IOException {
    Cell cell = result.cell();
    WholeFile.replace(rows(cell), result.outcomes());
    if (result.unseen() != null) {
      Path unseen = unseen(cell);
      Files.createDirectories(unseen.getParent());
      WholeFile.replace(unseen, result.unseen());
    }
    if (!results.exists()) { // of a part
      results.create();
    }
    results.append(List.of(result.record()));
  }

  private Path rows(Cell cell) {
    return folder.resolve(ROWS).resolve(cell.fileName());
  }

  private Path unseen(Cell cell) {
    return folder.resolve(ROWS).resolve(UNSEEN).resolve(cell.fileName());
  }

  /** Whether what came out for every song of a result is there. */
  public boolean hasOutcomes(RunRecord record) {
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
    List<RunRecord> all = read(results);
    List<RunRecord> kept = all.stream().filter(this::hasOutcomes).toList();
    if (kept.size() < all.size()) {
      results.replace(kept);
    }
  }
}
