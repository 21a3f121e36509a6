package ihct.spark;

import ihct.files.Build;
import ihct.models.device.BlasCore;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine.Option;

/** The options that say which cluster works, and how its processes are started. */
final class Cluster {

  /** Our class path without Spark's own jars, which executors have: the launcher sets it. */
  private static final String JARS = "ihct.spark.jars";

  @Option(
      names = "--master",
      paramLabel = "URL",
      defaultValue = "local[*]",
      description =
          "The cluster, such as spark://host:7077. Without it this process alone works, by"
              + " local[*], which is to try things out.")
  private String master;

  @Option(
      names = "--executor-cores",
      paramLabel = "N",
      defaultValue = "1",
      description = "Cores of an executor, which has one task at a time (default 1).")
  private int cores;

  @Option(
      names = "--conf",
      arity = "1..*",
      paramLabel = "KEY=VALUE",
      description =
          "Settings of Spark, such as spark.executor.memory=4g (2g unless given). Networks take"
              + " memory outside of it, at most as much again.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /**
   * Starts.
   *
   * @param name what the cluster's pages call it
   * @return the cluster, to be closed
   * @throws IllegalArgumentException if a folder of classes is among the jars
   */
  JavaSparkContext open(String name) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName(name)
            .setJars(jars())
            .set("spark.ui.enabled", "false")
            .set("spark.locality.wait", "0")
            .set("spark.executor.memory", "2g")
            // What comes back is taken as it comes: all of it together is no measure.
            .set("spark.driver.maxResultSize", "0")
            .set("spark.executor.cores", String.valueOf(cores))
            .set("spark.task.cpus", String.valueOf(cores))
            .set(
                "spark.executor.extraJavaOptions",
                "-Dihct.version=%s -Dfile.encoding=UTF-8 -XX:MaxNewSize=128m -XX:ActiveProcessorCount=%d"
                    .formatted(Build.version(), cores))
            .setExecutorEnv("OMP_WAIT_POLICY", "passive")
            .setExecutorEnv("OMP_NUM_THREADS", String.valueOf(cores));
    BlasCore.name()
        .ifPresent(core -> conf.setExecutorEnv(BlasCore.VARIABLE, core.toUpperCase(Locale.ROOT)));
    settings.forEach(conf::set);
    JavaSparkContext spark = new JavaSparkContext(conf);
    spark.setLogLevel("WARN");
    return spark;
  }

  private static String[] jars() {
    String[] jars = System.getProperty(JARS, "").split(File.pathSeparator);
    for (String jar : jars) {
      if (Files.isDirectory(Path.of(jar))) {
        throw new IllegalArgumentException(
            jar + " is a folder; executors are sent jars alone. Make a jar of it.");
      }
    }
    return Arrays.stream(jars).filter(jar -> !jar.isEmpty()).toArray(String[]::new);
  }
}
