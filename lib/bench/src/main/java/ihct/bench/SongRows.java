package ihct.bench;

import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Simulated songs in a file: rows n, features d and genres N as 32-bit integers, then n·d floats of
 * z-scored features, row by row, then n genre indices; all little-endian. Rows are in random order,
 * so that the first of them are a sample of all.
 */
record SongRows(int rows, int dimension, int genres, float[] features, int[] genre) {

  static void write(Path file, int genres, int rows) throws IOException {
    SimulationOptions options =
        new SimulationOptions(
            genres, rows + rows / 100 + 10, 1, SimulationOptions.PAPER_CLARITY, 0);
    Songs raw = SimulatedSongs.generate(options);
    Songs songs = ZScores.fit(raw).apply(raw);
    int[] order = shuffled(songs.size());
    int d = songs.dimension();
    ByteBuffer bytes = ByteBuffer.allocate(12 + 4 * rows * (d + 1)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(rows).putInt(d).putInt(genres);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < d; j++) {
        bytes.putFloat((float) songs.feature(order[i], j));
      }
    }
    for (int i = 0; i < rows; i++) {
      bytes.putInt(songs.genre(order[i]));
    }
    Files.write(file, bytes.array());
  }

  private static int[] shuffled(int n) {
    int[] order = IntStream.range(0, n).toArray();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  static SongRows read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      int rows = bytes.getInt();
      int d = bytes.getInt();
      int genres = bytes.getInt();
      float[] features = new float[rows * d];
      bytes.asFloatBuffer().get(features);
      bytes.position(bytes.position() + 4 * features.length);
      int[] genre = new int[rows];
      bytes.asIntBuffer().get(genre);
      return new SongRows(rows, d, genres, features, genre);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows from…to − 1 as the product knows them. */
  Songs songs(int from, int to) {
    int count = to - from;
    double[] values = new double[count * dimension];
    int[] labels = new int[count];
    long[] keys = new long[count];
    int[][] trackGenres = new int[count][];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < dimension; j++) {
        values[i * dimension + j] = features[(from + i) * dimension + j];
      }
      labels[i] = genre[from + i];
      keys[i] = i;
      trackGenres[i] = new int[] {labels[i]};
    }
    List<String> names = IntStream.range(0, dimension).mapToObj(j -> "feature " + j).toList();
    List<String> genreNames = IntStream.range(0, genres).mapToObj(g -> "genre " + g).toList();
    return new Songs(names, genreNames, values, labels, keys, null, trackGenres);
  }

  /** Features of rows from…to − 1, row by row. */
  float[] block(int from, int to) {
    return Arrays.copyOfRange(features, from * dimension, to * dimension);
  }

  /** No songs of the same genres. */
  Songs none() {
    return songs(0, 0);
  }
}
