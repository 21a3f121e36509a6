package ihct.tree;

import ihct.data.SongData;
import ihct.files.Names;
import ihct.io.TextFile;
import ihct.linkage.LinkageMatrix;
import ihct.linkage.NpyMatrix;
import ihct.loading.LoadingOptions;
import ihct.loading.SongFile;
import ihct.loading.SongLoader;
import ihct.loading.csv.BadNumber;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Numbers;
import ihct.loading.csv.Text;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Classes that come without songs: their names, and a vector of each if there is one. Each is then
 * a song of its own, its features are the vector's numbers as they stand, and classes keep the
 * order of the file.
 */
public final class BareClasses {

  private static final String NUMBERS = "leave it out, or fill in what is missing.";

  private BareClasses() {}

  /**
   * Reads them.
   *
   * @param vectors a NumPy matrix (.npy) with a row for each class, or a table whose first column
   *     has their names; null for none
   * @param names the names of the matrix's rows, or of the tree's leaves, one a line; null for
   *     those of the table, or numbers from 0
   * @param settings what the tree is to be made from
   * @return the classes, those of them alone that the settings keep
   * @throws IllegalArgumentException if the files do not go together, a name stands twice, a number
   *     is missing, or the tree needs songs
   * @throws IOException if a file cannot be read
   */
  public static SongData read(Path vectors, Path names, TreeSettings settings) throws IOException {
    requireFit(vectors != null, settings);
    Songs classes =
        vectors == null
            ? named(names == null ? numbers(settings.source()) : names(names))
            : KnownTreeFile.isNamed(vectors, KnownTreeFile.NPY)
                ? ofMatrix(vectors, names)
                : ofTable(vectors, names);
    Path source =
        vectors != null ? vectors : names != null ? names : Path.of(settings.source().file());
    String name = source.getFileName().toString();
    return SongData.of(
        SongLoader.select(classes, name, LoadingOptions.everything(), settings.keptClasses()),
        name);
  }

  private static void requireFit(boolean hasVectors, TreeSettings settings) {
    TreeBase base = settings.source().base();
    boolean ofSongs = base.isLearnt() || base == TreeBase.DISTRIBUTIONS;
    boolean ofNames = base == TreeBase.NAMES || base == TreeBase.KNOWN;
    if (ofSongs || !ofNames && settings.distance() == TreeDistance.WHITENED) {
      throw new IllegalArgumentException(
          "%s needs several songs of each class; give --data, or choose another."
              .formatted(
                  ofSongs
                      ? "Tree \"" + settings.source() + "\""
                      : "Distance \"" + Names.of(settings.distance()) + "\""));
    }
    if (!hasVectors && !ofNames) {
      throw new IllegalArgumentException(
          "Tree \"%s\" needs more than names; give --vectors or --data, or choose names or known:FILE."
              .formatted(settings.source()));
    }
  }

  /** As many as a linkage matrix has leaves. */
  private static List<String> numbers(TreeSource source) throws IOException {
    if (source.file().isEmpty() || !KnownTreeFile.isMatrix(Path.of(source.file()))) {
      throw new IllegalArgumentException(
          "The classes have no names: give them by --names, or songs by --data. A linkage matrix alone does without.");
    }
    return numbers(LinkageMatrix.read(Path.of(source.file())).leaves());
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static List<String> names(Path file) throws IOException {
    Distinct names = new Distinct(file);
    long line = 0;
    for (String name : TextFile.read(file).lines().toList()) {
      names.add(name, ++line);
    }
    return names.all;
  }

  /** Names, each once, none of them blank. */
  private static final class Distinct {

    private final Path file;
    private final List<String> all = new ArrayList<>();
    private final Map<String, Long> lines = new HashMap<>();

    Distinct(Path file) {
      this.file = file;
    }

    void add(String text, long line) throws MalformedDataException {
      String name = text.strip();
      if (!Text.withoutControls(name).equals(name)) {
        throw new MalformedDataException(
            file,
            line,
            "the name %s has a tab or another control character; a line is a name, without any."
                .formatted(Text.shortened(Text.withoutControls(name))));
      }
      Long before = lines.putIfAbsent(name, line);
      if (name.isEmpty() || before != null) {
        throw new MalformedDataException(
            file,
            line,
            name.isEmpty()
                ? "the name is blank; each class needs one."
                : "%s stands in line %d, too; name each class once, and give it one vector."
                    .formatted(Text.shortened(name), before));
      }
      all.add(name);
    }
  }

  private static Songs ofMatrix(Path vectors, Path names) throws IOException {
    double[][] rows;
    try {
      rows = NpyMatrix.read(vectors);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(vectors + ": " + e.getMessage(), e);
    }
    List<String> called = names == null ? numbers(rows.length) : names(names);
    if (called.size() != rows.length) {
      throw new IllegalArgumentException(
          "%s has %d rows, and %s has %d lines; give each row one name."
              .formatted(vectors, rows.length, names, called.size()));
    }
    try {
      return Songs.of(rows, called).withGenres(called);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(vectors + ": " + e.getMessage(), e);
    }
  }

  private static Songs ofTable(Path vectors, Path names) throws IOException {
    if (names != null) {
      throw new IllegalArgumentException(
          "The names stand in the first column of %s; leave out --names.".formatted(vectors));
    }
    try (SongFile table = SongFile.open(vectors)) {
      List<String> header = table.header();
      if (header.size() < 2) {
        throw new MalformedDataException(
            vectors,
            1,
            "a column of names and one of numbers are needed; this has " + header + ".");
      }
      if (header.subList(1, header.size()).stream().allMatch(Numbers::isLike)
          && !isCount(header.subList(1, header.size()))) {
        throw new MalformedDataException(
            vectors,
            1,
            "the first line is a row, as its cells are numbers; put a line with the columns' names above it.");
      }
      Distinct called = new Distinct(vectors);
      List<double[]> rows = new ArrayList<>();
      while (table.next()) {
        if (table.cells() != header.size()) {
          throw new MalformedDataException(
              vectors,
              table.line(),
              "this row has %d cells and the header %d.".formatted(table.cells(), header.size()));
        }
        called.add(table.cell(0), table.line());
        double[] row = new double[header.size() - 1];
        for (int i = 0; i < row.length; i++) {
          String cell = table.cell(i + 1);
          row[i] = Numbers.parse(cell);
          if (Double.isNaN(row[i]) || BadNumber.isTooLarge(cell)) {
            throw new MalformedDataException(
                vectors,
                table.line(),
                header.get(i + 1),
                BadNumber.why(cell, cell) + "; " + NUMBERS);
          }
        }
        rows.add(row);
      }
      if (rows.isEmpty()) {
        throw new MalformedDataException(vectors, 1, "there is no row below the header.");
      }
      String[] features = header.subList(1, header.size()).toArray(String[]::new);
      return Songs.of(rows.toArray(double[][]::new), called.all, features).withGenres(called.all);
    }
  }

  /** Columns that are called 0, 1, 2 … or 1, 2, 3 …, as programs call those of vectors. */
  private static boolean isCount(List<String> names) {
    return IntStream.of(0, 1)
        .anyMatch(
            first ->
                IntStream.range(0, names.size())
                    .allMatch(i -> names.get(i).strip().equals(Integer.toString(first + i))));
  }

  private static Songs named(List<String> names) {
    int[][] own =
        IntStream.range(0, names.size()).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
    return new Songs(
        List.of(),
        names,
        new double[0],
        IntStream.range(0, names.size()).toArray(),
        IntStream.range(0, names.size()).asLongStream().toArray(),
        null,
        own);
  }
}
