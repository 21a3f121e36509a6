package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathTableTest {

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("paths.csv"), content);
  }

  private String refusal(String content) throws IOException {
    Path file = file(content);
    String message =
        assertThrows(MalformedDataException.class, () -> PathTable.load(file)).getMessage();
    assertTrue(message.startsWith(file + ":"), message);
    return message.substring(file.toString().length() + 1);
  }

  @Test
  void pathsEndInTheGenre() throws IOException {
    Path file =
        file("Genre,coarse,fine\nrock,rock,\n\"indie, rock\",rock,indie\nsoul,,\nfunk,soul,funk\n");
    assertTrue(PathTable.isIn(file));
    PathTable table = PathTable.load(file);
    assertEquals(List.of("rock", "indie, rock", "soul", "funk"), table.genres());
    assertEquals(
        List.of(
            List.of("rock"),
            List.of("rock", "indie", "indie, rock"),
            List.of("soul"),
            List.of("soul", "funk")),
        table.paths());
  }

  @Test
  void otherTablesAreNone() throws IOException {
    assertFalse(PathTable.isIn(file("child,parent\na,b\n")));
    assertFalse(PathTable.isIn(file("name,genre\na,b\n")));
  }

  @Test
  void faultsAreNamedWithTheirLine() throws IOException {
    assertEquals(
        "3: genre \"a\" stood in line 2 already; give one path for each.",
        refusal("genre,top\na,x\na,y\n"));
    assertEquals("2: the genre has no name.", refusal("genre,top\n,x\n"));
    assertEquals(
        "2: the path of \"a\" has a gap before \"y\"; only its last cells may be blank.",
        refusal("genre,top,mid\na,,y\n"));
    assertEquals("3: this row has 3 cells and the header 2.", refusal("genre,top\na,x\nb,x,y\n"));
  }
}
