package ihct.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.NamedTree;
import java.util.List;
import org.junit.jupiter.api.Test;

class NestedTreeTest {

  private static final String SOUNDS =
      """
      {"name": "all", "size": 3, "children": [
        {"name": "wind", "children": [{"name": "oboe", "value": 2}, {"name": "flute", "children": []}]},
        {"children": [{"name": 12}, {"name": "harp", "children": null}]},
        {"name": "drum"}
      ]}
      """;

  /** The way to each leaf, by hand; the node without a name is the fifth from the root's 0. */
  @Test
  void leavesAreFoundWhereTheyStand() {
    NamedTree tree = NestedTree.read(SOUNDS);
    assertEquals(
        List.of(
            List.of("wind", "oboe"),
            List.of("wind", "flute"),
            List.of("node 4", "12"),
            List.of("node 4", "harp"),
            List.of("drum")),
        tree.paths(List.of("oboe", "flute", "12", "harp", "drum")));
    assertEquals(
        NamedTree.ofNewick("((oboe,flute)wind,(12,harp),drum)all;")
            .paths(List.of("oboe", "flute", "12", "harp", "drum")),
        tree.paths(List.of("oboe", "flute", "12", "harp", "drum")));
    assertEquals(
        List.of(List.of("wind"), List.of("wind", "oboe")),
        tree.paths(List.of("wind", "oboe")),
        "a class may be an inner node, as in Newick format");
    assertEquals(2, tree.depth());
  }

  @Test
  void itIsToldByItsFirstBrace() {
    assertTrue(NestedTree.isIn("\uFEFF \n{\"name\""));
    assertFalse(NestedTree.isIn("(a,{b});"));
    assertFalse(NestedTree.isIn("genre,top\n{,x"));
    assertEquals(
        List.of(List.of("a")),
        NestedTree.read("\uFEFF{\"children\":[{\"name\":\"a\"},]}").paths(List.of("a")));
  }

  private static String refusal(String json) {
    return assertThrows(IllegalArgumentException.class, () -> NestedTree.read(json), json)
        .getMessage();
  }

  private static String inRoot(String children) {
    return refusal("{\"children\": [" + children + "]}");
  }

  @Test
  void faultsAreNamedWithTheirPlace() {
    assertEquals(
        "root.children[1].children[0] is the leaf \"a\", as is root.children[0]; a class needs one"
            + " place in the tree. Rename one of both, or take it out.",
        inRoot("{\"name\":\"a\"},{\"children\":[{\"name\":\"a\"}]}"));
    assertEquals(
        "root.children[1] is a leaf, and needs a \"name\" that is not empty; it is {\"id\":\"b\"}.",
        inRoot("{\"name\":\"a\"},{\"id\":\"b\"}"));
    assertEquals(
        "root.children[0] is a leaf, and needs a \"name\" that is not empty; it is {\"name\":\" \"}.",
        inRoot("{\"name\":\" \"}"));
    assertEquals(
        "root.children[0].children must be a list, [ ]; it is {\"name\":\"b\"}.",
        inRoot("{\"name\":\"a\",\"children\":{\"name\":\"b\"}}"));
    assertEquals(
        "root.children[0] must be an object, { }, with a \"name\"; it is \"a\".", inRoot("\"a\""));
    assertEquals(
        "root.children[0].name must be a text in quotation marks; it is [\"a\"].",
        inRoot("{\"name\":[\"a\"]}"));
    for (String empty : List.of("{\"name\":\"a\"}", "{\"name\":\"a\",\"children\":[]}", "[]")) {
      assertTrue(
          refusal(empty).startsWith("root must have a list \"children\" that is not empty"), empty);
    }
  }

  @Test
  void ownDescriptionOfATreeIsNamed() {
    assertEquals(
        "it tells of a tree and is none; name paths.csv, tree.nwk or tree.npy beside it.",
        refusal("{\"classes\":2,\"merges\":[[0,1,0.5,2]]}"));
  }

  @Test
  void brokenJsonIsNamedWithItsLine() {
    assertEquals(
        "line 2, column 12: It ends too early; a bracket, brace or quotation mark is not closed.",
        refusal("{\"children\":\n[{\"name\":\"a"));
    assertTrue(refusal("{\"children\":[{\"name\":\"a\"},").contains("It ends too early"));
    assertTrue(refusal("{\"children\":[{\"name\":\"a\",\"name\":\"b\"}]}").startsWith("line 1, "));
    assertTrue(refusal("{\"children\":[]} {}").contains("More stands behind its end"));
    String deep = "{\"children\":[".repeat(2000);
    assertTrue(refusal(deep).contains("nested too deeply"));
  }
}
