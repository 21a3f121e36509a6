package ihct.study.plan;

import ihct.study.run.ResultFile;
import ihct.study.run.RunRecord;
import ihct.study.run.Trial;
import java.io.IOException;
import java.io.Serializable;

/**
 * What came of one training, in a form that goes from one process to another.
 *
 * @param line its line of results.jsonl
 * @param outcomes the gzipped table of what came out for every test song
 * @param unseen the same of songs of genres that were left out; null without any
 */
public record CellResult(String line, byte[] outcomes, byte[] unseen) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Packs what was measured. */
  static CellResult of(Trial.Scored scored) throws IOException {
    return new CellResult(
        ResultFile.line(scored.record()),
        scored.outcomes().bytes(),
        scored.unseen() == null ? null : scored.unseen().bytes());
  }

  /** The result. */
  public RunRecord record() throws IOException {
    return ResultFile.parse(line);
  }

  /** The training. */
  public Cell cell() throws IOException {
    return Cell.of(record());
  }
}
