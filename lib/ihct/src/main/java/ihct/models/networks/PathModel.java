package ihct.models.networks;

import ihct.hierarchy.SiblingTree;
import ihct.memory.MemoryNeed;
import ihct.models.BatchShape;
import ihct.models.GenreClassifier;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.models.encode.EncodedSongs;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Batches;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.SongLearner;
import ihct.models.train.ValidationAccuracy;
import ihct.models.train.Weights;
import ihct.nn.BlasThreads;
import ihct.nn.dl4j.HostMemory;
import ihct.nn.gru.PathNetwork;
import ihct.songs.Songs;
import ihct.threads.Team;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What models have in common whose networks decide among siblings: at each cluster of an IHCT they
 * give a distribution over its children, and the probability of a genre is the product of those on
 * its path. These products sum to 1 over the genres as they are.
 *
 * <p>The weights lie in memory of our own, not in a DL4J container, and are computed with on the
 * CPU.
 */
public abstract sealed class PathModel implements SavableClassifier permits RnnSiblings, PathGru {

  /** A weight, its gradient and Adam's two moments. */
  private static final int NUMBERS_PER_WEIGHT = 4;

  private final PathNetwork network;
  private final SiblingTree tree;
  private final SongEncoding encoding;
  private final Team team = Team.onAllProcessors();

  PathModel(PathNetwork network, SiblingTree tree, SongEncoding encoding) {
    this.network = network;
    this.tree = tree;
    this.encoding = encoding;
  }

