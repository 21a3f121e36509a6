package ihct.browser.alone;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stands for {@link java.security.DigestInputStream}, of which TeaVM has none. */
public final class LoneDigestInputStream extends FilterInputStream {

  private final LoneMessageDigest digest;

  public LoneDigestInputStream(InputStream in, LoneMessageDigest digest) {
    super(in);
    this.digest = digest;
  }

  public LoneMessageDigest getMessageDigest() {
    return digest;
  }

  @Override
  public int read() throws IOException {
    int one = in.read();
    if (one >= 0) {
      digest.update((byte) one);
    }
    return one;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count > 0) {
      digest.update(target, offset, count);
    }
    return count;
  }
}
