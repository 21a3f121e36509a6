package ihct.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Weight matrices in a file, one after the other, 32-bit floats, little-endian, row by row. Their
 * sizes stand in the arguments, as {@code 11x256,256x5238}.
 */
final class WeightFile {

  private WeightFile() {}

  /** Uniform numbers up to √(6 ⁄ (rows + columns)), after Glorot. */
  static void write(Path file, String sizes) throws IOException {
    Random random = new Random(1);
    int[][] shapes = shapes(sizes);
    int count = 0;
    for (int[] shape : shapes) {
      count += shape[0] * shape[1];
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int[] shape : shapes) {
      double limit = Math.sqrt(6.0 / (shape[0] + shape[1]));
      for (int i = 0; i < shape[0] * shape[1]; i++) {
        bytes.putFloat((float) (limit * (2 * random.nextDouble() - 1)));
      }
    }
    Files.write(file, bytes.array());
  }

  static float[][] read(Path file, String sizes) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int[][] shapes = shapes(sizes);
    float[][] weights = new float[shapes.length][];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = new float[shapes[i][0] * shapes[i][1]];
      for (int j = 0; j < weights[i].length; j++) {
        weights[i][j] = bytes.getFloat();
      }
    }
    return weights;
  }

  /** Rows and columns of each matrix. */
  static int[][] shapes(String sizes) {
    String[] each = sizes.split(",");
    int[][] shapes = new int[each.length][];
    for (int i = 0; i < each.length; i++) {
      String[] numbers = each[i].split("x");
      shapes[i] = new int[] {Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])};
    }
    return shapes;
  }
}
