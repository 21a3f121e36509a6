package ihct.tree;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import ihct.files.Names;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a tree over the genres is made from, and whether it is then made a control. As a text it is
 * such as {@code means}, {@code known:frogs.nwk}, {@code permuted:weights} or {@code
 * random:known:frogs.nwk}; {@code permuted} and {@code random} alone are of the means.
 *
 * @param base what it is made from
 * @param control what becomes of it
 * @param file the file of a known tree; empty for any other base, and for one known by columns of
 *     the data
 */
public record TreeSource(TreeBase base, TreeControl control, String file) {

  /** The mean song of each genre, as in the paper. */
  public static final TreeSource MEANS = new TreeSource(TreeBase.MEANS, TreeControl.NONE, "");

  /** No tree. */
  public static final TreeSource NONE = new TreeSource(TreeBase.NONE, TreeControl.NONE, "");

  private static final String SEPARATOR = ":";
  private static final String KNOWN = Names.of(TreeBase.KNOWN);

  /**
   * Checks that a file goes with a known tree, and that there is a tree to make a control of.
   *
   * @throws IllegalArgumentException if a file goes with another base, or a control with none
   */
  public TreeSource {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(control, "control");
    if (!file.isEmpty() && base != TreeBase.KNOWN) {
      throw new IllegalArgumentException(
          "A tree of %s has no file, but %s was given.".formatted(Names.of(base), file));
    }
    if (base == TreeBase.NONE && control != TreeControl.NONE) {
      throw new IllegalArgumentException(
          "Tree \"%s:none\" would be a control of no tree; name what to make it of, such as %s:means."
              .formatted(Names.of(control), Names.of(control)));
    }
  }

  /**
   * Reads a source as the user writes it.
   *
   * @param text such as {@code means}; see the class
   * @return the source
   * @throws IllegalArgumentException for an unknown one; the message lists them
   */
  @JsonCreator
  public static TreeSource parse(String text) {
    String source = text.strip();
    for (TreeControl control : List.of(TreeControl.PERMUTED, TreeControl.RANDOM)) {
      if (source.equalsIgnoreCase(Names.of(control))) {
        return new TreeSource(TreeBase.MEANS, control, "");
      }
      String prefix = Names.of(control) + SEPARATOR;
      if (startsWith(source, prefix)) {
        return uncontrolled(source.substring(prefix.length()), text).with(control);
      }
    }
    return uncontrolled(source, text);
  }

  private static TreeSource uncontrolled(String source, String whole) {
    String prefix = KNOWN + SEPARATOR;
    if (startsWith(source, prefix) && source.length() > prefix.length()) {
      return new TreeSource(TreeBase.KNOWN, TreeControl.NONE, source.substring(prefix.length()));
    }
    try {
      return new TreeSource(
          Names.parse(TreeBase.class, "Tree", source.strip()), TreeControl.NONE, "");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Tree \"%s\" is not known; choose one of %s:FILE, permuted, random, permuted:SOURCE, random:SOURCE."
              .formatted(whole, Names.all(TreeBase.class)),
          e);
    }
  }

  private static boolean startsWith(String text, String prefix) {
    return text.toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  private TreeSource with(TreeControl other) {
    return new TreeSource(base, other, file);
  }

  /** What stands in results: the source without the path of a file. */
  String words() {
    String name = Names.of(base);
    if (control == TreeControl.NONE) {
      return name;
    }
    return Names.of(control) + (base == TreeBase.MEANS ? "" : SEPARATOR + name);
  }

  /**
   * Writes the source as {@link #parse} reads it.
   *
   * @return such as "means"
   */
  @Override
  @JsonValue
  public String toString() {
    return file.isEmpty() ? words() : words() + SEPARATOR + file;
  }
}
