package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class LastWordsTest {

  @Test
  void sharedLastWordsBecomeGroups() {
    List<String> names =
        List.of("ambient", "death-metal", "Deep House", "house", "k-pop", "Metal", "tech  house ");
    assertEquals(
        List.of(
            List.of("ambient"),
            List.of("metal", "death-metal"),
            List.of("house", "Deep House"),
            List.of("house", "house"),
            List.of("k-pop"),
            List.of("metal", "Metal"),
            List.of("house", "tech  house ")),
        LastWords.paths(names));
    assertEquals(
        List.of("death-metal", "Deep House", "house", "Metal", "tech  house "),
        LastWords.grouped(names));
    Ihct tree = Ihct.ofPaths(LastWords.paths(names));
    assertEquals(List.of(4, 7), tree.schedule());
    assertEquals(tree.cluster(1, 2), tree.cluster(1, 3));
    assertEquals(tree.cluster(1, 1), tree.cluster(1, 5));
    assertEquals(1, tree.children(1, tree.cluster(1, 0)));
  }

  @Test
  void namesWithoutWordsAreTheirOwn() {
    assertEquals("-", LastWords.last("-"));
    assertEquals("roll", LastWords.last("rock'n roll"));
    assertEquals("r&b", LastWords.last("alternative R&B"));
    assertEquals("рок", LastWords.last("русский\u00a0рок"));
  }

  @Test
  void namesThatShareNothingAreRefused() {
    assertEquals(
        "No two of the 2 classes share the last word of their names, so the names make no tree."
            + " Infer it, or give a known one.",
        assertThrows(
                IllegalArgumentException.class,
                () -> LastWords.paths(List.of("a house", "house b")))
            .getMessage());
  }
}
