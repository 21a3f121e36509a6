package ihct.keys;

import ihct.io.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The 64-bit keys that stand for tracks, artists and genres, and the draws made from them.
 *
 * <p>Keys and draws are part of the file format, so to speak: they decide which song is a test
 * song. They must never change; a test holds them to known values.
 */
public final class Keys {

  /** Sets the draw of a split apart; without it the cap would choose the training part. */
  public static final long SPLIT = 0x73706c6974L;

  /** Sets the draw of the cap per genre apart. */
  public static final long CAP = 0x636170L;

  private final MessageDigest sha256 = Sha256.begin();
  private final byte[] hash = new byte[32];

  /**
   * {@return a text's key: the first 8 bytes of the SHA-256 of its UTF-8, big-endian. Among a
   * million texts two meet with probability 3·10⁻⁸.}
   */
  public long key(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return key(utf8, 0, utf8.length);
  }

  /** Hashes a text given as its UTF-8. */
  public long key(byte[] utf8, int from, int to) {
    sha256.update(utf8, from, to - from);
    try {
      sha256.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-256 has 32 bytes", e);
    }
    return ByteBuffer.wrap(hash).getLong();
  }

  /**
   * Scatters a key, so that keys that differ in one bit differ in about half. A bijection.
   *
   * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele, Lea and Flood (2014), SplitMix;
   *     constants of Stafford's variant 13</a>
   */
  public static long mix(long key) {
    long z = (key ^ (key >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Draws a number for a key; draws of different purposes know nothing of each other. */
  public static long draw(long key, long purpose) {
    return mix(key ^ mix(purpose));
  }

  /** Maps 64 bits to [0, 1), in steps of 2⁻⁵³. */
  public static double unit(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }
}
