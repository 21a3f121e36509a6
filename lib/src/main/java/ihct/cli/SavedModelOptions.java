package ihct.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name a trained model and new rows; evaluate and predict share them. */
final class SavedModelOptions {

  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "The folder that \"ihct run --out\" made.")
  Path run;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "A model of that run, such as dense, rnn or rnn-greedy.")
  String model;

  @Option(
      names = "--data",
      arity = "1..*",
      required = true,
      paramLabel = "FILE",
      description = "CSV files with the features of that run; its columns and label mode apply.")
  List<Path> data;
}
