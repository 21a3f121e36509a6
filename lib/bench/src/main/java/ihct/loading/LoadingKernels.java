package ihct.loading;

import ihct.loading.csv.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The reading of the numbers of a song. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LoadingKernels {

  private static final String[] CELLS = {
    "73",
    "230666",
    "0.676",
    "0.461",
    "-6.746",
    "0.143",
    "0.0322",
    "1.01e-06",
    "0.358",
    "0.715",
    "87.917"
  };

  private final byte[][] bytes = new byte[CELLS.length][];

  /** Encodes the numbers, as they stand in files. */
  public LoadingKernels() {
    for (int i = 0; i < CELLS.length; i++) {
      bytes[i] = CELLS[i].getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The eleven features of a song; gives their sum. */
  @Benchmark
  public double numbers() {
    double sum = 0;
    for (byte[] cell : bytes) {
      sum += Numbers.parse(cell, 0, cell.length);
    }
    return sum;
  }

  /** The same by the JDK, for comparison. */
  @Benchmark
  public double numbersByJdk() {
    double sum = 0;
    for (String cell : CELLS) {
      sum += Double.parseDouble(cell);
    }
    return sum;
  }
}
