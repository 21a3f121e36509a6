package ihct.linkage;

import ihct.stopping.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Dendrograms as files that SciPy and NumPy read and write: the matrix that {@code
 * scipy.cluster.hierarchy.linkage} returns, saved by {@code numpy.save}. Row i joins two clusters
 * into cluster n + i and holds their numbers, the smaller first, the height, and the leaves below.
 *
 * @see <a
 *     href="https://docs.scipy.org/doc/scipy/reference/generated/scipy.cluster.hierarchy.linkage.html">SciPy's
 *     linkage matrix</a>
 */
public final class LinkageMatrix {

  private static final int COLUMNS = 4;

  /** The first line of text has fewer bytes. */
  private static final int START = 4096;

  private LinkageMatrix() {}

  /**
   * Writes a dendrogram as NumPy does: float64 of the shape (n−1, 4), little-endian, row by row,
   * format 1.0.
   *
   * @param tree n leaves
   * @return the content of an .npy file
   */
  public static byte[] toNpy(Dendrogram tree) {
    double[][] rows = new double[tree.merges().size()][];
    for (int i = 0; i < rows.length; i++) {
      Merge merge = tree.merges().get(i);
      rows[i] = new double[] {merge.left(), merge.right(), merge.height(), merge.size()};
    }
    return NpyMatrix.write(rows, COLUMNS);
  }

  /**
   * Reads a dendrogram from an .npy file, or from {@linkplain #isText text}. Numbers may be
   * float64, float32, int64 or int32, little- or big-endian, in C or Fortran order.
   *
   * <p>Rows that are not sorted by height are sorted, and clusters numbered anew: a cut undoes the
   * highest merges. Which of two clusters stands left is not kept: left is always the one with the
   * smaller number, so that leaves are drawn in another order than SciPy's {@code
   * optimal_leaf_ordering} gave them. The tree is the same: its heights, clusters and cuts.
   *
   * @param leaves how many leaves it must have, at least 1
   * @throws IllegalArgumentException if the file holds no linkage matrix of so many leaves: a
   *     cluster must be joined once, after it was made; sizes must be right; heights must be
   *     finite, not negative, and no lower than those of the parts. The message names the file, and
   *     the row counted from 0
   * @throws IOException if it cannot be read
   */
  public static Dendrogram read(Path file, int leaves) throws IOException {
    try {
      if (isText(file)) {
        double[][] rows = text(file);
        if (rows.length != leaves - 1) {
          throw new IllegalArgumentException(
              "it has %d rows, and %d are needed for %d leaves."
                  .formatted(rows.length, leaves - 1, leaves));
        }
        return tree(rows);
      }
      return tree(NpyMatrix.read(file, leaves - 1, COLUMNS).toArray());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a dendrogram of any number of leaves.
   *
   * @throws IllegalArgumentException if the file holds no linkage matrix, as above
   * @throws IOException if it cannot be read
   */
  public static Dendrogram read(Path file) throws IOException {
    try {
      double[][] rows = isText(file) ? text(file) : NpyMatrix.read(file);
      if (rows.length > 0 && rows[0].length != COLUMNS) {
        throw new IllegalArgumentException(
            "it has %d columns, and 4 are needed: cluster, cluster, height, size."
                .formatted(rows[0].length));
      }
      return tree(rows);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Tells whether a file holds a linkage matrix as text, as {@code numpy.savetxt} writes it: each
   * line has four numbers, parted by blanks, commas, semicolons or tabs, and the last number of the
   * last line is one more than there are lines. Lines that begin with # are of no account.
   *
   * @param file any file
   * @return false for any other file
   * @throws IOException if it cannot be read
   */
  public static boolean isText(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false; // a pipe would wait for a writer
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(START);
    }
    String first = new String(start, StandardCharsets.ISO_8859_1);
    if (first.indexOf('\n') < 0 || numbers(first.substring(0, first.indexOf('\n'))) == null) {
      return false; // perhaps a single line of many million letters
    }
    double[][] rows = text(file);
    return Arrays.stream(rows).allMatch(row -> row != null && row.length == COLUMNS)
        && rows.length > 0
        && rows[rows.length - 1][COLUMNS - 1] == rows.length + 1;
  }

  private static double[][] text(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      return lines
          .map(LinkageMatrix::numbers)
          .filter(row -> row == null || row.length > 0)
          .toArray(double[][]::new);
    }
  }

  /** The numbers of a line; none of a comment, null if it has something else. */
  private static double[] numbers(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return new double[0];
    }
    try {
      return Stream.of(line.strip().split("\\s*[,;\\s]\\s*"))
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Dendrogram tree(double[][] matrix) {
    int leaves = matrix.length + 1;
    List<Merge> merges = new ArrayList<>();
    for (int row = 0; row < matrix.length; row++) {
      Stop.check("reading merges");
      int a = whole(matrix, row, 0, 0, leaves + row - 1);
      int b = whole(matrix, row, 1, 0, leaves + row - 1);
      double height = matrix[row][2];
      if (!(height >= 0 && height < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "row %d: the height is %s; it must be finite and not negative.".formatted(row, height));
      }
      if (a == b) {
        throw new IllegalArgumentException(
            "row %d: cluster %d is joined with itself.".formatted(row, a));
      }
      checkAbove(merges, leaves, row, height, a);
      checkAbove(merges, leaves, row, height, b);
      int size = whole(matrix, row, 3, 2, leaves);
      merges.add(new Merge(Math.min(a, b), Math.max(a, b), height, size));
    }
    return sorted(Dendrogram.of(merges));
  }

  private static int whole(double[][] matrix, int row, int column, int least, int most) {
    double value = matrix[row][column];
    if (!(value >= least && value <= most) || value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "row %d: %s is no %s; it must be a whole number between %d and %d."
              .formatted(row, value, column < 2 ? "cluster" : "size", least, most));
    }
    return (int) value;
  }

  private static void checkAbove(
      List<Merge> merges, int leaves, int row, double height, int cluster) {
    if (cluster >= leaves && merges.get(cluster - leaves).height() > height) {
      throw new IllegalArgumentException(
          "row %d: the height %s is below %s, at which its part, cluster %d, was made; heights must not fall towards the root."
              .formatted(row, height, merges.get(cluster - leaves).height(), cluster));
    }
  }

  private static Dendrogram sorted(Dendrogram tree) {
    int[] leaf = new int[2 * tree.leaves() - 1]; // any leaf of each cluster
    List<Agglomerative.Join> joins = new ArrayList<>();
    for (int node = 0; node < leaf.length; node++) {
      if (node < tree.leaves()) {
        leaf[node] = node;
      } else {
        Merge merge = tree.merges().get(node - tree.leaves());
        leaf[node] = leaf[merge.left()];
        joins.add(new Agglomerative.Join(leaf[merge.left()], leaf[merge.right()], merge.height()));
      }
    }
    return Agglomerative.tree(joins, tree.leaves());
  }
}
