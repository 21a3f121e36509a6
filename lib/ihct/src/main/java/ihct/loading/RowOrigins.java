package ihct.loading;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where each kept row was read: file, line and, for rows without labels, the track's id. */
public final class RowOrigins {

  private final List<Path> files;
  private final int[] file;
  private final int[] line;
  private final List<String> tracks;

  RowOrigins(List<Path> files, int[] file, int[] line, List<String> tracks) {
    this.files = List.copyOf(files);
    this.file = file;
    this.line = line;
    this.tracks = List.copyOf(tracks);
  }

  /** {@return the file of row 0…n−1, as it was named} */
  public Path file(int row) {
    return files.get(file[row]);
  }

  /** {@return the line on which the record of row 0…n−1 starts, from 1} */
  public int line(int row) {
    return line[row];
  }

  /**
   * {@return the id of a row's track as published; empty if the rows have labels (the ids are not
   * kept then) or the record has no id}
   */
  public Optional<String> track(int row) {
    Objects.checkIndex(row, line.length);
    return tracks.isEmpty() || tracks.get(row).equals(RecordReader.NO_ID)
        ? Optional.empty()
        : Optional.of(tracks.get(row));
  }
}
