package ihct.study;

import ihct.data.Hands.Taker;
import ihct.study.plan.Cell;
import ihct.study.plan.CellResult;
import ihct.study.plan.Tuning;
import java.io.IOException;
import java.util.List;

/**
 * Who does the trainings of a study, each by {@link CellWork}: this process, or many elsewhere. The
 * study's folder is no matter of theirs; what comes of their work is taken, and written, by who
 * asked for it.
 */
public interface Workers {

  /** Whether they work on all data at once; else they are given one data set after the other. */
  boolean isForAllDataAtOnce();

  /**
   * Tries all ways to train some arms.
   *
   * @param cells the arms, with their data and trees, under the first seed
   * @param taker takes what was chosen for an arm as soon as all its ways have been tried
   * @throws IOException if data cannot be read, or as the taker does
   */
  void tune(List<Cell> cells, Taker<Tuning> taker) throws IOException;

  /**
   * Trains and measures.
   *
   * @param groups trainings that share models stand together
   * @param tunings what tuning chose
   * @param taker takes each result as soon as it is there
   * @throws IOException as there
   */
  void train(List<List<Cell>> groups, List<Tuning> tunings, Taker<CellResult> taker)
      throws IOException;
}
