package ihct.study;

import ihct.experiment.ResultFile;
import ihct.stopping.Stop;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What came out for each test song: its group, its true genre, and a number for every {@link
 * Measure}. Kept as a table, a row per song, gzipped.
 */
final class Outcomes {

  private static final String GROUP = "group";
  private static final String GENRE = "genre";

  private final List<String> measures;
  private final long[] group;
  private final int[] genre;
  private final float[][] values;

  Outcomes(List<String> measures, long[] group, int[] genre) {
    this(measures, group, genre, new float[measures.size()][group.length]);
  }

  private Outcomes(List<String> measures, long[] group, int[] genre, float[][] values) {
    this.measures = List.copyOf(measures);
    this.group = group;
    this.genre = genre;
    this.values = values;
  }

  int rows() {
    return group.length;
  }

  List<String> measures() {
    return measures;
  }

  long[] groups() {
    return group.clone();
  }

  int[] genres() {
    return genre.clone();
  }

  void set(int measure, int row, double value) {
    values[measure][row] = (float) value;
  }

  /** A measure's place, for {@link #set}. */
  int place(String measure) {
    int place = measures.indexOf(measure);
    if (place < 0) {
      throw new IllegalArgumentException(
          "\"%s\" was not measured; choose from %s."
              .formatted(measure, String.join(", ", measures)));
    }
    return place;
  }

  double[] of(String measure) {
    float[] column = values[place(measure)];
    double[] copy = new double[column.length];
    Arrays.setAll(copy, row -> column[row]);
    return copy;
  }

  double mean(String measure) {
    return mean(place(measure));
  }

  /** The mean of a measure by its place; NaN without rows. */
  double mean(int place) {
    double sum = 0;
    for (float value : values[place]) {
      sum += value;
    }
    return sum / rows();
  }

  void write(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out =
        new OutputStreamWriter(new GZIPOutputStream(bytes, 1 << 16), StandardCharsets.UTF_8)) {
      out.write(GROUP + "," + GENRE + "," + String.join(",", measures) + "\n");
      StringBuilder line = new StringBuilder();
      for (int row = 0; row < rows(); row++) {
        Stop.check("writing what came out for each song");
        line.setLength(0);
        line.append(Long.toHexString(group[row])).append(',').append(genre[row]);
        for (float[] column : values) {
          line.append(',').append(number(column[row]));
        }
        out.write(line.append('\n').toString());
      }
    }
    ResultFile.replace(file, bytes.toByteArray());
  }

  private static String number(float value) {
    return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
  }

  static Outcomes read(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                StandardCharsets.UTF_8))) {
      List<String> header = List.of(in.readLine().split(","));
      List<String> lines = in.lines().toList();
      List<String> measures = header.subList(2, header.size());
      Outcomes read = new Outcomes(measures, new long[lines.size()], new int[lines.size()]);
      for (int row = 0; row < lines.size(); row++) {
        Stop.check("reading what came out for each song");
        read.parse(row, lines.get(row));
      }
      return read;
    } catch (NumberFormatException | NullPointerException e) {
      throw new IllegalArgumentException(
          file + " is damaged. Delete it and its line in results.jsonl, and resume.", e);
    }
  }

  private void parse(int row, String line) {
    String[] cells = line.split(",");
    if (cells.length != values.length + 2) {
      throw new NumberFormatException("a line of " + cells.length + " cells");
    }
    group[row] = Long.parseUnsignedLong(cells[0], 16);
    genre[row] = Integer.parseInt(cells[1]);
    for (int column = 0; column < values.length; column++) {
      values[column][row] = Float.parseFloat(cells[column + 2]);
    }
  }
}
