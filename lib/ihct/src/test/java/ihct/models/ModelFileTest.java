package ihct.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import ihct.hierarchy.Ihct;
import ihct.models.ModelFiles.Kind;
import ihct.models.forest.GenreForest;
import ihct.models.networks.Dense;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelFileTest {

  /** Of each kind: more than 2,000 in all. */
  private static final int MUTATIONS = 120;

  private static final long MOST_NANOS = 1_000_000_000;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void loadedModelAnswersAsTheSavedOne(Kind kind) throws IOException {
    SavableClassifier loaded = kind.load(kind.write(folder));
    assertEquals(kind.model.kind(), loaded.kind());
    assertEquals(kind.model.classes(), loaded.classes());
    assertEquals(kind.model.parameters(), loaded.parameters());
    assertArrayEquals(
        SongClouds.probabilities(kind.model, ModelFiles.SONGS),
        SongClouds.probabilities(loaded, ModelFiles.SONGS));
  }

  @ParameterizedTest
  @EnumSource
  void loadedModelIsSavedWithTheSameBytes(Kind kind) throws IOException {
    Path file = kind.write(folder);
    Path again = folder.resolve("again.zip");
    ModelWriter.write(again, kind.load(file), Map.of("owner.json", "{\"genres\":[]}"));
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
  }

  @ParameterizedTest
  @EnumSource
  void filesOfTheFormatBeforeNpyAreReadBitForBit(Kind kind) throws IOException {
    Path file = kind.write(folder);
    byte[] now = Files.readAllBytes(file);
    ModelFiles.toFormat2(file);
    SavableClassifier loaded = kind.load(file);
    assertArrayEquals(
        SongClouds.probabilities(kind.model, ModelFiles.SONGS),
        SongClouds.probabilities(loaded, ModelFiles.SONGS));
    ModelWriter.write(file, loaded, Map.of("owner.json", "{\"genres\":[]}"));
    assertArrayEquals(now, Files.readAllBytes(file));
  }

  /** Written by version a8c4b56, the last that knew no .npy, with what they answered there. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "RANDOM",
        "MAJORITY",
        "CENTROID",
        "TREE",
        "FOREST",
        "DENSE",
        "STACKNET",
        "TREE_SOFTMAX"
      })
  void filesOfEarlierVersionsAnswerAsTheyDid(Kind kind) throws IOException {
    String name = kind.model.kind();
    Path file = folder.resolve(name + ".zip");
    Files.write(file, golden(name + ".zip"));
    String[] cells =
        new String(golden("probabilities.csv"), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith(name + ","))
            .findFirst()
            .orElseThrow()
            .split(",");
    float[] found = SongClouds.probabilities(kind.load(file), ModelFiles.SONGS);
    for (int i = 0; i < cells.length - 1; i++) {
      // sums of floats may be rounded otherwise on another machine
      assertEquals(Float.parseFloat(cells[i + 1]), found[i], 1e-6f, "number " + i);
    }
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = ModelFileTest.class.getResourceAsStream("format2/" + name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void optionsAndTextsAreKept() throws IOException {
    for (Kind kind : List.of(Kind.FOREST, Kind.WEIGHTED_FOREST, Kind.EXTRA_TREES)) {
      try (ModelReader in = ModelReader.open(kind.write(folder))) {
        assertEquals(kind.model.kind(), in.kind());
        assertEquals("{\"genres\":[]}", in.text("owner.json"));
        assertEquals(
            ((GenreForest) kind.model).options(),
            ((GenreForest) kind.load(in, ModelFiles.TREE)).options());
      }
    }
  }

  @Test
  void failedWriteLeavesTheEarlierFileAndNothingElse() throws IOException {
    Path file = Kind.MAJORITY.write(folder);
    byte[] before = Files.readAllBytes(file);
    SavableClassifier broken =
        new SavableClassifier() {
          @Override
          public int classes() {
            return 1;
          }

          @Override
          public void probabilities(float[] songs, int rows, float[] probabilities) {}

          @Override
          public long parameters() {
            return 0;
          }

          @Override
          public String kind() {
            return "majority";
          }

          @Override
          public void write(ModelWriter out) throws IOException {
            out.ints("songs-per-genre", new int[100_000]);
            throw new IOException("disk full");
          }
        };
    assertThrows(IOException.class, () -> ModelWriter.write(file, broken, Map.of()));
    assertArrayEquals(before, Files.readAllBytes(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void missingFileIsNamed() {
    Path file = folder.resolve("none.zip");
    assertRefused(Kind.DENSE, file, "There is no saved model at " + file + ".");
  }

  @Test
  void anotherKindIsRefused() throws IOException {
    Path file = Kind.TREE.write(folder);
    assertRefused(Kind.DENSE, file, "holds a model of the kind \"tree\", not \"dense\".");
  }

  @Test
  void modelOfAnotherTreeIsRefused() throws IOException {
    Ihct other = Ihct.ofTiers(new int[][] {{0, 0, 0, 1, 1, 1, 1}, {0, 1, 2, 3, 4, 5, 6}});
    try (ModelReader in = ModelReader.open(Kind.RNN.write(folder))) {
      String message = assertThrows(IOException.class, () -> Kind.RNN.load(in, other)).getMessage();
      assertTrue(
          message.contains(
              "it has 3 child indices, and the largest number of children in its tree is 4."),
          message);
    }
    try (ModelReader in = ModelReader.open(Kind.STACKNET.write(folder))) {
      String message =
          assertThrows(IOException.class, () -> Kind.STACKNET.load(in, other)).getMessage();
      assertTrue(message.contains("it has 3 tiers, and its tree 2."), message);
    }
    try (ModelReader in = ModelReader.open(Kind.TREE_SOFTMAX.write(folder))) {
      String message =
          assertThrows(IOException.class, () -> Kind.TREE_SOFTMAX.load(in, other)).getMessage();
      assertTrue(
          message.contains("it has 7 classes and 11 output units, and by its tree 7 and 9"),
          message);
    }
  }

  @Test
  void anotherFormatIsRefused() throws IOException {
    assertRefusedWith(
        Kind.MAJORITY,
        entries -> replace(entries, "\"format\" : 3", "\"format\" : 4"),
        "has format 4; this program reads formats 2 and 3. Train the model again.");
    assertRefusedWith(
        Kind.MAJORITY,
        entries -> replace(entries, "\"format\" : 3", "\"format\" : 2"),
        "it has no songs-per-genre.i32");
  }

  @Test
  void namesThatLeadElsewhereAreRefused() throws IOException {
    for (String name :
        List.of(
            "../evil.npy", "/etc/evil.npy", "a/b/c.npy", "evil.sh", "a\u001b[31m.npy", "A.npy")) {
      assertRefusedWith(
          Kind.MAJORITY,
          entries -> entries.put(name, new byte[4]),
          "it has an entry with a name that no model has: " + name.replace('\u001b', '?'));
    }
  }

  @Test
  void whatTheModelDoesNotUseIsRefused() throws IOException {
    assertRefusedWith(
        Kind.MAJORITY,
        entries -> entries.put("more.npy", new byte[4]),
        "it holds more.npy, which no such model has");
    assertRefusedWith(
        Kind.MAJORITY,
        entries -> replace(entries, "\"classes\"", "\"colour\" : 1, \"classes\""),
        "it holds colour, which no such model has");
  }

  @Test
  void compressedEntriesAreRefused() throws IOException {
    Path file = Kind.MAJORITY.write(folder);
    Files.write(file, ModelFiles.zip(ModelFiles.entries(file), ZipEntry.DEFLATED));
    assertRefused(Kind.MAJORITY, file, "is compressed");
  }

  @Test
  void absurdCountIsRefusedBeforeMemoryIsTaken() throws IOException {
    assertRefusedWith(
        Kind.MAJORITY,
        entries -> replace(entries, "\"classes\" : 7", "\"classes\" : 2000000000"),
        "songs-per-genre.npy has 156 bytes and needs 8,000,000,128");
    assertRefusedWith(
        Kind.MAJORITY,
        entries -> replace(entries, "\"classes\" : 7", "\"classes\" : -7"),
        "classes is -7; it must be between 1 and 2147483647");
    assertRefusedWith(
        Kind.DENSE,
        entries -> replace(entries, "\"classes\" : 7", "\"classes\" : 2000000000"),
        "a network of 514,000,132,608 weights is too large");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() throws IOException {
    assertRefusedWith(
        Kind.DENSE,
        entries -> numbers(entries, "weights.npy").putFloat(8, Float.NaN),
        "number 3 of weights.npy is NaN; it must be finite");
  }

  @Test
  void arraysOfOtherTypesAndShapesAreRefused() throws IOException {
    for (String[] change :
        new String[][] {
          {"<f4", "<i4"}, {"<f4", ">f4"}, {"False", "True "}, {"NUMPY", "NUMPI"}, {"(", "["}
        }) {
      assertRefusedWith(
          Kind.DENSE,
          entries -> {
            String bytes = new String(entries.get("weights.npy"), StandardCharsets.ISO_8859_1);
            String changed = bytes.replaceFirst(Pattern.quote(change[0]), change[1]);
            entries.put("weights.npy", changed.getBytes(StandardCharsets.ISO_8859_1));
          },
          "weights.npy is no NumPy array of type '<f4' and shape (134407,)");
    }
  }

  @Test
  void filesOfThePapersNetworksTellNothingMore() throws IOException {
    for (Kind kind : List.of(Kind.DENSE, Kind.STACKNET, Kind.RNN)) {
      Map<String, byte[]> entries = ModelFiles.entries(kind.write(folder));
      String json = new String(entries.get(ModelWriter.SETTINGS), StandardCharsets.UTF_8);
      for (String added : List.of("encoding", "units", "keep")) {
        assertFalse(json.contains(added), json);
        assertFalse(entries.keySet().toString().contains(added), entries.keySet().toString());
      }
    }
  }

  @Test
  void networkKeepsItsFormInAFile() throws IOException {
    Kind kind = Kind.DENSE_OF_BINS;
    Dense loaded = (Dense) kind.load(kind.write(folder));
    assertEquals(((Dense) kind.model).network().summary(), loaded.network().summary());
    for (int layer = 0; layer < loaded.network().getnLayers(); layer++) {
      assertEquals(
          ((Dense) kind.model).network().getLayer(layer).conf().getLayer().getIDropout(),
          loaded.network().getLayer(layer).conf().getLayer().getIDropout());
    }
  }

  @Test
  void hostileFormsAreRefused() throws IOException {
    Kind bins = Kind.DENSE_OF_BINS;
    assertRefusedWith(
        bins,
        entries -> replace(entries, "\"quantiles\"", "\"\\u001bsecret\""),
        "encoding is \"?secret\"; this program knows quantiles, rank-gauss");
    assertRefusedWith(
        bins,
        entries -> replace(entries, "\"quantiles\"", "\"rank-gauss\""),
        "it has no encoding-quantiles.npy");
    assertRefusedWith(
        bins,
        entries -> replace(entries, "\"units\" : 40", "\"units\" : 2000000000"),
        "units is 2000000000; it must be between 1 and 16384");
    assertRefusedWith(
        bins, entries -> replace(entries, "\"units\" : 40", "\"units\" : 41"), "weights.npy has");
    for (String keep : List.of("1.5", "1e-30")) {
      assertRefusedWith(
          bins,
          entries -> replace(entries, "\"keep\" : 0.7", "\"keep\" : " + keep),
          "it must be above 0 and at most 1");
    }
    assertRefusedWith(
        Kind.RNN_OF_RANKS,
        entries -> replace(entries, "\"keep\" : 0.7", "\"keep\" : 0.7, \"units\" : 9"),
        "it holds units, which no such model has");
  }

  @Test
  void hostileEncodingsAreRefused() throws IOException {
    Kind bins = Kind.DENSE_OF_BINS;
    assertRefusedWith(
        bins,
        entries -> numbers(entries, "encoding-lengths.npy").putInt(4, 1),
        "number 2 of encoding-lengths.npy is 1; it must be between 2 and 4096");
    assertRefusedWith(
        bins,
        entries -> numbers(entries, "encoding-lengths.npy").putInt(4, 8),
        "encoding-values.npy has 212 bytes and needs 216");
    assertRefusedWith(
        bins,
        entries -> {
          ByteBuffer edges = numbers(entries, "encoding-values.npy");
          edges.putFloat(4, edges.getFloat(0));
        },
        "number 2 of the encoding of feature 0 is");
    assertRefusedWith(
        bins,
        entries -> numbers(entries, "encoding-values.npy").putFloat(4, Float.NaN),
        "number 2 of encoding-values.npy is NaN; it must be finite");
    assertRefusedWith(
        Kind.RNN_OF_RANKS,
        entries -> numbers(entries, "encoding-quantiles.npy").putFloat(0, Float.NaN),
        "number 1 of encoding-quantiles.npy is NaN; it must be finite");
  }

  private static ByteBuffer numbers(Map<String, byte[]> entries, String name) {
    byte[] entry = entries.get(name);
    return ByteBuffer.wrap(entry, ModelFiles.HEADER, entry.length - ModelFiles.HEADER)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void treeWhoseNodesLeadBackIsRefused() throws IOException {
    assertRefusedWith(
        Kind.TREE, entries -> numbers(entries, "next.npy").putInt(0, 0), "node 0 leads to 0");
  }

  @Test
  void forestWithoutOneOfItsTreesIsRefused() throws IOException {
    assertRefusedWith(
        Kind.FOREST,
        entries -> entries.keySet().removeIf(name -> name.startsWith("tree-2/")),
        "it has no tree-2/feature.npy");
  }

  @Test
  void treeOfOtherSongsIsRefused() throws IOException {
    assertRefusedWith(
        Kind.FOREST,
        entries -> replace(entries, "\"tree-3/classes\" : 7", "\"tree-3/classes\" : 8"),
        "tree-3/: it has 3 features and 8 genres, and its forest has 3 and 7");
  }

  @Test
  void wrongChecksumIsNamed() throws IOException {
    Path file = Kind.TREE.write(folder);
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("threshold.npy") + "threshold.npy".length() + 2] ^= 1;
    Files.write(file, bytes);
    assertRefused(Kind.TREE, file, "the checksum of threshold.npy is wrong");
  }

  @Test
  void everyTruncatedFileIsRefused() throws IOException {
    Path file = Kind.FOREST.write(folder);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 1 + whole.length / 200) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(Kind.FOREST, file, "is not a readable model");
    }
  }

  /**
   * Damaged in transit, and damaged by somebody who mends the checksums: each file is a model or is
   * refused by name, takes less than a second of the processor and at most twice the memory.
   */
  @ParameterizedTest
  @EnumSource
  void damagedFilesAreModelsOrRefused(Kind kind) throws IOException {
    Path file = kind.write(folder);
    byte[] whole = Files.readAllBytes(file);
    Map<String, byte[]> entries = ModelFiles.entries(file);
    kind.load(file); // loads the classes
    long allocated = cost(() -> kind.load(file))[1];
    Random random = new Random(kind.ordinal());
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      if (i % 2 == 0) {
        Files.write(file, damaged(whole, random));
      } else {
        ModelFiles.write(file, tampered(entries, random));
      }
      boolean[] loaded = {false};
      long[] cost =
          cost(
              () -> {
                try {
                  kind.load(file);
                  loaded[0] = true;
                } catch (UnreadableModelException e) {
                  assertTrue(e.getMessage().startsWith(file + " "), e.getMessage());
                  assertFalse(e.getMessage().matches(".*\\p{Cntrl}.*"), e.getMessage());
                }
              });
      String which = "file " + i;
      refused += loaded[0] ? 0 : 1;
      assertTrue(cost[0] < MOST_NANOS, () -> which + " took " + cost[0] + " ns");
      assertTrue(
          cost[1] <= 2 * allocated, () -> which + ": " + cost[1] + " bytes, not " + allocated);
    }
    assertTrue(refused > MUTATIONS / 2, "refused " + refused);
  }

  /** Something that loads a file. */
  private interface Load {
    void run() throws IOException;
  }

  /** The nanoseconds of the processor and the bytes of memory that loading takes. */
  private static long[] cost(Load load) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long nanos = threads.getCurrentThreadCpuTime();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    load.run();
    return new long[] {
      threads.getCurrentThreadCpuTime() - nanos, threads.getCurrentThreadAllocatedBytes() - bytes
    };
  }

  /** Flips bits, and cuts, doubles or overwrites a piece. */
  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int at = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(Math.min(64, bytes.length - at));
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes = Arrays.copyOf(bytes, at);
      case 2 -> Arrays.fill(bytes, at, at + length, (byte) random.nextInt());
      case 3 -> {
        byte[] less = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, less, 0, at);
        System.arraycopy(bytes, at + length, less, at, less.length - at);
        bytes = less;
      }
      default -> {
        byte[] more = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, more, at + length, bytes.length - at);
        bytes = more;
      }
    }
    return bytes;
  }

  /** Changes what one entry says. */
  private static Map<String, byte[]> tampered(Map<String, byte[]> entries, Random random) {
    Map<String, byte[]> changed = new LinkedHashMap<>();
    entries.forEach((name, bytes) -> changed.put(name, bytes.clone()));
    changed.remove(ModelWriter.SUMS);
    List<String> names = new ArrayList<>(changed.keySet());
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> changed.remove(name);
      case 1 -> changed.put(name, damaged(changed.get(name), random));
      case 2 -> {
        ByteBuffer numbers = ByteBuffer.wrap(changed.get(name)).order(ByteOrder.LITTLE_ENDIAN);
        int[] extremes = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fc00000};
        int place = random.nextInt(Math.max(1, numbers.limit() / 4)) * 4;
        if (place + 4 <= numbers.limit()) {
          numbers.putInt(place, extremes[random.nextInt(extremes.length)]);
        }
      }
      default -> {
        String json = new String(changed.get(ModelWriter.SETTINGS), StandardCharsets.UTF_8);
        String[] numbers = {"0", "-1", "2147483647", "9e99", "\"x\"", "null", "[[[[]]]]", "1.5"};
        String number = numbers[random.nextInt(numbers.length)];
        List<String> lines = new ArrayList<>(List.of(json.split("\n")));
        int line = random.nextInt(lines.size());
        lines.set(line, lines.get(line).replaceAll(": -?[0-9.]+", ": " + number));
        changed.put(
            ModelWriter.SETTINGS, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
      }
    }
    return changed;
  }

  /** Changes entries in place. */
  private interface Change {
    void apply(Map<String, byte[]> entries);
  }

  private static void replace(Map<String, byte[]> entries, String old, String fresh) {
    String json = new String(entries.get(ModelWriter.SETTINGS), StandardCharsets.UTF_8);
    if (!json.contains(old)) {
      fail("No " + old + " in " + json);
    }
    entries.put(ModelWriter.SETTINGS, json.replace(old, fresh).getBytes(StandardCharsets.UTF_8));
  }

  private void assertRefusedWith(Kind kind, Change change, String text) throws IOException {
    Path file = kind.write(folder);
    Map<String, byte[]> entries = ModelFiles.entries(file);
    change.apply(entries);
    ModelFiles.write(file, entries);
    assertRefused(kind, file, text);
  }

  private static void assertRefused(Kind kind, Path file, String text) {
    String message =
        assertThrows(UnreadableModelException.class, () -> kind.load(file)).getMessage();
    assertTrue(message.contains(text), message);
  }
}
