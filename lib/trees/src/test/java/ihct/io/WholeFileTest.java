package ihct.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void textsBytesAndLinesAreWrittenAndReplaced() throws IOException {
    Path file = folder.resolve("a.txt");
    WholeFile.replace(file, "häß");
    assertEquals("häß", Files.readString(file));
    WholeFile.replace(file, new byte[] {65, 66});
    assertEquals("AB", Files.readString(file));
    WholeFile.replace(file, IntStream.range(0, 100_000).mapToObj(i -> i + "\n"));
    assertEquals(100_000, Files.readAllLines(file).size());
    assertEquals(List.of("a.txt"), names());
  }

  @Test
  void closingTheStreamEndsNothing() throws IOException {
    Path file = folder.resolve("a.txt");
    WholeFile.replace(
        file,
        out -> {
          out.write('a');
          out.close();
          out.write('b');
        });
    assertEquals("ab", Files.readString(file));
  }

  @Test
  void theEarlierFileStandsUntilTheNewOneIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    WholeFile.replace(
        file,
        out -> {
          out.write(new byte[1 << 20]);
          assertEquals("old", Files.readString(file));
        });
    assertEquals(1 << 20, Files.size(file));
  }

  @Test
  void whateverBreaksTheContentTheEarlierFileIsIntactAndNothingElseIsLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    for (Throwable failure :
        List.of(
            new IOException("disk full"),
            new CancellationException("stopped"),
            new OutOfMemoryError("none left"))) {
      Throwable thrown =
          assertThrows(
              Throwable.class,
              () ->
                  WholeFile.replace(
                      file,
                      out -> {
                        out.write(new byte[1 << 20]);
                        throwAny(failure);
                      }));
      assertEquals(failure, failure instanceof IOException ? thrown.getCause() : thrown);
      assertEquals("old", Files.readString(file));
      assertEquals(List.of("a.txt"), names());
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void throwAny(Throwable failure) throws E {
    throw (E) failure;
  }

  @Test
  void linksStayAndWhatTheyLeadToIsReplaced() throws IOException {
    Path real = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("real.txt"));
    WholeFile.replace(link, "new");
    assertTrue(Files.isSymbolicLink(link));
    assertFalse(Files.isSymbolicLink(real));
    assertEquals("new", Files.readString(real));
    assertEquals(List.of("link.txt", "real.txt"), names());
  }

  @Test
  void whatIsNoFileIsWrittenTo() throws Exception {
    Path pipe = folder.resolve("pipe");
    if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
      return; // a system without pipes in folders
    }
    byte[] read = new byte[3];
    Thread reader =
        new Thread(
            () -> {
              try (InputStream in = Files.newInputStream(pipe)) {
                in.readNBytes(read, 0, read.length);
              } catch (IOException e) {
                Arrays.fill(read, (byte) '?');
              }
            });
    reader.start();
    WholeFile.replace(pipe, "new");
    reader.join();
    assertEquals("new", new String(read));
    assertEquals(List.of("pipe"), names());
  }

  @Test
  void whatCannotBeWrittenIsNamedWithTheReason() {
    Path file = folder.resolve("none").resolve("a.txt");
    UnwritableException refusal =
        assertThrows(UnwritableException.class, () -> WholeFile.replace(file, "x"));
    assertEquals(
        "%s could not be written: %s.new is gone. What was complete before is intact."
            .formatted(file, file),
        refusal.getMessage());
  }
}
