package ihct.cli;

import ihct.study.run.ModelEvaluation;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Scores a trained model on new rows. */
@Command(
    name = "evaluate",
    customSynopsis = {
      "ihct evaluate --run DIR --model NAME --data FILE... [OPTIONS]",
      "ihct evaluate --model FILE.zip --data FILE... [OPTIONS]"
    },
    sortOptions = false,
    description = {
      "Scores a trained model on new rows.",
      "Genres that it never saw are measured by their parents in a known tree, or counted apart."
    },
    footerHeading = "%nExample:%n",
    footer = "  ihct evaluate --run out/dataset --model dense --data new.csv")
final class EvaluateCommand extends Subcommand {

  @Mixin private SavedModelOptions saved;

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    json.check();
    ModelEvaluation evaluation = ModelEvaluation.of(saved.open(), saved.data, listener());
    json.tell(this, evaluation.lines(), evaluation.json());
    return Main.SUCCESS;
  }
}
