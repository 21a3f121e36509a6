package ihct.models;

/**
 * The numbers of the paper's networks, each stated once, with the reading we chose where its text
 * is unclear.
 *
 * <ul>
 *   <li>Classes: one passage says 5283, all others 5238; we read 5238.
 *   <li>Dense: called a "2-layer" network in one place and "4-layer" in another; we read three
 *       hidden layers and the softmax, the only reading with four weight matrices and "3×256".
 *   <li>Dropout follows each hidden layer, so it acts on the inputs of the layers behind it.
 *   <li>Optimiser, batch size and learning rate are not given; we use Adam with its usual settings
 *       ({@link TrainingOptions#paper}).
 *   <li>Which linkage, distance and tiers gave the printed accuracies is not said; ours are
 *       settings of a run, by default complete linkage, Euclidean distance and the tiers 2, 4, 8,
 *       …, N (S1).
 *   <li>The RNN's accuracy is read as that of the leaf at the end of its path.
 *   <li>80/10/10 parts are stated for the decision tree only; we use them for every model.
 * </ul>
 */
public final class PaperSettings {

  /** Most questions that the entropy tree asks of a song. */
  public static final int TREE_DEPTH = 16;

  /** Hidden layers of Dense and of each StackNet stage. */
  public static final int HIDDEN_LAYERS = 3;

  /** ReLU units in each of them. */
  public static final int HIDDEN_UNITS = 256;

  /** Share of units that dropout removes behind each hidden layer, in training. */
  public static final double DROPOUT = 0.1;

  /** State size of the GRU, in each of its two directions. */
  public static final int GRU_UNITS = 256;

  /** Dense layers applied to every step of the RNN. */
  public static final int TIME_DISTRIBUTED_LAYERS = 2;

  /** ReLU units in each of them. */
  public static final int TIME_DISTRIBUTED_UNITS = 128;

  private PaperSettings() {}
}