  /** Refuses what the network cannot be computed with. */
  static void require(String kind, long weights) {
    Backend.require();
    SegmentNetwork.checkReachable(kind, HostMemory.isReachable());
    MemoryNeed.check(
        "a network of %,d weights".formatted(weights),
        (double) NUMBERS_PER_WEIGHT * Float.BYTES * weights,
        "fewer genres (--min-per-genre)");
    if (weights > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The model %s would have %,d weights, and can have 2,147,483,647. Take fewer genres (--min-per-genre)."
              .formatted(kind, weights));
    }
  }

  /** Trains in place. */
  final void learn(Training training) {
    Songs train = training.songs();
    Songs validation = training.validation();
    BatchShape.checkTraining(train.size());
    EncodedSongs songs = new EncodedSongs(train, encoding);
    NetworkTrainer trainer =
        new NetworkTrainer(kind(), Weights.of(network.parameters()), guessLoss(), training);
    int batch = Math.min(training.options().batch(), train.size());
    try (NetworkTrainer.Learner learner = learner(songs, batch, training.options())) {
      trainer.fit(
          train.size(),
          learner,
          () ->
              ValidationAccuracy.of(validation, validation::genre, classes(), this::probabilities));
    }
  }

  private NetworkTrainer.Learner learner(EncodedSongs songs, int batch, TrainingOptions options) {
    PathNetwork.Learner learner =
        network.learner(batch, options.learningRate(), options.seed(), team);
    return new SongLearner(learner) {
      @Override
      public double learn(int[] rows, int from, int to) {
        int[] classes = new int[to - from];
        Arrays.setAll(classes, i -> songs.genre(rows[from + i]));
        return learner.learn(Batches.inputs(songs, rows, from, to), classes);
      }
    };
  }

  /** The mean over the genres of the loss of one who finds all children equally likely. */
  private double guessLoss() {
    double sum = 0;
    for (int c = 0; c < classes(); c++) {
      for (int unit : tree.path(c)) {
        int g = tree.decision(unit);
        sum += Math.log(tree.first(g + 1) - tree.first(g));
      }
    }
    return Math.max(Math.log(2), sum / classes());
  }

  @Override
  public final int classes() {
    return tree.classes();
  }

  @Override
  public final void probabilities(float[] songs, int rows, float[] probabilities) {
    BatchShape.check(songs, rows, encoding.dimension(), probabilities, classes());
    predict(
        songs,
        rows,
        (song, units) -> SiblingProducts.leaves(tree, units, probabilities, song * classes()));
  }

  /** Receives the probabilities of all units for a song, each among its siblings. */
  private interface Reader {
    void read(int song, float[] units);
  }

  /** Has songs read, each once, by several threads at a time. */
  private void predict(float[] songs, int rows, Reader reader) {
    int size = network.block();
    int count = (rows + size - 1) / size;
    PathNetwork.Predictor[] predictors = new PathNetwork.Predictor[Math.min(team.threads(), count)];
    Arrays.setAll(predictors, thread -> network.predictor());
    float[][] inputs = new float[predictors.length][size * network.inputs()];
    float[][] units = new float[predictors.length][tree.units()];
    try (BlasThreads single = BlasThreads.one()) {
      team.each(
          "predicting paths",
          count,
          (block, thread) -> {
            int from = block * size;
            int to = Math.min(rows, from + size);
            encoding.encode(songs, from, to - from, inputs[thread]);
            predictors[thread].predict(inputs[thread], to - from);
            for (int song = from; song < to; song++) {
              predictors[thread].read(song - from, units[thread]);
              reader.read(song, units[thread]);
            }
          });
    } finally {
      Arrays.stream(predictors).forEach(PathNetwork.Predictor::close);
    }
  }

  /**
   * The same network read child by child: the likeliest child of each cluster on the way down. The
   * genre at the end gets probability 1.
   *
   * @return a classifier that shares this one's network
   */
  public final GenreClassifier greedy() {
    return new Greedy();
  }

  private final class Greedy implements GenreClassifier {
    private final PathSearch search = new PathSearch(tree);

    @Override
    public int classes() {
      return tree.classes();
    }

    @Override
    public void probabilities(float[] songs, int rows, float[] probabilities) {
      BatchShape.check(songs, rows, encoding.dimension(), probabilities, classes());
      Arrays.fill(probabilities, 0, rows * classes(), 0);
      predict(
          songs,
          rows,
          (song, units) -> {
            int leaf = search.greedy(SiblingProducts.conditional(tree, units)).leaf();
            probabilities[song * classes() + leaf] = 1;
          });
    }
  }

  /**
   * The most probable genres of one song, exactly, without the probabilities of all others.
   *
   * @param song its z-scored features
   * @param count how many genres, at least 1
   * @return the genres, the most probable first; all of them if there are not so many
   */
  public final List<PathSearch.Found> top(float[] song, int count) {
    return search(song, (search, conditional) -> search.top(conditional, count));
  }

  /**
   * Probable genres of one song, by a search that keeps some paths at each cluster on the way down.
   *
   * @param song its z-scored features
   * @param width how many paths are kept, at least 1
   * @return at most so many genres, the most probable first
   */
  public final List<PathSearch.Found> beam(float[] song, int width) {
    return search(song, (search, conditional) -> search.beam(conditional, width));
  }

  private List<PathSearch.Found> search(
      float[] song,
      BiFunction<PathSearch, PathSearch.Conditional, List<PathSearch.Found>> question) {
    float[] inputs = Batches.inputs(encoding, song, 1);
    try (BlasThreads single = BlasThreads.one();
        PathNetwork.Walk walk = network.walk(inputs)) {
      return question.apply(new PathSearch(tree), walk::logProbabilities);
    }
  }

  /**
   * The decisions of the model's tree.
   *
   * @return what {@link PathSearch} looks for paths in
   */
  public final SiblingTree tree() {
    return tree;
  }

  @Override
  public final long parameters() {
    return network.parameters().count();
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    out.integer("features", encoding.dimension());
    out.integer("units", tree.units());
    encoding.write(out);
    out.floats("weights", network.parameters().copy());
  }

  /** Reads how many features a saved model has, and checks that it is one over this tree. */
  static int features(ModelReader in, SiblingTree tree) throws IOException {
    int features = in.integer("features", 1, Integer.MAX_VALUE);
    int units = in.integer("units", 0, Integer.MAX_VALUE);
    if (units != tree.units()) {
      throw in.damaged(
          "it has %d units, and its tree has %d children to choose from"
              .formatted(units, tree.units()));
    }
    return features;
  }

  /**
   * Reads the weights before their network is built, so that none is that the file does not fill.
   */
  static float[] weights(ModelReader in, long count) throws IOException {
    if (count > Integer.MAX_VALUE) {
      throw in.damaged("a network of %,d weights is too large".formatted(count));
    }
    return in.floats("weights", (int) count);
  }

  /** Fills in the weights of a saved model. */
  final void set(float[] weights) {
    network.parameters().set(weights);
  }
}
