package ihct.cli;

import ihct.files.Target;
import ihct.study.run.ModelEvaluation;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    footer = {"", "Example: ihct evaluate --run out/dataset --model dense --data new.csv"})
final class EvaluateCommand extends Subcommand {

  @Mixin private SavedModelOptions saved;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the scores as JSON, too.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    if (json != null) {
      Target.requireFile(json);
    }
    ModelEvaluation evaluation = ModelEvaluation.of(saved.open(), saved.data, listener());
    print(evaluation.lines());
    if (json != null) {
      evaluation.writeJson(json);
    }
    return Main.SUCCESS;
  }
}
