package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known trees from columns: paths that end early, and columns in the wrong order. */
class HierarchyColumnsTest {

  private static final String HEADER = "order,family,genre,track_id,";

  @TempDir Path folder;

  private LoadedSongs load(List<String> hierarchy, String... paths) throws IOException {
    StringBuilder text = new StringBuilder(HEADER + String.join(",", Tables.FEATURES) + "\n");
    for (int i = 0; i < paths.length; i++) {
      text.append(paths[i] + ",t" + i + "," + Tables.numbers(i)).append('\n');
    }
    return Tables.load(
        Tables.write(folder, "t.csv", text.toString()),
        LoadingOptions.everything().withHierarchy(hierarchy));
  }

  private String refusal(List<String> hierarchy, String... paths) {
    return assertThrows(MalformedDataException.class, () -> load(hierarchy, paths)).getMessage();
  }

  private static String notes(LoadedSongs loaded) {
    return String.join("\n", loaded.report().notes());
  }

  @Test
  void blankFinerLevelsEndAPath() throws IOException {
    for (String blank : List.of("", "NA", " ")) {
      LoadedSongs loaded =
          load(
              List.of("order", "family", "genre"),
              "wind,reed,oboe",
              "wind,reed,shawm",
              "wind," + blank + ",horn",
              blank + "," + blank + ",voice");
      assertEquals(
          List.of(
              List.of("wind", "horn"),
              List.of("wind", "reed", "oboe"),
              List.of("wind", "reed", "shawm"),
              List.of("voice")),
          loaded.genrePaths());
      assertTrue(
          notes(loaded)
              .contains(
                  "2 of 4 classes end early, as their finer hierarchy columns are blank: horn, voice"),
          notes(loaded));
    }
  }

  @Test
  void blankCellsOfSomeRowsAreFilledByOthersOfTheClass() throws IOException {
    LoadedSongs loaded =
        load(List.of("order", "family"), "wind,,oboe", "wind,reed,oboe", "wind,reed,shawm");
    assertEquals(List.of("wind", "reed", "oboe"), loaded.genrePaths().get(0));
    assertTrue(
        notes(loaded)
            .contains(
                "of 1 class some rows leave hierarchy columns blank that other rows fill, and"
                    + " stand with these: oboe"),
        notes(loaded));
    assertTrue(
        refusal(List.of("order", "family"), "wind,,oboe", "string,reed,oboe", "x,y,z")
            .contains("genre \"oboe\" stands under \"string > reed\" here and under \"wind\" at"));
  }

  @Test
  void blankInTheMiddleIsRefused() {
    String message = refusal(List.of("order", "family"), "wind,reed,oboe", ",reed,shawm");
    assertTrue(
        message.endsWith(
            "t.csv:3:order: the cell is blank, but the finer \"family\" is \"reed\". Only the finest"
                + " columns of a hierarchy may be blank, where a class ends early."),
        message);
  }

  @Test
  void fineBeforeCoarseIsRefused() {
    String[] paths = {
      "wind,reed,oboe", "wind,brass,horn", "wind,flute,piccolo", "string,bowed,viola"
    };
    String message = refusal(List.of("family", "order", "genre"), paths);
    assertTrue(
        message.endsWith(
            "t.csv:1:family: this hierarchy column has 4 values and \"order\", named as finer, has"
                + " 2. A hierarchy goes from coarse to fine, probably: --hierarchy"
                + " order,family,genre."),
        message);
    assertTrue(
        refusal(List.of("genre", "order"), paths).contains("--hierarchy order,genre."), message);
  }

  @Test
  void columnsThatAddNoTierAreRefused() {
    String message = refusal(List.of("order", "order", "genre"), "a,x,oboe", "b,y,viola");
    assertTrue(
        message.endsWith("t.csv:1:order: it stands twice in the hierarchy; name each column once."),
        message);
    message = refusal(List.of("genre"), "a,x,oboe", "b,y,viola");
    assertTrue(
        message.contains("t.csv:1:genre: a hierarchy of the label alone has no tier above it."),
        message);
  }

  @Test
  void columnFinerThanTheLabelIsRefused() {
    String message = refusal(List.of("family"), "x,reed,wind", "x,brass,wind", "x,bowed,string");
    assertTrue(
        message.endsWith(
            "Or the order is wrong: \"family\" has 3 values and the label, \"genre\", 2; then:"
                + " --label family --hierarchy genre."),
        message);
    message = refusal(List.of("order", "family"), "x,reed,wind", "x,brass,wind", "y,lute,string");
    assertTrue(message.endsWith("--label family --hierarchy order,genre."), message);
  }

  @Test
  void levelsThatFewClassesHaveAreNoWrongOrder() throws IOException {
    // Four orders, but the only one with families has two of them.
    LoadedSongs loaded =
        load(
            List.of("order", "family"),
            "wind,reed,oboe",
            "wind,brass,horn",
            "a,,voice",
            "b,,bell",
            "c,,drum");
    assertEquals(5, loaded.genrePaths().size());
    assertFalse(notes(loaded).contains("values each"), notes(loaded));
  }

  @Test
  void columnsWithEquallyManyValuesAreTold() throws IOException {
    LoadedSongs loaded =
        load(List.of("order", "family"), "a,x,oboe", "a,x,horn", "b,y,viola", "b,y,cello");
    assertTrue(
        notes(loaded)
            .contains(
                "the hierarchy columns \"order\" and \"family\" have 2 values each, so one of their"
                    + " tiers adds nothing"),
        notes(loaded));
    LoadedSongs early =
        load(List.of("order", "family"), "a,x,oboe", "a,,horn", "b,y,viola", "b,y,cello");
    assertFalse(notes(early).contains("adds nothing"), "horn stands beside x");
  }
}
