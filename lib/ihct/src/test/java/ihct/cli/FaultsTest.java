package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is no mistake of the user: full disks, closed pipes, and errors of the virtual machine. */
class FaultsTest {

  private static final String LOST =
      ": Standard output could not be written: No space left on device. What came out is not"
          + " complete.\n";

  @TempDir private static Path folder;
  private static String file;
  private static String run;

  @BeforeAll
  static void train() throws IOException {
    StringBuilder csv = new StringBuilder("x,y,kind\n");
    for (int row = 0; row < 1000; row++) {
      csv.append("%d.5,%d,%s\n".formatted(row % 2 * 5, row, row % 2 == 0 ? "even" : "odd"));
    }
    file = Files.writeString(folder.resolve("rows.csv"), csv).toString();
    run = folder.resolve("run").toString();
    assertEquals(
        0, Main.run(onRows("run", "--models", "centroid", "--out", run), nowhere(), err()));
  }

  private static String[] onRows(String command, String... more) {
    return Stream.concat(
            Stream.of(command, "--quiet", "--data", file, "--features", "x,y", "--label", "kind"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static OutputStream nowhere() {
    return OutputStream.nullOutputStream();
  }

  private static PrintStream err() {
    return new PrintStream(nowhere(), true, StandardCharsets.UTF_8);
  }

  /** A disk with room for so many bytes. */
  private static final class SmallDisk extends OutputStream {
    private int room;

    private SmallDisk(int room) {
      this.room = room;
    }

    @Override
    public void write(int b) throws IOException {
      if (room-- <= 0) {
        throw new IOException("No space left on device");
      }
    }
  }

  private static List<List<String>> commands() {
    String[] saved = {"--quiet", "--run", run, "--model", "centroid", "--data", file};
    return Stream.of(
            onRows("data"),
            onRows("tree", "--out", folder.resolve("tree").toString()),
            onRows("run", "--models", "majority", "--force", "--out", folder.resolve("again") + ""),
            with("evaluate", saved),
            with("predict", saved),
            new String[] {"--help"},
            new String[] {"predict", "--help"},
            new String[] {"--version"})
        .map(List::of)
        .toList();
  }

  private static String[] with(String command, String... more) {
    return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void halfAResultIsNoneWhateverTheCommand(List<String> line) {
    String[] command = line.toArray(String[]::new);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    assertEquals(0, Main.run(command, whole, err()));
    for (int room : new int[] {0, whole.size() / 2, whole.size() - 1}) {
      ByteArrayOutputStream told = new ByteArrayOutputStream();
      PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
      assertEquals(1, Main.run(command, new SmallDisk(room), err), "room for " + room);
      String message = told.toString(StandardCharsets.UTF_8);
      assertTrue(message.endsWith(LOST), message);
      assertEquals(1, message.lines().count(), message);
    }
    assertEquals(0, Main.run(command, new SmallDisk(whole.size() + 99), err()), "just enough");
  }

  private String told(Throwable failure) {
    StringWriter written = new StringWriter();
    RootCommand root = new RootCommand(System.err);
    CommandLine command = new CommandLine(root);
    command.setErr(new PrintWriter(written));
    assertEquals(1, ErrorText.failure(failure, command, root));
    command.getErr().flush();
    assertEquals(1, written.toString().lines().count(), written.toString());
    return written.toString();
  }

  @Test
  void errorsOfTheVirtualMachineAreSentences() throws IOException {
    for (Error error :
        List.of(
            new StackOverflowError(),
            new AssertionError("a\nb"),
            new NoClassDefFoundError("some/Class"),
            new UnsatisfiedLinkError("no such library"),
            new ExceptionInInitializerError(new IllegalStateException("a table is missing")))) {
      String sentence = told(error);
      assertTrue(sentence.startsWith("ihct failed, which is not your mistake: "), sentence);
      Path trace =
          Path.of(
              sentence.substring(
                  sentence.indexOf("trace is in ") + 12, sentence.indexOf("; please report")));
      assertTrue(Files.readString(trace).contains("at ihct.cli"));
      Files.delete(trace);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Java heap space;by Java's own objects;-Xmx",
        "GC overhead limit exceeded;by Java's own objects;-Xmx",
        "Cannot reserve 8 bytes of direct buffer memory;by Java's buffers;-XX:MaxDirectMemorySize=",
        "Metaspace;classes;-XX:MaxMetaspaceSize=",
        "unable to create native thread: possibly out of memory;threads;ulimit -u",
        "Failed to allocate: totalBytes = 1M > maxBytes;for networks;javacpp.maxbytes="
      })
  void eachMemoryThatRunsOutHasAWayOut(String text) {
    String[] parts = text.split(";");
    String sentence = told(new RuntimeException(new OutOfMemoryError(parts[0])));
    assertTrue(sentence.startsWith("Out of memory: "), sentence);
    assertTrue(sentence.contains(parts[1]), sentence);
    assertTrue(sentence.contains(parts[2]), sentence);
  }

  @Test
  void whatIsNoFileIsWrittenToAndALinkStays() throws IOException {
    Path real = Files.writeString(folder.resolve("real.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
    assertEquals(0, Main.run(onRows("data", "--json", link.toString()), nowhere(), err()));
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(real).startsWith("{"));
    Path device = Path.of("/dev/full");
    if (Files.exists(device)) {
      assertEquals(1, Main.run(onRows("data", "--json", "/dev/full"), nowhere(), err()));
      assertFalse(Files.isRegularFile(device), "the device is still one");
    }
  }
}
