package ihct.models.baseline;

import ihct.models.BatchShape;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The K genres with training songs, of N that a model knows; all others have probability 0. */
final class SeenGenres {

  final int classes;

  /** The number of features, d. */
  final int dimension;

  /** Ascending. */
  private final int[] genres;

  private SeenGenres(int classes, int dimension, int[] genres) {
    this.classes = classes;
    this.dimension = dimension;
    this.genres = genres;
  }

  /** Finds them, unless there is no song. */
  static SeenGenres of(Songs train) {
    BatchShape.checkTraining(train.size());
    int[] rows = train.rowsPerGenre();
    int[] genres = IntStream.range(0, rows.length).filter(g -> rows[g] > 0).toArray();
    return new SeenGenres(rows.length, train.dimension(), genres);
  }

  /** Reads them from a model's file, where their number has this name. */
  static SeenGenres load(ModelReader in, String count) throws IOException {
    int classes = in.integer("classes", 1, Integer.MAX_VALUE);
    int dimension = in.integer("features", 1, 1 << 16);
    int seen = in.integer(count, 1, Math.min(classes, Integer.MAX_VALUE / dimension));
    int[] genres = in.ints("genres", seen, 0, classes - 1);
    if (!IntStream.range(1, seen).allMatch(k -> genres[k - 1] < genres[k])) {
      throw in.damaged("its genres are not ascending");
    }
    return new SeenGenres(classes, dimension, genres);
  }

  void write(ModelWriter out, String count) throws IOException {
    out.integer("classes", classes);
    out.integer("features", dimension);
    out.integer(count, genres.length);
    out.ints("genres", genres);
  }

  int count() {
    return genres.length;
  }

  /** The training songs with these genres alone. */
  Songs alone(Songs train) {
    return genres.length == classes
        ? train
        : train.withGenres(IntStream.of(genres).mapToObj(train.genres()::get).toList());
  }

  /** Fills in K logarithms of weights, the largest 0, of the song that begins at a place. */
  interface LogWeights {
    void fill(float[] songs, int song, double[] logs);
  }

  /** Answers with shares of the weights. */
  void probabilities(float[] songs, int rows, float[] probabilities, LogWeights logs) {
    BatchShape.check(songs, rows, dimension, probabilities, classes);
    Arrays.fill(probabilities, 0, rows * classes, 0f);
    double[] weights = new double[genres.length];
    for (int row = 0; row < rows; row++) {
      Stop.check("predicting genres");
      logs.fill(songs, row * dimension, weights);
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        weights[k] = Math.exp(weights[k]);
        sum += weights[k];
      }
      for (int k = 0; k < weights.length; k++) {
        probabilities[row * classes + genres[k]] = (float) (weights[k] / sum);
      }
    }
  }
}
