package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathTableTest {

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("paths.csv"), content);
  }

  private PathTable load(String content, String... classes) throws IOException {
    return PathTable.load(file(content), Set.of(classes)::contains);
  }

  private String refusal(String content) throws IOException {
    Path file = file(content);
    String message = assertThrows(MalformedDataException.class, () -> load(content)).getMessage();
    assertTrue(message.startsWith(file + ":"), message);
    return message.substring(file.toString().length() + 1);
  }

  @Test
  void pathsEndInTheGenre() throws IOException {
    PathTable table =
        load("Genre,coarse,fine\nrock,rock,\n\"indie, rock\",rock,indie\nsoul,,\nfunk,soul,funk\n");
    assertEquals(List.of("rock", "indie, rock", "soul", "funk"), table.genres());
    assertEquals(
        List.of(
            List.of("rock"),
            List.of("rock", "indie", "indie, rock"),
            List.of("soul"),
            List.of("soul", "funk")),
        table.paths());
  }

  private static final List<List<String>> FROGS =
      List.of(List.of("frog", "tree frog", "green"), List.of("frog", "bullfrog"), List.of("newt"));

  /** Cells that are blank end a row, and a row that stands twice says the same. */
  @Test
  void levelsEndInTheGenre() throws IOException {
    PathTable commas =
        load("family,genus,species\nfrog,tree frog,green\nfrog,bullfrog,\nnewt,,\nnewt,,\n");
    assertEquals(FROGS, commas.paths());
    assertEquals(List.of("green", "bullfrog", "newt"), commas.genres());
    assertEquals(List.of("family", "genus", "species"), commas.levels());
    assertEquals(
        "a table of levels, called family, genus, species in its first line", commas.words());
    PathTable tabs =
        load("family\tgenus\tspecies\nfrog\ttree frog\tgreen\nfrog\tbullfrog\t\nnewt\t\t\n");
    assertEquals(commas, tabs);
  }

  /** A first line is a row if it ends in a class, or if a cell of it stands again below. */
  @Test
  void firstLineIsARowByEvidence() throws IOException {
    String rows = "frog,tree frog,green\nfrog,bullfrog,\nnewt,,\n";
    for (PathTable table : List.of(load(rows), load(rows, "green"))) {
      assertEquals(List.of(), table.levels());
      assertEquals(Set.copyOf(FROGS), Set.copyOf(table.paths()));
      assertEquals("a table of levels, whose first line is a row", table.words());
    }
    String apart = "frog,green\nnewt,fire\n";
    assertEquals(
        List.of("green", "fire"),
        load(apart, "green").genres().stream().sorted(Comparator.reverseOrder()).toList());
    assertEquals(List.of("frog", "green"), load(apart, "fire").levels());
    assertEquals(List.of("fire"), load(apart, "fire").genres());
  }

  @Test
  void faultsOfLevelsAreNamedWithTheirLine() throws IOException {
    assertEquals(
        "3: genre \"c\" stood in line 2 already; give one path for each (of levels the last filled cell is the genre).",
        refusal("top,low\na,c\nb,c\n"));
    assertEquals(
        "1: genre \"c\" stood in line 3 already; give one path for each (of levels the last filled cell is the genre).",
        refusal("a,c\na,d\nb,c\n"));
    assertEquals("3: the genre has no name.", refusal("top,low\na,c\n,\n"));
    assertEquals(
        "2: the path of \"c\" has a gap before \"c\"; only its last cells may be blank.",
        refusal("top,mid,low\na,,c\n"));
    assertEquals(
        "3: this row has 1 cells and the first line 2; fill it up with empty ones.",
        refusal("top,low\na,c\nb\n"));
    for (String none : List.of("name\na\nb\n", ",family,genus\n0,a,b\n1,a,c\n")) {
      assertTrue(refusal(none).startsWith("1: a known tree needs the columns child"), none);
    }
  }

  @Test
  void faultsAreNamedWithTheirLine() throws IOException {
    assertEquals(
        "3: genre \"a\" stood in line 2 already; give one path for each, or call the column otherwise if it is the coarsest level.",
        refusal("genre,top\na,x\na,y\n"));
    assertEquals("2: the genre has no name.", refusal("genre,top\n,x\n"));
    assertEquals(
        "2: the path of \"a\" has a gap before \"y\"; only its last cells may be blank.",
        refusal("genre,top,mid\na,,y\n"));
    assertEquals("3: this row has 3 cells and the header 2.", refusal("genre,top\na,x\nb,x,y\n"));
  }
}
