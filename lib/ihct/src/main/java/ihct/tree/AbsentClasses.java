package ihct.tree;

/** What becomes of classes of the data that the file of a known tree does not name. */
public enum AbsentClasses {
  /** The tree is refused; the message names them. */
  REFUSE,
  /** Their rows are left out, before classes are counted and rows are parted; reports tell. */
  DROP,
  /**
   * Each becomes a leaf directly below the root; below a top node that is called as it is, if there
   * is one.
   */
  OWN
}
