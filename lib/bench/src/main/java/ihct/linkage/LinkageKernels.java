package ihct.linkage;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The search for what is nearest to a cluster. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LinkageKernels {

  private static final int CLUSTERS = 5238;

  private final double[] row = new double[CLUSTERS];
  private final double[] absence = new double[CLUSTERS];
  private final Nearest nearest = new Nearest();

  /** Draws distances. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    for (int i = 0; i < CLUSTERS; i++) {
      row[i] = 1 + random.nextDouble();
    }
  }

  /** The nearest of 5,238 clusters; gives the distance of the first. */
  @Benchmark
  public double nearest() {
    nearest.search(row, absence, 0, CLUSTERS);
    return nearest.distance(0);
  }
}
