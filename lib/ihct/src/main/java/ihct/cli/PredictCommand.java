package ihct.cli;

import ihct.study.run.Predictions;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predicts genres of new rows. */
@Command(
    name = "predict",
    customSynopsis = {
      "ihct predict --run DIR --model NAME --data FILE... [OPTIONS]",
      "ihct predict --model FILE.zip --data FILE... [OPTIONS]"
    },
    sortOptions = false,
    description = {
      "Predicts the genres of new rows, which need no label.",
      "Prints CSV: file,line,track,rank,genre,probability (by --tier cluster for genre). A row has fewer lines than asked for where"
          + " fewer genres have a probability above 0."
    },
    footer = {"", "Example: ihct predict --run out/dataset --model dense --data new.csv --top 5"})
final class PredictCommand extends Subcommand {

  @Mixin private SavedModelOptions saved;

  @Option(
      names = "--top",
      defaultValue = "5",
      paramLabel = "K",
      description = "Genres, or clusters, per row, at least 1 (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description = {
        "Predict the clusters of a tier of the run's tree in place of the genres, by the sums of"
            + " their probabilities:",
        "a number, 1 for the coarsest, or a name in the header of the run's paths.csv. Ask so for",
        "songs of genres that the model never saw."
      })
  private String tier;

  @Override
  public Integer call() throws IOException {
    Predictions.write(saved.open(), saved.data, tier, top, out(), listener());
    out().flush();
    return Main.SUCCESS;
  }
}
