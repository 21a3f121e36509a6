package ihct.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash by which files, songs and settings are told apart. */
public final class Sha256 {

  private Sha256() {}

  /** {@return a digest that has seen nothing yet} */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * {@return the hash of all that the digest has seen, which begins anew, as 64 hexadecimal digits}
   */
  public static String end(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** {@return the hash of bytes, 64 hexadecimal digits} */
  public static String of(byte[] bytes) {
    MessageDigest digest = begin();
    digest.update(bytes);
    return end(digest);
  }

  /** {@return the hash of a text in UTF-8, 64 hexadecimal digits} */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
