package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageMatrix;
import ihct.linkage.Merge;
import ihct.linkage.NpyMatrix;
import ihct.tree.GenreTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trees of vectors, of names and of linkage matrices alone, beside what make_vectors.py, beside the
 * golden files, got from SciPy.
 */
class BareClassesTest {

  private static final int CLASSES = 12;

  /** Names whose order is not that of the alphabet, one with a comma. */
  private static final List<String> NAMES =
      IntStream.range(0, CLASSES).mapToObj(i -> i == 3 ? "c, \"3\"" : "c" + (20 - i)).toList();

  @TempDir Path folder;
  private String out;
  private String err;

  @BeforeEach
  void copyGoldenFiles() throws IOException {
    for (String name :
        List.of("vectors.npy", "vectors-f8-big-fortran.npy", "ward.npy", "ward.txt")) {
      try (InputStream in = GenreTree.class.getResourceAsStream(name)) {
        Files.copy(in, folder.resolve(name));
      }
    }
    text("names.txt", String.join("\n", NAMES));
  }

  private Path text(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  /** What stands behind an @ is a file. */
  private int tree(String to, String... args) {
    List<String> all = new ArrayList<>(List.of("tree", "--quiet"));
    for (String word : args) {
      all.add(word.replace("@", folder + "/"));
    }
    all.addAll(List.of("--out", folder.resolve(to).toString()));
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            all.toArray(String[]::new),
            outBytes,
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(folder.resolve(file));
  }

  private void same(String expected, String folders) throws IOException {
    assertArrayEquals(bytes(expected + "/tree.npy"), bytes(folders + "/tree.npy"), folders);
    assertArrayEquals(bytes(expected + "/tiers.csv"), bytes(folders + "/tiers.csv"), folders);
  }

  @Test
  void vectorsGiveTheTreeOfScipyInWhateverForm() throws IOException {
    assertEquals(
        0,
        tree("one", "--vectors", "@vectors.npy", "--names", "@names.txt", "--linkage", "ward"),
        err);
    assertTrue(out.startsWith("vectors.npy: 12 classes\n"), out);
    List<Merge> ours = LinkageMatrix.read(folder.resolve("one/tree.npy")).merges();
    List<Merge> scipy = LinkageMatrix.read(folder.resolve("ward.npy")).merges();
    for (int i = 0; i < scipy.size(); i++) {
      assertEquals(scipy.get(i).left(), ours.get(i).left());
      assertEquals(scipy.get(i).right(), ours.get(i).right());
      // The programs sum in another order.
      assertEquals(scipy.get(i).height(), ours.get(i).height(), 1e-12);
    }
    String big = "@vectors-f8-big-fortran.npy";
    assertEquals(
        0, tree("two", "--vectors", big, "--names", "@names.txt", "--linkage", "ward"), err);
    same("one", "two");
    double[][] rows = NpyMatrix.read(folder.resolve("vectors.npy"));
    StringBuilder table = new StringBuilder("class");
    IntStream.range(0, rows[0].length).forEach(i -> table.append("\te").append(i));
    for (int row = 0; row < rows.length; row++) {
      table.append('\n').append('"').append(NAMES.get(row).replace("\"", "\"\"")).append('"');
      for (double number : rows[row]) {
        table.append('\t').append(number);
      }
    }
    text("table.tsv", table.toString());
    assertEquals(0, tree("three", "--vectors", "@table.tsv", "--linkage", "ward"), err);
    same("one", "three");
  }

  @Test
  void linkageMatrixAloneComesBackBitForBit() throws IOException {
    assertEquals(0, tree("npy", "--tree", "known:@ward.npy"), err);
    Dendrogram scipy = LinkageMatrix.read(folder.resolve("ward.npy"));
    assertArrayEquals(LinkageMatrix.toNpy(scipy), bytes("npy/tree.npy"));
    assertTrue(
        Files.readString(folder.resolve("npy/tiers.csv")).startsWith("genre,k2,k4,k8,k12\n0,"));
    assertEquals(0, tree("text", "--tree", "known:@ward.txt"), err);
    same("npy", "text");
    assertEquals(0, tree("again", "--tree", "known:@npy/tree.npy"), err);
    same("npy", "again");
    assertEquals(
        0,
        tree("named", "--tree", "known:@ward.txt", "--names", "@names.txt", "--tiers", "3"),
        err);
    assertEquals("", err);
    assertTrue(out.contains("[3, 12] clusters") && !out.contains("no effect"), out);
    assertTrue(Files.readString(folder.resolve("named/tree.nwk")).contains("'c, \"3\"'"));
  }

  @Test
  void levelsAreThePathsWithoutTheClassInFront() throws IOException {
    assertEquals(0, tree("one", "--vectors", "@vectors.npy", "--names", "@names.txt"), err);
    List<String> levels = Files.readAllLines(folder.resolve("one/levels.csv"));
    List<String> paths = Files.readAllLines(folder.resolve("one/paths.csv"));
    assertEquals("k2,k4,k8,k12", levels.get(0));
    for (int i = 0; i < CLASSES; i++) {
      String name = NAMES.get(i).replace("\"", "\"\"");
      String cell = name.contains(",") ? '"' + name + '"' : name;
      assertEquals(paths.get(i + 1), cell + "," + levels.get(i + 1));
      assertTrue(levels.get(i + 1).endsWith("," + cell), levels.get(i + 1));
    }
    assertEquals(0, tree("two", "--tree", "known:@one/levels.csv", "--names", "@names.txt"), err);
    assertEquals(0, tree("three", "--tree", "known:@one/paths.csv", "--names", "@names.txt"), err);
    assertArrayEquals(bytes("three/levels.csv"), bytes("two/levels.csv"));
    assertArrayEquals(bytes("one/levels.csv"), bytes("two/levels.csv"));
  }

  @Test
  void namesAloneMakeATreeOfTheirLastWords() throws IOException {
    text("words.txt", "deep house\ntech house\nblues\ndelta blues\n");
    assertEquals(0, tree("words", "--tree", "names", "--names", "@words.txt"), err);
    assertEquals(
        "genre,tier1,tier2\ndeep house,house,deep house\ntech house,house,tech house\n"
            + "blues,blues,blues\ndelta blues,blues,delta blues\n",
        Files.readString(folder.resolve("words/paths.csv")));
  }

  private void refused(String message, String... args) {
    assertEquals(2, tree("refused", args), out);
    assertTrue(err.contains(message), err);
    assertEquals("", out);
    assertTrue(Files.notExists(folder.resolve("refused")));
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() throws IOException {
    String vectors = "@vectors.npy";
    text("few.txt", "a\nb\n");
    refused("vectors.npy has 12 rows, and ", "--vectors", vectors, "--names", "@few.txt");
    text("bare.csv", "rock,1.5,5\npop,2,3\nsoul,4,4\n");
    refused("bare.csv:1: the first line is a row", "--vectors", "@bare.csv");
    text("counted.csv", ",0,1\nrock,1.5,5\npop,2,3\n");
    assertEquals(0, tree("counted", "--vectors", "@counted.csv"), err);
    text("tabs.txt", "a\tb\nc\n");
    refused("tabs.txt:1: the name ", "--tree", "names", "--names", "@tabs.txt");
    text("twice.txt", "a\nb\n a \n");
    refused(
        "twice.txt:3: \"a\" stands in line 1, too; name each class once",
        "--names",
        "@twice.txt",
        "--tree",
        "names");
    text("blank.txt", "a\n\nb\n");
    refused("blank.txt:2: the name is blank", "--names", "@blank.txt", "--tree", "names");
    refused(
        "ward.txt: it has 11 rows, and 1 are needed for 2 leaves.",
        "--names",
        "@few.txt",
        "--tree",
        "known:@ward.txt");
    refused("Tree \"confusion\" needs several songs", "--vectors", vectors, "--tree", "confusion");
    refused(
        "Tree \"permuted:distributions\" needs several songs",
        "--vectors",
        vectors,
        "--tree",
        "permuted:distributions");
    refused("Distance \"whitened\" needs", "--vectors", vectors, "--distance", "whitened");
    refused("Tree \"means\" needs more than names", "--names", "@names.txt");
    refused("The classes have no names: give them by --names", "--tree", "known:@names.txt");
    refused(
        "--vectors names classes without songs, and --data, --label are about songs",
        "--vectors",
        vectors,
        "--data",
        "simulated",
        "--label",
        "single");
    text("table.csv", "class,x\na,1\nb,2\n");
    refused(
        "The names stand in the first column", "--vectors", "@table.csv", "--names", "@few.txt");
    refused("Missing required option: '--data=FILE'");
  }

  @Test
  void damagedFilesAreRefusedByTheirPlace() throws IOException {
    byte[] vectors = bytes("vectors.npy");
    byte[] nan = vectors.clone();
    nan[128 + 4 * (20 + 2) + 2] = (byte) 0xc0; // of row 1, column 2
    nan[128 + 4 * (20 + 2) + 3] = 0x7f;
    Files.write(folder.resolve("nan.npy"), nan);
    refused("nan.npy: Feature \"x3\" is NaN in row 1 (counted from 0)", "--vectors", "@nan.npy");
    Files.write(folder.resolve("cut.npy"), Arrays.copyOf(vectors, vectors.length - 1));
    refused("cut.npy: it is cut off: 959 bytes", "--vectors", "@cut.npy");
    for (String shape : List.of("(240,)   ", "(12, 20, 1)", "(12, -20)")) {
      String header = new String(vectors, StandardCharsets.ISO_8859_1).replace("(12, 20)", shape);
      Files.write(folder.resolve("shape.npy"), header.getBytes(StandardCharsets.ISO_8859_1));
      refused("and a matrix is needed, of two dimensions.", "--vectors", "@shape.npy");
    }
    for (String shape : List.of("(999999999, 999999999)", "(99999999999, 0)")) {
      String huge = new String(vectors, StandardCharsets.ISO_8859_1).replace("(12, 20)", shape);
      Files.write(folder.resolve("huge.npy"), huge.getBytes(StandardCharsets.ISO_8859_1));
      refused("its shape " + shape + " needs more bytes than", "--vectors", "@huge.npy");
    }
    text("lone.csv", "class,x,y\na,1,2\n");
    refused(
        "lone.csv holds 1 class; a tree needs at least 2. Give data of more classes.",
        "--vectors",
        "@lone.csv");
    refused("vectors.npy: it has 20 columns, and 4 are needed", "--tree", "known:@vectors.npy");
    text("word.csv", "class,x,y\na,1,2\nb,3,much\n");
    refused("word.csv:3:y: \"much\" is no finite number; leave it out", "--vectors", "@word.csv");
    text("short.csv", "class,x,y\na,1,2\nb,3\n");
    refused("short.csv:3: this row has 2 cells and the header 3.", "--vectors", "@short.csv");
    text("twice.csv", "class,x,y\na,1,2\na,3,3\n");
    refused("twice.csv:3: \"a\" stands in line 2, too", "--vectors", "@twice.csv");
    text("falls.txt", "0 1 5 2\n2 3 4 3\n");
    refused("falls.txt: row 1: the height 4.0 is below 5.0", "--tree", "known:@falls.txt");
    text("later.txt", "0 4 5 2\n2 3 6 3\n");
    refused("later.txt: row 0: 4.0 is no cluster", "--tree", "known:@later.txt");
    text("nan.txt", "0 1 NaN 2\n2 3 6 3\n");
    refused("nan.txt: row 0: the height is NaN", "--tree", "known:@nan.txt");
  }

  @Test
  void numbersOfLevelsAreNoMerges() throws IOException {
    Path levels = text("levels.csv", "1,3,7,2\n1,3,8,4\n1,4,9,5\n");
    assertFalse(LinkageMatrix.isText(levels));
    assertTrue(LinkageMatrix.isText(folder.resolve("ward.txt")));
    assertFalse(LinkageMatrix.isText(folder.resolve("ward.npy")));
    Files.writeString(levels, "x".repeat(5000));
    assertFalse(LinkageMatrix.isText(levels));
    assertThrows(IllegalArgumentException.class, () -> LinkageMatrix.read(levels));
    String text =
        Files.readAllLines(folder.resolve("ward.txt")).stream()
            .map(line -> line.replace(" ", ";"))
            .collect(Collectors.joining("\n", "# a comment\n", "\n"));
    assertTrue(LinkageMatrix.isText(Files.writeString(levels, text)));
    assertEquals(
        LinkageMatrix.read(folder.resolve("ward.npy")).merges(),
        LinkageMatrix.read(levels).merges());
  }
}
