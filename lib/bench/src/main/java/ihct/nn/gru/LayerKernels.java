package ihct.nn.gru;

import ihct.nn.Adam;
import ihct.nn.FloatMatrix;
import ihct.nn.Softmax;
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

/** The loops of the networks that are no matrix products, one row or run at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LayerKernels {

  private static final int GENRES = 5238;
  private static final int UNITS = 256;

  private final float[] logits = new float[GENRES];
  private final float[] row = new float[GENRES];
  private final float[] scratch = new float[GENRES];
  private final float[] gradient = new float[Adam.RUN];
  private final float[][] gates = new float[5][UNITS];
  private final float[][] inputs = new float[3][UNITS];
  private FloatMatrix matrix;
  private Adam adam;
  private final Adam.Scratch adamScratch = new Adam.Scratch();

  /** Draws what is computed on. */
  @Setup
  public void draw() {
    Random random = new Random(1);
    for (float[] each : new float[][] {logits, gradient, inputs[0], inputs[1], inputs[2]}) {
      for (int i = 0; i < each.length; i++) {
        each[i] = (float) random.nextGaussian();
      }
    }
    matrix = FloatMatrix.allocate(1, Adam.RUN);
    adam = new Adam(matrix);
  }

  /** Softmax, loss and gradient of a song of 5,238 genres; gives the loss. */
  @Benchmark
  public double softmaxLossAndGradient() {
    System.arraycopy(logits, 0, row, 0, GENRES);
    float sum = Softmax.exponentials(row, GENRES, scratch);
    Softmax.scale(row, GENRES, 1 / sum);
    double loss = -Math.log(row[1]);
    row[1] -= 1;
    return loss;
  }

  /** Adam's step for 1,024 weights. */
  @Benchmark
  public void adam() {
    adam.step(0, 0, gradient, Adam.RUN, 1e-3f, adamScratch);
  }

  /** The gates of the GRU of one song at one step; gives the state. */
  @Benchmark
  public float[] gatesForward() {
    float[] z = gates[0];
    float[] r = gates[1];
    float[] n = gates[2];
    System.arraycopy(inputs[0], 0, z, 0, UNITS);
    System.arraycopy(inputs[1], 0, r, 0, UNITS);
    System.arraycopy(inputs[2], 0, n, 0, UNITS);
    Gates.gate(z, inputs[1], UNITS);
    Gates.gate(r, inputs[2], UNITS);
    Gates.candidate(n, r, inputs[0], UNITS);
    Gates.state(gates[4], z, n, UNITS);
    return gates[4];
  }
}
