package ihct.study.run;

import ihct.files.Json;
import ihct.models.TrainingOptions;
import ihct.songs.SplitRule;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.util.List;

/**
 * Everything that decides a trained model: two runs of one key may share models, and one may go on
 * with what the other has learnt.
 */
public record TrainingKey(
    String dataSha256,
    SplitRule split,
    TreeSettings tree,
    List<String> hierarchy,
    TrainingOptions training,
    String version) {

  public String text() throws IOException {
    return Json.line(this);
  }
}
