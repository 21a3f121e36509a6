package ihct.models.networks;

import ihct.models.TrainingOptions;
import ihct.models.encode.EncodedSongs;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Batches;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.SongLearner;
import ihct.nn.BlasThreads;
import ihct.nn.gru.Recurrent;
import ihct.nn.gru.RecurrentLearner;
import ihct.nn.gru.RecurrentPredictor;
import ihct.threads.Team;
import java.util.Arrays;

/** The network of an {@link Rnn} computed in blocks of songs. */
public final class RnnBlocks {

  private final Recurrent network;
  private final SongEncoding encoding;
  private final int tiers;
  private final Team team;

  RnnBlocks(Recurrent network, SongEncoding encoding, int tiers, Team team) {
    this.network = network;
    this.encoding = encoding;
    this.tiers = tiers;
    this.team = team;
  }

  /**
   * Receives what the network says of a song: tiers rows of O probabilities, to be read at once.
   */
  interface Reader {
    void read(int song, float[] steps, int thread);
  }

  /** Learns batches of songs; to be closed. */
  NetworkTrainer.Learner learner(EncodedSongs songs, int[][] paths, TrainingOptions options) {
    int batch = Math.min(options.batch(), songs.size());
    RecurrentLearner learner =
        new RecurrentLearner(network, tiers, batch, options.learningRate(), options.seed(), team);
    return new SongLearner(learner) {
      @Override
      public double learn(int[] rows, int from, int to) {
        int[][] labels = new int[to - from][];
        Arrays.setAll(labels, i -> paths[songs.genre(rows[from + i])]);
        return learner.learn(Batches.inputs(songs, rows, from, to), labels);
      }
    };
  }

  /**
   * Predicts songs; several threads read at a time, each song once.
   *
   * @param songs plain features, row by row
   * @param rows how many songs
   * @param reader receives their probabilities
   */
  void predict(float[] songs, int rows, Reader reader) {
    int size = Recurrent.block(tiers);
    int count = (rows + size - 1) / size;
    Predictor[] predictors = new Predictor[Math.min(team.threads(), count)];
    Arrays.setAll(predictors, thread -> new Predictor());
    try (BlasThreads single = BlasThreads.one()) {
      team.each(
          "predicting paths",
          count,
          (block, thread) -> {
            int from = block * size;
            predictors[thread].predict(songs, from, Math.min(rows, from + size), reader, thread);
          });
    } finally {
      Arrays.stream(predictors).forEach(Predictor::close);
    }
  }

  /** What one thread needs to predict. */
  private final class Predictor implements AutoCloseable {
    private final RecurrentPredictor predictor = new RecurrentPredictor(network, tiers);
    private final float[] inputs = new float[Recurrent.block(tiers) * encoding.inputs()];
    private final float[] steps = new float[tiers * network.classes()];

    void predict(float[] songs, int from, int to, Reader reader, int thread) {
      encoding.encode(songs, from, to - from, inputs);
      predictor.predict(inputs, 0, to - from);
      for (int song = from; song < to; song++) {
        predictor.read(song - from, steps);
        reader.read(song, steps, thread);
      }
    }

    @Override
    public void close() {
      predictor.close();
    }
  }
}
