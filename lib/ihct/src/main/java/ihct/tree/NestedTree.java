package ihct.tree;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import ihct.files.Json;
import ihct.files.JsonWords;
import ihct.hierarchy.NamedTree;
import ihct.loading.csv.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a tree of nested JSON objects, as d3 has it: {@code {"name": "all", "children": [{"name":
 * "rock"}, …]}}. Inner nodes need no name; other fields are of no account.
 */
final class NestedTree {

  /** Characters of a node in a message. */
  private static final int LONGEST = 60;

  private static final String NAME = "name";
  private static final String CHILDREN = "children";

  /** What {@link TreeFiles#JSON} tells of every tree. */
  private static final String OWN = "merges";

  private final List<String> names = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();

  /** Where each leaf stands. */
  private final Map<String, String> leaves = new HashMap<>();

  private NestedTree() {}

  /** Tells whether a text is meant as such a tree, by its first character but blanks and a mark. */
  static boolean isIn(String text) {
    return text.replace('\uFEFF', ' ').stripLeading().startsWith("{");
  }

  /**
   * Reads a tree.
   *
   * @throws IllegalArgumentException if it is none; the message names the line, or the node by its
   *     way from the root
   */
  static NamedTree read(String text) {
    NestedTree tree = new NestedTree();
    try {
      JsonNode root = Json.node(text.startsWith("\uFEFF") ? text.substring(1) : text);
      if (!root.isObject() || !hasChildren(root)) {
        if (root.has(OWN)) {
          throw new IllegalArgumentException(
              "it tells of a tree and is none; name paths.csv, tree.nwk or tree.npy beside it.");
        }
        throw refused("root", "must have a list \"children\" that is not empty", root);
      }
      tree.add(root, "root", 0);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "%s: %s".formatted(JsonWords.place(e), JsonWords.reason(e)), e);
    }
    return NamedTree.ofNodes(tree.names, tree.parents);
  }

  private static boolean hasChildren(JsonNode node) {
    return node.path(CHILDREN).isArray() && !node.path(CHILDREN).isEmpty();
  }

  private void add(JsonNode node, String place, int above) {
    if (!node.isObject()) {
      throw refused(place, "must be an object, { }, with a \"name\"", node);
    }
    JsonNode name = node.path(NAME);
    if (!name.isTextual() && !name.isIntegralNumber() && !name.isMissingNode() && !name.isNull()) {
      throw refused(place + ".name", "must be a text in quotation marks", name);
    }
    JsonNode children = node.path(CHILDREN);
    if (!children.isArray() && !children.isMissingNode() && !children.isNull()) {
      throw refused(place + ".children", "must be a list, [ ]", children);
    }
    String called = name.isNull() ? "" : Text.withoutControls(name.asText().strip());
    if (children.isEmpty()) {
      addLeaf(called, place, node);
    }
    int own = names.size();
    names.add(called);
    parents.add(above);
    for (int child = 0; child < children.size(); child++) {
      add(children.get(child), "%s.children[%d]".formatted(place, child), own);
    }
  }

  private void addLeaf(String called, String place, JsonNode node) {
    if (called.isEmpty()) {
      throw refused(place, "is a leaf, and needs a \"name\" that is not empty", node);
    }
    String earlier = leaves.putIfAbsent(called, place);
    if (earlier != null) {
      throw new IllegalArgumentException(
          "%s is the leaf \"%s\", as is %s; a class needs one place in the tree. Rename one of both, or take it out."
              .formatted(place, called, earlier));
    }
  }

  private static IllegalArgumentException refused(String place, String must, JsonNode is) {
    String text = Text.visible(is.toString());
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return new IllegalArgumentException("%s %s; it is %s.".formatted(place, must, shown));
  }
}
