package ihct.study.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import ihct.files.Json;
import ihct.files.JsonWords;
import ihct.io.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The results.jsonl of a run or a study: a line per trained model, written as soon as it has been
 * measured, so that what breaks off keeps what it has.
 */
public final class ResultFile {

  public static final String NAME = "results.jsonl";

  private final Path file;

  /**
   * Names the file.
   *
   * @param folder of the run or study
   */
  public ResultFile(Path folder) {
    this(folder, NAME);
  }

  /** Names a file of a part of a study. */
  public ResultFile(Path folder, String name) {
    file = folder.resolve(name);
  }

  public Path path() {
    return file;
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /** Makes an empty one. */
  public void create() throws IOException {
    Files.createFile(file);
  }

  /** Adds lines at once, and waits until they are on the disk. */
  public void append(List<RunRecord> records) throws IOException {
    JsonLines.append(file, lines(records));
  }

  /** Writes all lines anew. */
  public void replace(List<RunRecord> records) throws IOException {
    JsonLines.replace(file, lines(records));
  }

  /** {@return a result as a line, without its end} */
  public static String line(RunRecord record) throws IOException {
    return RecordLines.line(record);
  }

  /**
   * Reads a line of this version or an earlier one.
   *
   * @throws JsonProcessingException if it is no result
   * @throws IllegalArgumentException if it is one of a later version
   */
  public static RunRecord parse(String line) throws IOException {
    return RecordLines.parse(line);
  }

  private static List<String> lines(List<RunRecord> records) throws IOException {
    List<String> lines = new ArrayList<>();
    for (RunRecord record : records) {
      lines.add(line(record));
    }
    return lines;
  }

  /**
   * Reads all lines, be they of this version or an earlier one.
   *
   * @throws IllegalArgumentException if one is no result; the message names file and line
   */
  public List<RunRecord> read() throws IOException {
    List<RunRecord> records = new ArrayList<>();
    for (String line : JsonLines.read(file)) {
      try {
        records.add(parse(line));
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s, line %d is no result that this version reads: %s"
                .formatted(
                    file,
                    records.size() + 1,
                    e instanceof JsonProcessingException json
                        ? JsonWords.reason(json)
                        : e.getMessage()),
            e);
      }
    }
    return records;
  }

  /**
   * What a reader of the results must know besides, line by line; mostly nothing.
   *
   * @return that the last line was cut off, or that an earlier version wrote some
   */
  public List<String> remarks() throws IOException {
    List<String> remarks = new ArrayList<>();
    if (JsonLines.isTorn(file)) {
      remarks.add(
          "%s: the last line was cut off while it was written, and is left out; --resume trains its model again."
              .formatted(file));
    }
    Set<Integer> earlier = new TreeSet<>();
    for (String line : JsonLines.read(file)) {
      earlier.add(RecordLines.schema(Json.node(line)));
    }
    earlier.remove(RunRecord.SCHEMA);
    if (!earlier.isEmpty()) {
      remarks.add(
          "%s: an earlier version wrote results of schema %s, and this one writes schema %d; what they do not tell counts as usual."
              .formatted(
                  file,
                  earlier.stream().map(String::valueOf).collect(Collectors.joining(" and ")),
                  RunRecord.SCHEMA));
    }
    return remarks;
  }

  /** Sets a last line aside that was cut off while it was written; tells where it is then. */
  public Optional<Path> setTornLineAside() throws IOException {
    return JsonLines.setTornLineAside(file);
  }
}
