package ihct.nn;

/**
 * Softmax of one row in single precision, in loops that the compiler can turn into vector code.
 *
 * <p>e^x = 2ⁿ·e^r with n the nearest whole number to x/ln 2 and |r| ≤ ln 2/2, where a polynomial of
 * degree 6 is exact to a unit in the last place.
 */
public final class Softmax {

  /** e^x below is no normal float any more. */
  private static final float LOWEST = -87;

  private static final float INVERSE_LN2 = 1.44269504f;

  /** ln 2 in two parts: n·LN2_HIGH is exact for the n that occur. */
  private static final float LN2_HIGH = 0.693359375f;

  private static final float LN2_LOW = -2.12194440e-4f;

  /**
   * Added to a small float it leaves no place for a fraction: the sum is rounded, and its last bits
   * are the whole number in two's complement.
   */
  private static final float ROUNDING = 1.5f * (1 << 23);

  private static final int EXPONENT = 23;

  private Softmax() {}

  /**
   * Replaces logits by e^(logit − largest).
   *
   * @param row logits, overwritten
   * @param length how many
   * @param scratch at least as long, overwritten
   * @return their sum; NaN if a logit is NaN
   */
  public static float exponentials(float[] row, int length, float[] scratch) {
    return exponentials(row, length, largest(row, length, scratch), scratch);
  }

  /** The same where the largest is known. */
  static float exponentials(float[] row, int length, float largest, float[] scratch) {
    reduced(row, scratch, length, largest);
    return scaledSum(row, scratch, length);
  }

  /**
   * The largest of some numbers, NaN if one is NaN. One half is compared with the other number by
   * number, and so on: one after the other, each comparison would wait for the last.
   */
  private static float largest(float[] row, int length, float[] scratch) {
    int left = length - length / 2;
    System.arraycopy(row, length / 2, scratch, 0, left);
    max(scratch, row, length / 2);
    for (; left > 1; left -= left / 2) {
      int shift = left - left / 2;
      for (int i = 0; i < left / 2; i++) {
        scratch[i] = Math.max(scratch[i], scratch[shift + i]);
      }
    }
    return scratch[0];
  }

  private static void max(float[] row, float[] other, int length) {
    for (int i = 0; i < length; i++) {
      row[i] = Math.max(row[i], other[i]);
    }
  }

  /** Replaces x by e^r and leaves n in the last bits of rounded. */
  private static void reduced(float[] row, float[] rounded, int length, float largest) {
    for (int i = 0; i < length; i++) {
      float x = Math.max(row[i] - largest, LOWEST);
      float shifted = x * INVERSE_LN2 + ROUNDING;
      float n = shifted - ROUNDING;
      float r = x - n * LN2_HIGH - n * LN2_LOW;
      float p = 1.9875691500e-4f * r + 1.3981999507e-3f;
      p = p * r + 8.3334519073e-3f;
      p = p * r + 4.1665795894e-2f;
      p = p * r + 1.6666665459e-1f;
      p = p * r + 5.0000001201e-1f;
      row[i] = p * r * r + r + 1;
      rounded[i] = shifted;
    }
  }

  /** Multiplies by 2ⁿ, by adding n to the exponent. Four sums can run at once. */
  private static float scaledSum(float[] row, float[] rounded, int length) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i < length - 3; i += 4) {
      a += row[i] = scaled(row[i], rounded[i]);
      b += row[i + 1] = scaled(row[i + 1], rounded[i + 1]);
      c += row[i + 2] = scaled(row[i + 2], rounded[i + 2]);
      d += row[i + 3] = scaled(row[i + 3], rounded[i + 3]);
    }
    for (; i < length; i++) {
      a += row[i] = scaled(row[i], rounded[i]);
    }
    return (a + b) + (c + d);
  }

  private static float scaled(float value, float rounded) {
    int n = Float.floatToRawIntBits(rounded) << EXPONENT;
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) + n);
  }

  /**
   * Multiplies numbers by a factor.
   *
   * @param row the numbers, overwritten
   * @param length how many
   */
  public static void scale(float[] row, int length, float factor) {
    for (int i = 0; i < length; i++) {
      row[i] *= factor;
    }
  }

  /**
   * Adds numbers to others.
   *
   * @param row what is added to
   * @param more what is added
   * @param length how many
   */
  public static void add(float[] row, float[] more, int length) {
    for (int i = 0; i < length; i++) {
      row[i] += more[i];
    }
  }
}
