package ihct.models.networks;

import ihct.hierarchy.SiblingTree;
import ihct.models.BatchShape;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.encode.SongEncoding;
import ihct.models.train.ValidationAccuracy;
import ihct.nn.BlasThreads;
import ihct.nn.gru.PathNetwork;
import ihct.songs.Songs;
import ihct.threads.Team;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What models have in common that tell at each step down a tree where a song goes on. As
 * classifiers they give the probabilities of whole paths; {@link #greedy} is the other reading,
 * step by step.
 */
public abstract sealed class PathClassifier implements SavableClassifier permits Rnn, PathModel {

  private final Kind kind;
  final SongEncoding encoding;
  final Team team = Team.onAllProcessors();

  /** A model that is to be trained. */
  PathClassifier(Kind kind, Training training) {
    this(kind, SongEncoding.fit(training.songs(), training.options()));
  }

  PathClassifier(Kind kind, SongEncoding encoding) {
    this.kind = kind;
    this.encoding = encoding;
  }

  /** A model that was saved. */
  PathClassifier(Kind kind, ModelReader in) throws IOException {
    in.requireKind(kind.name());
    this.kind = kind;
    this.encoding = SongEncoding.read(in);
  }

  /** Share of the validation songs whose likeliest path is theirs. */
  final double accuracy(Songs validation) {
    return ValidationAccuracy.of(validation, validation::genre, classes(), this::probabilities);
  }

  /** Receives what a network says of a song, to be read at once; several threads call it. */
  interface Reader {
    void read(int song, float[] values, int thread);
  }

  /** Has each song read once. */
  abstract void predict(float[] songs, int rows, Reader reader);

  /** Writes the probabilities of a song's paths to its row, which has any content before. */
  abstract Reader exactly(float[] probabilities);

  /** Writes a 1 for the end of a song's likeliest steps to its row, which is 0 before. */
  abstract Reader greedily(float[] probabilities);

  /** Predicts songs block by block, with so many values for each. */
  final void predict(
      int block,
      int values,
      Supplier<PathNetwork.Predictor> predictor,
      float[] songs,
      int rows,
      Reader reader) {
    int count = (rows + block - 1) / block;
    PathNetwork.Predictor[] predictors = new PathNetwork.Predictor[Math.min(team.threads(), count)];
    Arrays.setAll(predictors, thread -> predictor.get());
    float[][] inputs = new float[predictors.length][block * encoding.inputs()];
    float[][] read = new float[predictors.length][values];
    try (BlasThreads single = BlasThreads.one()) {
      team.each(
          "predicting paths",
          count,
          (number, thread) -> {
            int from = number * block;
            int to = Math.min(rows, from + block);
            encoding.encode(songs, from, to - from, inputs[thread]);
            predictors[thread].predict(inputs[thread], to - from);
            for (int song = from; song < to; song++) {
              predictors[thread].read(song - from, read[thread]);
              reader.read(song, read[thread], thread);
            }
          });
    } finally {
      Arrays.stream(predictors).forEach(PathNetwork.Predictor::close);
    }
  }

  @Override
  public final String kind() {
    return kind.name();
  }

  @Override
  public final void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, encoding.dimension(), probabilities, classes());
    predict(songs, rows, exactly(probabilities));
  }

  /**
   * The same network read child by child: the likeliest child at each tier of an {@link Rnn}, or at
   * each decision of a {@link SiblingTree}. The genre at the end gets probability 1; a path that
   * leaves the tree gives no answer, a row of zeros.
   *
   * @return a classifier that shares this one's network
   */
  public final GenreClassifier greedy() {
    return new Greedy();
  }

  private final class Greedy implements GenreClassifier {

    @Override
    public int classes() {
      return PathClassifier.this.classes();
    }

    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      BatchShape.check(songs, rows, encoding.dimension(), probabilities, classes());
      Arrays.fill(probabilities, 0, rows * classes(), 0);
      predict(songs, rows, greedily(probabilities));
    }
  }
}
