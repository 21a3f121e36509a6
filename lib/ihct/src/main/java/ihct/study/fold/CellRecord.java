package ihct.study.fold;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.models.TrainingOptions;
import ihct.study.plan.Cell;
import java.util.List;

/**
 * One training and what came of it: a line of results.jsonl.
 *
 * @param schema the version of these fields
 * @param plan the plan's name
 * @param data the data's name in the plan
 * @param source the files' names, or what was simulated
 * @param dataSha256 fingerprint of the kept rows
 * @param classes genres of the training part
 * @param trainRows rows trained on
 * @param validationRows rows that chose epoch, temperature, λ and thresholds
 * @param testRows rows scored
 * @param seed drew the split and started every generator
 * @param arm the arm's name
 * @param tree the tree it was trained with; empty for none
 * @param options how it was trained, after tuning; null for a mixture
 * @param weights of a mixture's members; empty for all else
 * @param shares how much of a guess each of these is mixed with, in (0, 1); empty for all else, and
 *     for mixtures of versions that did not fit it
 * @param parameters numbers that training chose
 * @param trainSeconds wall-clock time of training; of a mixture only what its members left to do
 * @param bestEpoch of a network; 0 for others
 * @param scores how well it does
 * @param version the build
 * @param java the Java runtime
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CellRecord(
    int schema,
    String plan,
    String data,
    String source,
    String dataSha256,
    int classes,
    int trainRows,
    int validationRows,
    int testRows,
    long seed,
    String arm,
    String tree,
    TrainingOptions options,
    List<Double> weights,
    List<Double> shares,
    long parameters,
    double trainSeconds,
    int bestEpoch,
    CellScores scores,
    String version,
    String java) {

  public static final int SCHEMA = 1;

  /** Lines that were written before shares were fitted have none. */
  public CellRecord {
    shares = shares == null ? List.of() : List.copyOf(shares);
  }

  public Cell cell() {
    return new Cell(data, seed, arm, tree);
  }
}
