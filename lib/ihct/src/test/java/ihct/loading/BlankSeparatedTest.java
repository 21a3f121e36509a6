package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with any number of blanks between their cells. */
class BlankSeparatedTest {

  @TempDir Path folder;

  private LoadedSongs load(String text) throws IOException {
    return Tables.load(
        Tables.write(folder, "t.txt", text),
        LoadingOptions.everything().withColumns(List.of("f*"), "kind", null));
  }

  @Test
  void songsAreThoseOfTheTwinWithCommas() throws IOException {
    Random random = new Random(5);
    List<String> rows = new ArrayList<>(List.of("f1,f2,kind"));
    for (int i = 0; i < 9000; i++) {
      String kind = List.of("a", "b c", "d").get(i % 3);
      rows.add(random.nextGaussian() + "," + random.nextGaussian() + "," + kind);
    }
    String plain = String.join("\n", rows);
    StringBuilder blanks = new StringBuilder();
    StringBuilder named = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      String[] cells = rows.get(i).split(",");
      String row = cells[0] + " ".repeat(1 + i % 4) + cells[1] + "  \"" + cells[2] + "\"\n";
      blanks.append(" ".repeat(i % 3)).append(row);
      named.append(i == 0 ? "" : "\"" + i + "\" ").append(row);
    }
    String expected = load(plain).songs().sha256();
    assertEquals(expected, load(blanks.toString()).songs().sha256());
    assertEquals(expected, load(named.toString()).songs().sha256(), "as R writes it");
    String single = blanks.toString().replace('"', '\'');
    assertEquals(expected, load(single).songs().sha256(), "in single quotes");
    assertTrue(load(blanks.toString()).report().notes().toString().contains("separated by blanks"));
  }

  @Test
  void quotesWithinCellsAreText() throws IOException {
    String text = "f1 kind\n1 it's\n2 'tis\n3 \"a \"\"b\"\" c\"\n4 'd''e'\n5 \"x y\"z\n";
    LoadedSongs loaded = load(text + "6 p\n".repeat(20));
    assertEquals(List.of("'tis", "a \"b\" c", "d'e", "it's", "p"), loaded.songs().genres());
    assertTrue(loaded.report().leftOut().toString().contains("t.txt:6"), "three cells");
  }

  @Test
  void oddRowIsCountedByItsLine() throws IOException {
    StringBuilder text = new StringBuilder("f1 f2 kind\n\n");
    for (int i = 0; i < 20; i++) {
      text.append(i == 7 ? "1 2\n" : i + " 2 a\n");
    }
    LoadedSongs loaded = load(text.toString());
    assertEquals(19, loaded.songs().size());
    assertTrue(
        loaded.report().leftOut().toString().contains("t.txt:10"),
        () -> loaded.report().leftOut().toString());
  }

  @Test
  void blanksAreNoSeparatorsBesideAnother() throws IOException {
    assertEquals(
        List.of("f 1"),
        load("f 1,kind of\n1,a b\n2,c d\n".replace("kind of", "kind")).songs().features());
    assertThrows(MalformedDataException.class, () -> load("f1 f2 kind\none two\n3\n"));
  }
}
