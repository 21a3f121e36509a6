package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with what make_npy.py, beside the golden files, got from SciPy and NumPy. */
class LinkageMatrixTest {

  private static final int HEADER = 128;
  private static final Dendrogram SIX =
      Agglomerative.cluster(
          Points.onALine(0, 3, 4, 8, 14, 21), Metric.EUCLIDEAN, LinkageRule.COMPLETE);

  @TempDir Path folder;

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = LinkageMatrixTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private Dendrogram read(byte[] content, int leaves) throws IOException {
    return LinkageMatrix.read(Files.write(folder.resolve("t.npy"), content), leaves);
  }

  /** The message, without the file that it must name. */
  private String refusal(byte[] content, int leaves) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> read(content, leaves)).getMessage();
    String file = folder.resolve("t.npy") + ": ";
    assertTrue(message.startsWith(file), message);
    return message.substring(file.length());
  }

  /** A float64 matrix of six leaves with another number in a place. */
  private static byte[] with(int row, int column, double value) {
    byte[] content = LinkageMatrix.toNpy(SIX);
    ByteBuffer.wrap(content)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(HEADER + 8 * (4 * row + column), value);
    return content;
  }

  private static byte[] header(String before, String after) {
    String content = new String(LinkageMatrix.toNpy(SIX), StandardCharsets.ISO_8859_1);
    assertTrue(content.contains(before));
    return content.replace(before, after).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void writesTheBytesOfNumpy() throws IOException {
    assertArrayEquals(golden("tree.npy"), LinkageMatrix.toNpy(SIX));
  }

  @Test
  void readsWhatNumpySavesInAnyForm() throws IOException {
    for (String form :
        List.of("tree", "tree-f4-big-fortran", "tree-i4", "tree-i8-big", "tree-format2")) {
      assertEquals(SIX.merges(), read(golden(form + ".npy"), 6).merges(), form);
    }
  }

  @Property(tries = 60)
  void whatIsWrittenIsRead(@Range(min = 1, max = 80) int n, long seed) throws IOException {
    Dendrogram tree =
        Agglomerative.cluster(Points.onAGrid(n, 5, seed), Metric.EUCLIDEAN, LinkageRule.UPGMA);
    assertEquals(tree.merges(), read(LinkageMatrix.toNpy(tree), n).merges());
  }

  @Test
  void rowsOutOfOrderAreSorted() throws IOException {
    // 0 and 1 at height 5 stand before 2 and 3 at height 1
    byte[] content = NpyMatrix.write(new double[][] {{1, 0, 5, 2}, {3, 2, 1, 2}, {5, 4, 7, 4}}, 4);
    assertEquals(
        List.of(new Merge(2, 3, 1, 2), new Merge(0, 1, 5, 2), new Merge(4, 5, 7, 4)),
        read(content, 4).merges());
    assertArrayEquals(new int[] {0, 1, 2, 2}, read(content, 4).cut(3));
  }

  @Test
  void numbersThatMakeNoTreeAreRefused() {
    assertEquals(
        "row 0: -1.0 is no cluster; it must be a whole number between 0 and 5.",
        refusal(with(0, 0, -1), 6));
    assertEquals(
        "row 1: 7.0 is no cluster; it must be a whole number between 0 and 6.",
        refusal(with(1, 1, 7), 6));
    assertEquals(
        "row 0: 1.5 is no cluster; it must be a whole number between 0 and 5.",
        refusal(with(0, 0, 1.5), 6));
    assertEquals("row 0: cluster 2 is joined with itself.", refusal(with(0, 0, 2), 6));
    assertEquals(
        "row 0: NaN is no cluster; it must be a whole number between 0 and 5.",
        refusal(with(0, 1, Double.NaN), 6));
    assertEquals(
        "row 2: the height is Infinity; it must be finite and not negative.",
        refusal(with(2, 2, Double.POSITIVE_INFINITY), 6));
    assertEquals(
        "row 0: the height is -1.0; it must be finite and not negative.",
        refusal(with(0, 2, -1), 6));
    assertEquals(
        "Merge 1 says that its cluster has 4 leaves; it has 3.", refusal(with(1, 3, 4), 6));
    assertEquals(
        "row 1: 2.5 is no size; it must be a whole number between 2 and 6.",
        refusal(with(1, 3, 2.5), 6));
    assertEquals(
        "Merge 1 joins cluster 1, which was merged before; a merge joins two clusters that exist"
            + " and stand alone.",
        refusal(with(1, 0, 1), 6));
    assertEquals(
        "row 1: the height 0.5 is below 1.0, at which its part, cluster 6, was made; heights must"
            + " not fall towards the root.",
        refusal(with(1, 2, 0.5), 6));
  }

  @Test
  void filesThatAreNoMatrixAreRefused() throws IOException {
    byte[] six = LinkageMatrix.toNpy(SIX);
    assertEquals(
        "it is no NumPy file: it does not begin with \\x93NUMPY.", refusal(new byte[0], 6));
    assertEquals(
        "it is no NumPy file: it does not begin with \\x93NUMPY.",
        refusal("PK\3\4 and so on".getBytes(StandardCharsets.US_ASCII), 6));
    assertEquals(
        "it is cut off: 159 bytes of numbers are there, and its shape needs 160.",
        refusal(Arrays.copyOf(six, six.length - 1), 6));
    assertEquals(
        "more follows the 160 bytes of numbers that its shape needs.",
        refusal(Arrays.copyOf(six, six.length + 1), 6));
    assertEquals("it is cut off within its header.", refusal(Arrays.copyOf(six, 40), 6));
    assertEquals("it is cut off within its header.", refusal(Arrays.copyOf(six, 9), 6));
    byte[] version = six.clone();
    version[6] = 9;
    assertEquals(
        "it has NumPy's format 9.0; formats 1.0, 2.0 and 3.0 can be read.", refusal(version, 6));
    byte[] huge = golden("tree-format2.npy");
    Arrays.fill(huge, 8, 12, (byte) 0xFF);
    assertEquals(
        "its header has 4294967295 bytes; that of a matrix has some hundred.", refusal(huge, 6));
    assertThrows(
        NoSuchFileException.class, () -> LinkageMatrix.read(folder.resolve("none.npy"), 6));
  }

  @Test
  void headersOfOtherMatricesAreRefused() {
    String shape =
        "it has the shape (%s), and (5, 4) is needed: 5 rows of cluster, cluster, height,"
            + " size for 6 leaves.";
    for (String other :
        List.of("268435456, 4", "99999999999999999999, 4", "-5, 4", "5, 5", "20", "5, 4, 1", "")) {
      assertEquals(shape.formatted(other), refusal(header("(5, 4)", "(" + other + ")"), 6), other);
    }
    assertEquals(
        "it has the shape (5, 4), and (6, 4) is needed: 6 rows of cluster, cluster, height, size for"
            + " 7 leaves.",
        refusal(LinkageMatrix.toNpy(SIX), 7));
    assertEquals(
        "it holds numbers of the type '|O'; float64, float32, int64 and int32 can be read.",
        refusal(header("<f8", "|O "), 6).replace("|O ", "|O"));
    assertTrue(
        refusal(header("'<f8'", "[('')"), 6)
            .startsWith("its header lacks a type 'descr' of plain numbers: {'descr': [('"));
    assertTrue(
        refusal(header("fortran_order", "fortran-order"), 6)
            .startsWith("its header lacks 'fortran_order', True or False"));
  }

  /** Whatever a byte is changed to, the file is read as a tree or refused, and named. */
  @Test
  void changedBytesAreReadOrRefused() throws IOException {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] content = LinkageMatrix.toNpy(SIX);
      for (int k = random.nextInt(3); k >= 0; k--) {
        content[random.nextInt(content.length)] = (byte) random.nextInt(256);
      }
      try {
        assertTrue(read(content, 6).isMonotone());
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().startsWith(folder.resolve("t.npy") + ": "), e.getMessage());
        assertFalse(e.getMessage().contains("null"), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 1_000, "refused " + refused);
  }
}
