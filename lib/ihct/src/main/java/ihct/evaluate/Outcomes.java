package ihct.evaluate;

import ihct.stopping.Stop;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * What came out for each test song: its group, its true genre, and a number for every {@link
 * Measure}. Kept as a table, a row per song, gzipped.
 */
public final class Outcomes {

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

  public int rows() {
    return group.length;
  }

  public List<String> measures() {
    return measures;
  }

  public long[] groups() {
    return group.clone();
  }

  public int[] genres() {
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

  public double[] of(String measure) {
    float[] column = values[place(measure)];
    double[] copy = new double[column.length];
    Arrays.setAll(copy, row -> column[row]);
    return copy;
  }

  public double mean(String measure) {
    return mean(place(measure));
  }

  /** The mean of a measure by its place; NaN without rows. */
  public double mean(int place) {
    double sum = 0;
    for (float value : values[place]) {
      sum += value;
    }
    return sum / rows();
  }

  /** {@return the gzipped table, as it stands in a file} */
  public byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out =
        new OutputStreamWriter(new GZIPOutputStream(bytes, 1 << 16), StandardCharsets.UTF_8)) {
      write(out);
    }
    return bytes.toByteArray();
  }

  private void write(Writer out) throws IOException {
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

  private static String number(float value) {
    return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
  }

  /** Reads all that was measured. */
  public static Outcomes read(Path file) throws IOException {
    return read(file, Optional.empty());
  }

  /**
   * Reads some measures alone, line by line.
   *
   * @throws IllegalArgumentException if one was not measured, or the file is damaged
   */
  public static Outcomes read(Path file, List<String> measures) throws IOException {
    return read(file, Optional.of(measures));
  }

  private static Outcomes read(Path file, Optional<List<String>> wanted) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                StandardCharsets.UTF_8))) {
      List<String> header = List.of(in.readLine().split(","));
      List<String> all = header.subList(2, header.size());
      List<String> measures = wanted.orElse(all);
      for (String measure : measures) {
        if (!all.contains(measure)) {
          throw new IllegalArgumentException(
              "%s holds no \"%s\"; it has %s. An earlier version measured less: run its study anew, in another folder."
                  .formatted(file, measure, String.join(", ", all)));
        }
      }
      int[] columns = measures.stream().mapToInt(all::indexOf).toArray();
      Table table = new Table(columns, header.size());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Stop.check("reading what came out for each song");
        table.add(line);
      }
      return table.outcomes(measures);
    } catch (NumberFormatException | NullPointerException | EOFException | ZipException e) {
      throw new IllegalArgumentException(
          file + " is damaged. Delete it and its line in results.jsonl, and resume.", e);
    }
  }

  /** Some columns of a file, growing line by line. */
  private static final class Table {
    private static final int FEW = 1024;

    private final int[] columns;
    private final int cells;
    private long[] group = new long[FEW];
    private int[] genre = new int[FEW];
    private final float[][] values;
    private int rows;

    Table(int[] columns, int cells) {
      this.columns = columns;
      this.cells = cells;
      this.values = new float[columns.length][FEW];
    }

    void add(String line) {
      String[] texts = line.split(",");
      if (texts.length != cells) {
        throw new NumberFormatException("a line of " + texts.length + " cells");
      }
      if (rows == group.length) {
        group = Arrays.copyOf(group, 2 * rows);
        genre = Arrays.copyOf(genre, 2 * rows);
        Arrays.setAll(values, i -> Arrays.copyOf(values[i], 2 * rows));
      }
      group[rows] = Long.parseUnsignedLong(texts[0], 16);
      genre[rows] = Integer.parseInt(texts[1]);
      for (int i = 0; i < columns.length; i++) {
        values[i][rows] = Float.parseFloat(texts[columns[i] + 2]);
      }
      rows++;
    }

    Outcomes outcomes(List<String> measures) {
      float[][] exact = new float[values.length][];
      Arrays.setAll(exact, i -> Arrays.copyOf(values[i], rows));
      return new Outcomes(measures, Arrays.copyOf(group, rows), Arrays.copyOf(genre, rows), exact);
    }
  }
}
