package ihct.study.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.files.Json;
import ihct.songs.SplitRule;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Everything that decides a trained model: two runs of one key may share models, and one may go on
 * with what the other has learnt. Options that are as usual are not in it, so that a kind of model
 * more, with options of its own, changes no key.
 */
public record TrainingKey(
    String dataSha256,
    SplitRule split,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean stratify,
    TreeSettings tree,
    List<String> hierarchy,
    Map<String, Object> training,
    String version) {

  public String text() throws IOException {
    return Json.line(this);
  }
}
