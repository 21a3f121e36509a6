package ihct.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Points in a file: n and d as 32-bit integers, then n·d doubles, row by row; all little-endian.
 */
final class Points {

  private Points() {}

  static void write(Path file, int n, int d, long seed) throws IOException {
    Random random = new Random(seed);
    ByteBuffer bytes = ByteBuffer.allocate(8 + 8 * n * d).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(n).putInt(d);
    for (int i = 0; i < n * d; i++) {
      bytes.putDouble(random.nextGaussian());
    }
    Files.write(file, bytes.array());
  }

  static double[][] read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int n = bytes.getInt();
    double[][] points = new double[n][bytes.getInt()];
    for (double[] point : points) {
      for (int j = 0; j < point.length; j++) {
        point[j] = bytes.getDouble();
      }
    }
    return points;
  }
}
