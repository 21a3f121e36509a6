package ihct.songs;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A sum of doubles that loses nothing until it is asked for, and is then rounded once. So neither
 * the order of the terms nor the parts that they were added in, by threads or machines, show in it.
 *
 * <p>Genre means tie: a genre of two artists lies halfway between those of one artist each. There
 * the last digit of a mean or a standard deviation decides which two merge first, and plain sums
 * would let the order of the rows decide it.
 *
 * <p>The sum is a whole number of the smallest double, 2⁻¹⁰⁷⁴, in digits of 32 bits. Each stands in
 * 64, so that many terms can be added before anything is carried.
 *
 * @see <a href="https://arxiv.org/abs/1505.05571">Neal (2015), small superaccumulators</a>
 */
final class ExactSum {

  private static final int DIGIT = Integer.SIZE;
  private static final long MASK = (1L << DIGIT) - 1;

  /** Bits of a double's fraction, and of its exponent where the number is not finite. */
  private static final int FRACTION = 52;

  private static final int NOT_FINITE = 0x7FF;

  /** A term adds less than 2⁵³ to a digit: so many leave it within 63 bits. */
  private static final int TERMS_PER_CARRY = 512;

  /** 2⁶³ terms, each below 2¹⁰²⁴, take 1074 + 1024 + 63 bits and a sign. */
  private static final int TOP = (1074 + 1024 + 63) / DIGIT;

  /** Of the whole sum; but for the last one they are not negative after carrying. */
  private final long[] digits = new long[TOP + 1];

  private int termsSinceCarry;

  /** The sum of those terms that are infinite or no number. */
  private double notFinite;

  /** Makes sums of nothing. */
  static ExactSum[] several(int count) {
    return Stream.generate(ExactSum::new).limit(count).toArray(ExactSum[]::new);
  }

  void add(double term) {
    long bits = Double.doubleToRawLongBits(term);
    int exponent = (int) (bits >>> FRACTION) & NOT_FINITE;
    if (exponent == NOT_FINITE) {
      notFinite += term;
      return;
    }
    long whole = bits & ((1L << FRACTION) - 1);
    int place = 0;
    if (exponent > 0) {
      whole |= 1L << FRACTION;
      place = exponent - 1;
    }
    int digit = place / DIGIT;
    int shift = place % DIGIT;
    long sign = bits >> 63; // 0 or −1: (x ^ −1) + 1 is −x
    digits[digit] += (((whole << shift) & MASK) ^ sign) - sign;
    digits[digit + 1] += ((whole >>> (DIGIT - shift)) ^ sign) - sign;
    if (++termsSinceCarry == TERMS_PER_CARRY) {
      carry(digits);
      termsSinceCarry = 0;
    }
  }

  /** Adds all terms of another sum, which does not change. */
  void add(ExactSum other) {
    carry(digits);
    for (int i = 0; i <= TOP; i++) {
      digits[i] += other.digits[i];
    }
    carry(digits);
    termsSinceCarry = 0;
    notFinite += other.notFinite;
  }

  /** Makes it a sum of nothing again. */
  void clear() {
    Arrays.fill(digits, 0);
    termsSinceCarry = 0;
    notFinite = 0;
  }

  /**
   * The double that is nearest to the sum, of two equally near the even one; infinite if the sum
   * exceeds all doubles, and whatever terms that are not finite add up to.
   */
  double value() {
    if (notFinite != 0) {
      return notFinite;
    }
    long[] positive = digits.clone();
    carry(positive);
    if (positive[TOP] >= 0) {
      return rounded(positive);
    }
    Arrays.setAll(positive, i -> -positive[i]);
    carry(positive);
    return -rounded(positive);
  }

  private static void carry(long[] digits) {
    for (int i = 0; i < TOP; i++) {
      digits[i + 1] += digits[i] >> DIGIT;
      digits[i] &= MASK;
    }
  }

  private static double rounded(long[] digits) {
    int top = TOP;
    while (top > 0 && digits[top] == 0) {
      top--;
    }
    int length = top * DIGIT + Long.SIZE - Long.numberOfLeadingZeros(digits[top]);
    int place = Math.max(0, length - FRACTION - 1); // of the last bit that is kept
    if (place > NOT_FINITE - 2) {
      return Double.POSITIVE_INFINITY;
    }
    int first = place / DIGIT;
    int shift = place % DIGIT;
    long kept =
        digits[first] >>> shift
            | digits[first + 1] << (DIGIT - shift)
            | digits[first + 2] << (2 * DIGIT - shift); // 0 where that would shift by nothing
    if (place > 0 && isBit(digits, place - 1) && ((kept & 1) == 1 || isBelow(digits, place - 1))) {
      kept++;
    }
    return Double.longBitsToDouble(((long) place << FRACTION) + kept);
  }

  private static boolean isBit(long[] digits, int place) {
    return (digits[place / DIGIT] >>> place % DIGIT & 1) == 1;
  }

  /** Tells whether anything stands below a place. */
  private static boolean isBelow(long[] digits, int place) {
    int digit = place / DIGIT;
    return (digits[digit] & ((1L << place % DIGIT) - 1)) != 0
        || Arrays.stream(digits, 0, digit).anyMatch(below -> below != 0);
  }
}
