package ihct.browser.alone;

import java.util.Arrays;

/**
 * Stands for {@link java.security.MessageDigest}, of which TeaVM has none: SHA-256 alone.
 *
 * @see <a href="https://doi.org/10.6028/NIST.FIPS.180-4">FIPS 180-4, sections 5.3.3 and 6.2</a>
 */
public final class LoneMessageDigest {

  private static final int BLOCK = 64;

  /** Where the length stands in the last block. */
  private static final int LENGTH = BLOCK - Long.BYTES;

  private static final int PRIMES = 64;
  private static final int[] START = new int[8];
  private static final int[] ROUNDS = new int[PRIMES];

  // The first bits of the fractions of the primes' square and cube roots.
  static {
    int found = 0;
    for (int n = 2; found < PRIMES; n++) {
      boolean prime = true;
      for (int i = 2; i * i <= n; i++) {
        prime &= n % i > 0;
      }
      if (prime) {
        if (found < START.length) {
          START[found] = fraction(Math.sqrt(n));
        }
        ROUNDS[found++] = fraction(Math.cbrt(n));
      }
    }
  }

  private final int[] state = START.clone();
  private final int[] words = new int[BLOCK];
  private final byte[] block = new byte[BLOCK];
  private int filled;
  private long bytes;

  private LoneMessageDigest() {}

  private static int fraction(double root) {
    return (int) (long) ((root - Math.floor(root)) * 0x1p32);
  }

  public static LoneMessageDigest getInstance(String algorithm) {
    return new LoneMessageDigest();
  }

  public void update(byte one) {
    block[filled++] = one;
    bytes++;
    if (filled == BLOCK) {
      turn();
    }
  }

  public void update(byte[] input) {
    update(input, 0, input.length);
  }

  public void update(byte[] input, int from, int length) {
    for (int i = from; i < from + length; i++) {
      update(input[i]);
    }
  }

  public byte[] digest() {
    byte[] hash = new byte[32];
    digest(hash, 0, hash.length);
    return hash;
  }

  public int digest(byte[] hash, int from, int length) {
    long bits = bytes * Byte.SIZE;
    update((byte) 0x80);
    while (filled != LENGTH) {
      update((byte) 0);
    }
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      update((byte) (bits >>> shift));
    }
    for (int i = 0; i < 32; i++) {
      hash[from + i] = (byte) (state[i / 4] >>> (24 - 8 * (i % 4)));
    }
    System.arraycopy(START, 0, state, 0, START.length);
    bytes = 0;
    return 32;
  }

  private void turn() {
    filled = 0;
    for (int i = 0; i < 16; i++) {
      words[i] =
          block[4 * i] << 24
              | (block[4 * i + 1] & 0xff) << 16
              | (block[4 * i + 2] & 0xff) << 8
              | block[4 * i + 3] & 0xff;
    }
    for (int i = 16; i < BLOCK; i++) {
      int near = words[i - 2];
      int far = words[i - 15];
      words[i] =
          (Integer.rotateRight(near, 17) ^ Integer.rotateRight(near, 19) ^ near >>> 10)
              + words[i - 7]
              + (Integer.rotateRight(far, 7) ^ Integer.rotateRight(far, 18) ^ far >>> 3)
              + words[i - 16];
    }
    int[] s = Arrays.copyOf(state, state.length); // a … h
    for (int i = 0; i < BLOCK; i++) {
      int e = s[4];
      int a = s[0];
      int first =
          s[7]
              + (Integer.rotateRight(e, 6)
                  ^ Integer.rotateRight(e, 11)
                  ^ Integer.rotateRight(e, 25))
              + (e & s[5] ^ ~e & s[6])
              + ROUNDS[i]
              + words[i];
      int second =
          (Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22))
              + (a & s[1] ^ a & s[2] ^ s[1] & s[2]);
      System.arraycopy(s, 0, s, 1, 7);
      s[4] += first;
      s[0] = first + second;
    }
    for (int i = 0; i < state.length; i++) {
      state[i] += s[i];
    }
  }
}
