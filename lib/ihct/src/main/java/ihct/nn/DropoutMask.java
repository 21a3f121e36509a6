package ihct.nn;

/**
 * Which units are kept, as a function of seed, step, layer, row and unit: the same whatever the
 * number of threads, and without any array of random numbers.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood (2014), whose
 *     SplitMix64 mixes the bits</a>
 */
public final class DropoutMask {

  /** Keeps every unit. */
  public static final DropoutMask NONE = new DropoutMask(0, 1);

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final long threshold;
  private final float scale;

  /** What a unit is multiplied by if it is dropped, and if it is kept. */
  private final float[] factors;

  /**
   * A mask for every step.
   *
   * @param seed starts the random numbers
   * @param keepProbability chance that a unit is kept, 1 for all
   */
  public DropoutMask(long seed, double keepProbability) {
    this.seed = mix(seed);
    this.threshold = Math.round(keepProbability * (1L << 32));
    this.scale = (float) (1 / keepProbability);
    this.factors = new float[] {0, scale};
  }

  /** What starts the random numbers of all rows. */
  public long seed() {
    return seed;
  }

  /** A unit is kept if its random number of 32 bits is below. */
  public long threshold() {
    return threshold;
  }

  /** What a kept unit is multiplied by, so that the mean stays the same. */
  public float scale() {
    return scale;
  }

  /** The random numbers of one row of a layer in one step, for {@link #relu}. */
  public long rowKey(long step, int layer, int row) {
    return mix(mix(seed + step * GOLDEN) + layer * 0xD1B54A32D192ED03L + row * GOLDEN);
  }

  /**
   * Adds the bias, sets negative units to 0, drops some and scales the others.
   *
   * @param values one row, overwritten
   * @param bias one for each unit
   * @param length number of units
   * @param rowKey that of {@link #rowKey}
   */
  public void relu(float[] values, float[] bias, int length, long rowKey) {
    if (scale == 1) {
      relu(values, bias, length);
      return;
    }
    long state = rowKey;
    for (int i = 0; i < length; i += 2) {
      long bits = mix(state += GOLDEN);
      values[i] = relu(values[i] + bias[i], bits >>> 32);
      if (i + 1 < length) {
        values[i + 1] = relu(values[i + 1] + bias[i + 1], bits & 0xFFFFFFFFL);
      }
    }
  }

  /** The same where no unit is dropped. */
  static void relu(float[] values, float[] bias, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = Math.max(values[i] + bias[i], 0);
    }
  }

  private float relu(float value, long random) {
    // no branch: the processor would guess every tenth wrong
    int kept = (int) ((random - threshold) >>> 63);
    // max rather than a comparison, so that NaN stays NaN and is noticed
    return Math.max(value, 0) * factors[kept];
  }

  /** SplitMix64's finalizer. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
