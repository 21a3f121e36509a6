package ihct.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

  @TempDir Path folder;

  @Test
  void linesAreAddedAndRead() throws IOException {
    Path file = Files.createFile(folder.resolve("results.jsonl"));
    JsonLines.append(file, List.of("{\"a\":1}"));
    JsonLines.append(file, List.of());
    JsonLines.append(file, List.of("{\"b\":\"ö\"}", "{}"));
    assertEquals("{\"a\":1}\n{\"b\":\"ö\"}\n{}\n", Files.readString(file));
    assertEquals(List.of("{\"a\":1}", "{\"b\":\"ö\"}", "{}"), JsonLines.read(file));
    JsonLines.replace(file, List.of("{}"));
    assertEquals("{}\n", Files.readString(file));
  }

  @Test
  void aLineThatWasCutOffIsNotReadAndCanBeSetAside() throws IOException {
    Path file = Files.writeString(folder.resolve("results.jsonl"), "{}\n{\"ä\":");
    assertEquals(List.of("{}"), JsonLines.read(file));
    Path torn = folder.resolve("results.torn");
    assertEquals(Optional.of(torn), JsonLines.setTornLineAside(file));
    assertEquals("{\"ä\":", Files.readString(torn));
    assertEquals("{}\n", Files.readString(file));
    assertEquals(Optional.empty(), JsonLines.setTornLineAside(file));
    Files.writeString(file, "[");
    assertEquals(Optional.of(torn), JsonLines.setTornLineAside(file));
    assertEquals("", Files.readString(file));
  }

  @Test
  void linesAreOnlyAddedToAFileThatExists() {
    Path file = folder.resolve("none.jsonl");
    assertThrows(UnwritableException.class, () -> JsonLines.append(file, List.of("{}")));
    assertEquals(false, Files.exists(file));
  }
}
