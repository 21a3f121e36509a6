package ihct.study.plan;

import ihct.study.run.RunRecord;
import ihct.study.run.StudyPart;
import java.io.Serializable;

/**
 * One training: an arm on some data under a seed, with a tree.
 *
 * @param data the name of the data
 * @param seed the seed
 * @param arm the name of the arm
 * @param tree the name of the tree; {@link #NO_TREE} for an arm that knows none
 */
public record Cell(String data, long seed, String arm, String tree) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Stands for the tree of an arm that knows none. */
  public static final String NO_TREE = "";

  /** The training that a result of a study is of. */
  public static Cell of(RunRecord record) {
    StudyPart part = record.study();
    return new Cell(part.data(), part.seed(), part.arm(), part.tree());
  }

  /** A name for files, from the names of plans, which have none but harmless characters. */
  public String fileName() {
    return data + "." + seed + "." + arm + (tree.isEmpty() ? "" : "." + tree) + ".csv.gz";
  }

  /** The arm with its tree, as tables name it. */
  public String label() {
    return StudyPart.label(arm, tree);
  }

  @Override
  public String toString() {
    return "%s on %s, seed %d".formatted(label(), data, seed);
  }
}
