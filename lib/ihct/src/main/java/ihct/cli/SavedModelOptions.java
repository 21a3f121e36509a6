package ihct.cli;

import ihct.study.run.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name a trained model and new rows; evaluate and predict share them. */
final class SavedModelOptions {

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The folder that \"ihct run --out\" made.")
  private Path run;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description =
          "A model of that run, such as dense, rnn or rnn-greedy; without --run a model's file,"
              + " which a run leaves as models/NAME.zip and which can be moved anywhere.")
  private String model;

  @Option(
      names = "--data",
      arity = "1..*",
      required = true,
      paramLabel = "FILE",
      description = "CSV files with the features of that run; its columns and label mode apply.")
  List<Path> data;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "As of run, for new files whose columns are others than those of its own.")
  private List<String> columns = List.of();

  /** Opens the model. */
  SavedModel open() throws IOException {
    SavedModel opened =
        run == null
            ? SavedModel.ofFile(PathText.of("--model", model))
            : SavedModel.ofRun(run, model);
    return columns.isEmpty() ? opened : opened.withColumnNames(columns);
  }
}
