package ihct.loading.formats.fetched;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionInputStream;
import org.apache.hadoop.io.compress.CompressionOutputStream;
import org.apache.hadoop.io.compress.Compressor;
import org.apache.hadoop.io.compress.Decompressor;

/** Unpacks gzip, which the library leaves to Hadoop. */
final class GzipCodec implements CompressionCodec {

  @Override
  public Decompressor createDecompressor() {
    return null; // the stream needs none
  }

  @Override
  public Compressor createCompressor() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompressionInputStream createInputStream(InputStream packed, Decompressor none) {
    try {
      return new Unpacked(new GZIPInputStream(packed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompressionOutputStream createOutputStream(OutputStream to, Compressor by) {
    throw new UnsupportedOperationException();
  }

  private static final class Unpacked extends CompressionInputStream {

    Unpacked(InputStream in) throws IOException {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      return in.read(to, from, length);
    }

    @Override
    public void resetState() {}
  }
}
