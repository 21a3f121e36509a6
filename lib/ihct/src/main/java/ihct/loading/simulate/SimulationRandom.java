package ihct.loading.simulate;

import ihct.keys.Keys;

/**
 * Random numbers that are the same on every machine and in every Java version: SplitMix64 for the
 * bits, Marsaglia's polar method with {@link StrictMath} for the bell curve.
 *
 * <p>Every part of a simulation has a stream of its own, so that a change to one part leaves the
 * others as they were.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood (2014), SplitMix</a>
 * @see <a href="https://doi.org/10.1137/1006063">Marsaglia and Bray (1964), polar method</a>
 */
final class SimulationRandom {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;
  private double spare = Double.NaN;

  /** Opens one of the streams of a simulation's seed. */
  SimulationRandom(long seed, long stream) {
    state = Keys.mix(Keys.mix(seed + GOLDEN_GAMMA) ^ Keys.mix(stream * GOLDEN_GAMMA + 1));
  }

  /** Uniform between 0 and 1, both excluded. */
  double uniform() {
    state += GOLDEN_GAMMA;
    return ((Keys.mix(state) >>> 12) + 0.5) * 0x1.0p-52;
  }

  /** Uniform among 0…bound − 1. */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Normal with mean 0 and variance 1. */
  double gaussian() {
    if (!Double.isNaN(spare)) {
      double value = spare;
      spare = Double.NaN;
      return value;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    spare = y * scale;
    return x * scale;
  }

  /** Exponential with the given rate. */
  double exponential(double rate) {
    return -StrictMath.log(uniform()) / rate;
  }

  /** Puts numbers into a random order: Fisher and Yates. */
  void shuffle(double[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int other = below(i + 1);
      double value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
  }
}
