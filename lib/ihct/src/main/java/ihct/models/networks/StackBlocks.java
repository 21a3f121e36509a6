package ihct.models.networks;

import ihct.models.TrainingOptions;
import ihct.models.encode.EncodedSongs;
import ihct.models.encode.SongEncoding;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.SongLearner;
import ihct.nn.BlasThreads;
import ihct.nn.FeedForward;
import ihct.nn.FeedForwardLearner;
import ihct.nn.FeedForwardPredictor;
import ihct.nn.FloatMatrix;
import ihct.stopping.Stop;
import ihct.threads.Team;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A {@link NetworkStack} computed in blocks of rows. The inputs of all networks are one matrix,
 * each seeing its first columns: the encoded song, and behind it one softmax after the other,
 * written where it belongs.
 */
final class StackBlocks implements StackEngine {

  /** Evenly spread songs that the moments of a normalised network are measured on. */
  static final int MEASURED = 8192;

  private final List<FeedForward> above;
  private final FeedForward network;
  private final SongEncoding encoding;
  private final Team team;

  StackBlocks(List<FeedForward> above, FeedForward network, SongEncoding encoding, Team team) {
    this.above = above;
    this.network = network;
    this.encoding = encoding;
    this.team = team;
  }

  /** The finished networks with the working memory of one thread. */
  private final class Predictors implements AutoCloseable {
    private final FeedForwardPredictor[] ofTiers =
        above.stream().map(FeedForwardPredictor::new).toArray(FeedForwardPredictor[]::new);

    /** Writes all predictions beside the songs, which are there. */
    void extend(FloatMatrix inputs) {
      for (int tier = 0; tier < ofTiers.length; tier++) {
        Stop.check("predicting tiers"); // a block of twelve tiers takes a tenth of a second
        int seen = above.get(tier).inputs();
        int clusters = above.get(tier).classes();
        ofTiers[tier].predict(inputs.columns(0, seen), inputs.columns(seen, seen + clusters));
      }
    }

    @Override
    public void close() {
      Arrays.stream(ofTiers).forEach(FeedForwardPredictor::close);
    }
  }

  private Predictors[] predictors() {
    Predictors[] predictors = new Predictors[team.threads()];
    Arrays.setAll(predictors, thread -> new Predictors());
    return predictors;
  }

  @Override
  public NetworkTrainer.Learner learner(LabelledSongs songs, TrainingOptions options) {
    EncodedSongs encoded = new EncodedSongs(songs.songs(), encoding);
    int batch = Math.min(options.batch(), songs.size());
    FeedForwardLearner learner =
        new FeedForwardLearner(network, batch, options.learningRate(), options.seed(), team);
    Predictors[] predictors = predictors();
    float[][] song = new float[team.threads()][encoding.inputs()];
    return new SongLearner(learner) {
      @Override
      public double learn(int[] rows, int from, int to) {
        return learner.learn(
            songs.labels(rows, from, to),
            songs.weights(rows, from, to),
            to - from,
            inputs(i -> rows[from + i]));
      }

      @Override
      public void endEpoch() {
        int count = Math.min(songs.size(), MEASURED);
        learner.measure(count, inputs(i -> (int) ((long) i * songs.size() / count)));
      }

      /** The inputs of rows that are numbered from 0. */
      private FeedForwardLearner.Inputs inputs(IntUnaryOperator row) {
        return (inputs, first, thread) -> {
          for (int i = 0; i < inputs.rows(); i++) {
            encoded.copyInputs(row.applyAsInt(first + i), song[thread], 0);
            inputs.write(i, 0, song[thread], 0, encoding.inputs());
          }
          predictors[thread].extend(inputs);
        };
      }

      @Override
      public void close() {
        super.close();
        Arrays.stream(predictors).forEach(Predictors::close);
      }
    };
  }

  @Override
  public void probabilities(float[] songs, int rows, float[] probabilities) {
    int count = FeedForward.blocks(rows);
    Answers[] answers = new Answers[Math.min(team.threads(), count)];
    Arrays.setAll(answers, thread -> new Answers(Math.min(rows, FeedForward.block(rows))));
    try (BlasThreads single = BlasThreads.one()) {
      team.each(
          "predicting",
          count,
          (block, thread) -> {
            int from = block * FeedForward.block(rows);
            int to = Math.min(rows, from + FeedForward.block(rows));
            answers[thread].answer(songs, from, to, probabilities);
          });
    } finally {
      Arrays.stream(answers).forEach(Answers::close);
    }
  }

  /** What one thread needs to answer. */
  private final class Answers implements AutoCloseable {
    private final Predictors predictors = new Predictors();
    private final FeedForwardPredictor last = new FeedForwardPredictor(network);
    private final FloatMatrix inputs;
    private final float[] song = new float[encoding.inputs()];

    Answers(int rows) {
      inputs = FloatMatrix.allocate(rows, network.inputs());
    }

    void answer(float[] songs, int from, int to, float[] probabilities) {
      FloatMatrix used = inputs.rows(0, to - from);
      for (int i = from; i < to; i++) {
        encoding.encode(songs, i * encoding.dimension(), song, 0);
        used.write(i - from, 0, song, 0, song.length);
      }
      predictors.extend(used);
      last.predict(used, probabilities, from * network.classes());
    }

    @Override
    public void close() {
      predictors.close();
      last.close();
      inputs.free();
    }
  }
}
