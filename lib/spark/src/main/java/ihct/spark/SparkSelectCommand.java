package ihct.spark;

import ihct.cli.SelectCommand;
import ihct.data.DataSettings;
import ihct.data.Hands;
import ihct.data.SelectedSongs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Selects songs from many files on a cluster. */
@Command(
    name = "select",
    customSynopsis = {
      "environment/spark select --data FILE|DIR... [OPTIONS] [--master URL] [--executor-cores N]",
      "                         [--conf KEY=VALUE...] --out FILE"
    },
    sortOptions = false,
    description = {
      "As ihct select, but that each file is read by a task of a Spark cluster: cut large ones.",
      "This process alone writes. Files must lie at the same place on every machine."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  environment/spark select --master spark://host:7077 --data /shared/songs --out songs.csv.gz")
final class SparkSelectCommand extends SelectCommand {

  @Mixin private Cluster cluster;

  @Override
  protected SelectedSongs select(DataSettings settings, Hands hands) throws IOException {
    List<Path> everywhere =
        settings.files().stream().map(file -> Path.of(file).toAbsolutePath()).toList();
    DataSettings told = DataSettings.files(everywhere).with(any -> settings.options());
    try (JavaSparkContext spark = cluster.open("ihct select")) {
      return super.select(told, new SparkHands(spark, listener()));
    }
  }
}
