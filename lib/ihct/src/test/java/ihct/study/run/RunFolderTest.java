package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir Path folder;

  @Test
  void folderWithContentIsRefusedUnlessForced() throws Exception {
    RunFolder.check(folder, false);
    RunFolder.check(folder.resolve("absent"), false);
    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertEquals(
        folder
            + " is not empty; choose another --out, go on with its run by --resume, or pass --force to replace it.",
        assertThrows(IllegalArgumentException.class, () -> RunFolder.check(folder, false))
            .getMessage());
    RunFolder.check(folder, true);
  }

  @Test
  void fileIsRefusedEvenIfForced() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertEquals(
        file + " is a file; results need a folder. Choose another --out.",
        assertThrows(IllegalArgumentException.class, () -> RunFolder.check(file, true))
            .getMessage());
  }

  @Test
  void onlyFilesOfARunAreRemoved() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.writeString(folder.resolve("results.jsonl"), "old\n");
    Files.createDirectories(folder.resolve("models"));
    Path oldModel = Files.writeString(folder.resolve("models/dense.zip"), "old");
    Path ownModel = Files.writeString(folder.resolve("models/mine.zip"), "mine");

    RunFolder.create(folder);

    assertEquals("mine", Files.readString(folder.resolve("notes.txt")));
    assertEquals("", Files.readString(folder.resolve("results.jsonl")));
    assertFalse(Files.exists(oldModel));
    assertTrue(Files.exists(ownModel));
  }
}
