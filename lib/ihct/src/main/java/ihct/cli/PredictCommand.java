package ihct.cli;

import ihct.io.WholeFile;
import ihct.study.run.Predictions;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
      "Prints CSV: file,line,track,rank,genre,probability (by --tier cluster for genre). A row has"
          + " fewer lines than asked for where fewer genres have a probability above 0."
    },
    footerHeading = "%nExample:%n",
    footer = "  ihct predict --run out/dataset --model dense --data new.csv --top 5")
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
      description =
          "Predict the clusters of a tier of the run's tree in place of the genres, by the sums of"
              + " their probabilities: a number, 1 for the coarsest, or a name in the header of"
              + " the run's paths.csv. Ask so for songs of genres that the model never saw.")
  private String tier;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Write the same as JSON, too, a line for each row; - prints it in place of the CSV.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    boolean isFile = json != null && !JsonOption.isOutput(json);
    if (isFile) {
      requireNew(spec, "--json", json);
    }
    Predictions predictions = Predictions.of(saved.open(), saved.data, tier, top, listener());
    if (isFile) {
      WholeFile.replace(
          json,
          bytes -> {
            Writer lines = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
            predictions.write(Predictions.csv(out()).and(Predictions.json(lines)));
            lines.flush();
          });
    } else {
      predictions.write(json == null ? Predictions.csv(out()) : Predictions.json(out()));
    }
    out().flush();
    return Main.SUCCESS;
  }
}
