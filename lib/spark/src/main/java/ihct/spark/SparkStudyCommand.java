package ihct.spark;

import ihct.cli.StudyCommand;
import ihct.study.PlanRun;
import java.io.IOException;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a study by a plan on a cluster. */
@Command(
    name = "study",
    customSynopsis = {
      "environment/spark study --plan FILE [--songs DIR...] [--blas-core NAME] [--master URL]",
      "                        [--executor-cores N] [--conf KEY=VALUE...] [--resume] --out DIR"
    },
    sortOptions = false,
    description = {
      "As ihct study, but that trainings and tuning are tasks of a Spark cluster, a group that"
          + " shares models each.",
      "This process alone writes to --out, as results come; one that dies can go on later: add"
          + " --resume. Songs must lie at the same place on every machine."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  environment/spark study --master 'local[2]' --plan environment/plans/smoke.json --out out/spark")
final class SparkStudyCommand extends StudyCommand {

  @Mixin private Cluster cluster;

  @Override
  protected Integer run(PlanRun run) throws IOException {
    try (JavaSparkContext spark = cluster.open("ihct study")) {
      return super.run(run.by(new SparkWorkers(new SparkHands(spark, listener()), run)));
    }
  }
}
