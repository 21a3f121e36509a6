package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.SiblingTree;
import ihct.memory.MemoryNeed;
import ihct.models.BatchShape;
import ihct.models.ClassWeights;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.models.encode.EncodedSongs;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Batches;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.Networks;
import ihct.models.train.SongLearner;
import ihct.nn.BlasThreads;
import ihct.nn.gru.PathNetwork;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What models have in common whose networks decide among siblings: at each cluster of an IHCT they
 * give a distribution over its children, and the probability of a genre is the product of those on
 * its path. These products sum to 1 over the genres as they are.
 *
 * <p>The weights lie in memory of our own, not in a DL4J container.
 */
public abstract sealed class PathModel extends PathClassifier permits RnnSiblings, PathGru {

  /** A weight, its gradient and Adam's two moments. */
  private static final int NUMBERS_PER_WEIGHT = 4;

  /** How the layers follow from what a network sees of a song. */
  interface Shapes {
    PathNetwork.Shape of(SongEncoding encoding) throws IOException;
  }

  private final SiblingTree tree;
  private final PathNetwork network;

  /** A network with first weights, to {@link #learn}. */
  PathModel(Kind kind, Function<SongEncoding, PathNetwork.Shape> shapes, Training training) {
    super(kind, training);
    TrainingOptions options = training.options();
    tree = SiblingTree.of(training.tree());
    PathNetwork.Shape shape = shapes.apply(encoding);
    require(shape.count(tree));
    network =
        shape.network(
            tree, options.get(Networks.DROPOUT), options.get(Networks.SMOOTHING), options.seed());
  }

  /** Reads a saved network; the weights come first, so that none is built that they do not fill. */
  PathModel(Kind kind, Shapes shapes, ModelReader in, Ihct ihct) throws IOException {
    super(kind, in);
    tree = SiblingTree.of(ihct);
    int units = in.integer("units", 0, Integer.MAX_VALUE);
    if (units != tree.units()) {
      throw in.damaged(
          "it has %d units, and its tree has %d children to choose from"
              .formatted(units, tree.units()));
    }
    PathNetwork.Shape shape = shapes.of(encoding);
    float[] weights = Networks.weights(in, shape.count(tree));
    require(weights.length);
    network = shape.network(tree, 0, 0, 0);
    network.parameters().set(weights);
    in.end();
  }

  /** Refuses what the network cannot be computed with. */
  private void require(long weights) {
    Backend.require();
    MemoryNeed.check(
        "a network of %,d weights".formatted(weights),
        (double) NUMBERS_PER_WEIGHT * Float.BYTES * weights,
        "fewer genres (--min-per-genre)");
    if (weights > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "The model %s would have %,d weights, and can have 2,147,483,647. Take fewer genres (--min-per-genre)."
              .formatted(kind(), weights));
    }
  }

  /** Trains in place. */
  final void learn(Training training) {
    Songs train = training.songs();
    BatchShape.checkTraining(train.size());
    TrainingOptions options = training.options();
    EncodedSongs songs = new EncodedSongs(train, encoding);
    NetworkTrainer trainer =
        new NetworkTrainer(kind(), network.parameters(), guessLoss(), training);
    int batch = Math.min(options.batch(), train.size());
    try (NetworkTrainer.Learner learner =
        SongLearner.of(
            learner(batch, options), songs, options.get(ClassWeights.OPTION).of(train))) {
      trainer.fit(train.size(), learner, () -> accuracy(training.validation()));
    }
  }

  private PathNetwork.Learner learner(int batch, TrainingOptions options) {
    double rate = options.learningRate();
    return Backend.card()
        .map(card -> network.learner(batch, rate, options.seed(), card))
        .orElseGet(() -> network.learner(batch, rate, options.seed(), team));
  }

  private PathNetwork.Predictor predictor() {
    return Backend.card().map(network::predictor).orElseGet(network::predictor);
  }

  /** The mean over the genres of the loss of one who finds all children equally likely. */
  private double guessLoss() {
    double sum = 0;
    for (int c = 0; c < classes(); c++) {
      for (int unit : tree.path(c)) {
        sum += Math.log(tree.size(tree.decision(unit)));
      }
    }
    return Math.max(Math.log(2), sum / classes());
  }

  @Override
  public final int classes() {
    return tree.classes();
  }

  @Override
  final void predict(float[] songs, int rows, Reader reader) {
    predict(network.block(), tree.units(), this::predictor, songs, rows, reader);
  }

  @Override
  final Reader exactly(float[] probabilities) {
    return (song, units, thread) ->
        SiblingProducts.leaves(tree, units, probabilities, song * classes());
  }

  @Override
  final Reader greedily(float[] probabilities) {
    PathSearch search = new PathSearch(tree);
    return (song, units, thread) -> {
      int leaf = search.greedy(PathNetwork.Walk.of(tree, units)).leaf();
      probabilities[song * classes() + leaf] = 1;
    };
  }

  /**
   * The most probable genres of one song, exactly, without the probabilities of all others.
   *
   * @param song its z-scored features
   * @param count how many genres, at least 1
   * @return the genres, the most probable first; all of them if there are not so many
   */
  public final List<PathSearch.Found> top(float[] song, int count) {
    return search(song, (search, walk) -> search.top(walk, count));
  }

  /**
   * Probable genres of one song, by a search that keeps some paths at each cluster on the way down.
   *
   * @param song its z-scored features
   * @param width how many paths are kept, at least 1
   * @return at most so many genres, the most probable first
   */
  public final List<PathSearch.Found> beam(float[] song, int width) {
    return search(song, (search, walk) -> search.beam(walk, width));
  }

  private List<PathSearch.Found> search(
      float[] song, BiFunction<PathSearch, PathNetwork.Walk, List<PathSearch.Found>> question) {
    float[] inputs = Batches.inputs(encoding, song, 1);
    try (BlasThreads single = BlasThreads.one();
        PathNetwork.Walk walk = network.walk(inputs)) {
      return question.apply(new PathSearch(tree), walk);
    }
  }

  /** The network that learns. */
  final PathNetwork network() {
    return network;
  }

  /** The decisions of the model's tree, in which {@link PathSearch} looks for paths. */
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
}
