package ihct.study.run;

import ihct.files.Names;
import ihct.hierarchy.Ihct;
import ihct.models.Checkpoints;
import ihct.models.EpochListener;
import ihct.models.ForestOptions;
import ihct.models.GenreClassifier;
import ihct.models.ModelReader;
import ihct.models.PaperSettings;
import ihct.models.TrainingOptions;
import ihct.models.baseline.MajorityClass;
import ihct.models.baseline.NearestCentroid;
import ihct.models.baseline.RandomGuess;
import ihct.models.forest.EntropyTree;
import ihct.models.forest.GenreForest;
import ihct.models.networks.Dense;
import ihct.models.networks.PathGru;
import ihct.models.networks.Rnn;
import ihct.models.networks.RnnSiblings;
import ihct.models.networks.StackNet;
import ihct.models.networks.TierHeads;
import ihct.models.networks.TreeSoftmax;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The models of the paper and a few besides, and how each is trained, opened and read. */
public enum ModelKind {
  /** Guesses every genre equally often. */
  RANDOM(0.02) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return RandomGuess.fit(parts.train(), training.options().seed());
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return RandomGuess.load(in);
    }
  },
  /** Always answers the most frequent genre. */
  MAJORITY(Double.NaN) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return MajorityClass.fit(parts.train());
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return MajorityClass.load(in);
    }
  },
  /** Answers the genre whose mean song is nearest. */
  CENTROID(Double.NaN) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return NearestCentroid.fit(parts.train());
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return NearestCentroid.load(in);
    }
  },
  /** An entropy tree of depth {@value ihct.models.PaperSettings#TREE_DEPTH}. */
  TREE(8.93) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return EntropyTree.fit(parts.train(), PaperSettings.TREE_DEPTH);
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return EntropyTree.load(in);
    }
  },
  /** A random forest of such trees, {@link ForestOptions#usual() usual} unless asked otherwise. */
  FOREST(Double.NaN) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return GenreForest.fit(
          parts.train(), training.options().forest().withSeed(training.options().seed()));
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return GenreForest.load(in);
    }
  },
  /** One dense network over all genres. */
  DENSE(13.3) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return Dense.fit(
          parts.train(),
          parts.validation(),
          training.options(),
          training.listener(),
          training.checkpoints());
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return Dense.load(in);
    }
  },
  /** One dense network per tier, each seeing the answers of those above. */
  STACKNET(10.2) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return onTree(parts, training, StackNet::fit);
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return StackNet.load(in, tree);
    }
  },
  /** A bidirectional GRU that walks down the tiers; read exactly and greedily. */
  RNN(13.5) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return onTree(parts, training, Rnn::fit);
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return Rnn.load(in, tree);
    }

    @Override
    Map<String, GenreClassifier> decodings(GenreClassifier model) {
      Map<String, GenreClassifier> both = new LinkedHashMap<>(super.decodings(model));
      both.put(GREEDY, ((Rnn) model).greedy());
      return both;
    }
  },
  /** One dense network with a softmax for every tier; that of the genres answers. */
  TIER_HEADS(Double.NaN) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return onTree(parts, training, TierHeads::fit);
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return TierHeads.load(in, tree);
    }
  },
  /** One dense network that decides among the children of every cluster. */
  TREE_SOFTMAX(Double.NaN) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return onTree(parts, training, TreeSoftmax::fit);
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return TreeSoftmax.load(in, tree);
    }
  },
  /** The RNN with weights of its own for each cluster, and a softmax among siblings. */
  RNN_SIBLINGS(Double.NaN) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return onTree(parts, training, RnnSiblings::fit);
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return RnnSiblings.load(in, tree);
    }
  },
  /** A GRU that walks down the tree and knows the way so far. */
  PATH_GRU(Double.NaN) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return onTree(parts, training, PathGru::fit);
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return PathGru.load(in, tree);
    }
  },
  /** The paper's RNN with children numbered along the first principal component of the genres. */
  RNN_ORDERED(Double.NaN) {
    @Override
    public GenreClassifier fit(Parts parts, Training training) {
      return onTree(parts, training, Rnn::fitOrdered);
    }

    @Override
    public GenreClassifier load(ModelReader in, Ihct tree) throws IOException {
      return Rnn.loadOrdered(in, tree);
    }
  };

  /** The name of the RNN's second decoding, child by child. */
  static final String GREEDY = "rnn-greedy";

  private final double paperTop1;

  ModelKind(double paperTop1) {
    this.paperTop1 = paperTop1;
  }

  /** The training and validation songs and the tree over their genres. */
  record Parts(Songs train, Songs validation, Ihct tree) {}

  /** How to train, who hears of it, and where its state is kept. */
  public record Training(
      TrainingOptions options, EpochListener listener, Checkpoints checkpoints) {}

  /** Trains a network that follows a tree. */
  private interface Fitting {
    GenreClassifier fit(
        Songs train,
        Songs validation,
        Ihct tree,
        TrainingOptions options,
        EpochListener listener,
        Checkpoints checkpoints);
  }

  private static GenreClassifier onTree(Parts parts, Training training, Fitting network) {
    return network.fit(
        parts.train,
        parts.validation,
        parts.tree,
        training.options,
        training.listener,
        training.checkpoints);
  }

  public abstract GenreClassifier fit(Parts parts, Training training);

  public abstract GenreClassifier load(ModelReader in, Ihct tree) throws IOException;

  /**
   * Trains a model of this kind.
   *
   * @param train z-scored songs, at least one
   * @param validation songs scaled alike, to choose the best epoch by
   * @param tree over their genres; models without a tree do not look at it
   * @param options how to train
   * @param listener hears of a network's epochs
   * @return the model
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public GenreClassifier train(
      Songs train, Songs validation, Ihct tree, TrainingOptions options, EpochListener listener) {
    return fit(
        new Parts(train, validation, tree), new Training(options, listener, Checkpoints.NONE));
  }

  /** The ways to read a trained model, by the name under which results stand. */
  Map<String, GenreClassifier> decodings(GenreClassifier model) {
    return Map.of(Names.of(this), model);
  }

  /**
   * Reads a model's name as the user writes it.
   *
   * @param text such as "dense"
   * @return the model
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones
   */
  public static ModelKind parse(String text) {
    return Names.parse(ModelKind.class, "Model", text);
  }

  /**
   * The models of the paper and the baselines beside them, which a run trains unless told
   * otherwise.
   *
   * @return in the paper's order
   */
  public static List<ModelKind> usual() {
    return List.of(RANDOM, MAJORITY, CENTROID, TREE, FOREST, DENSE, STACKNET, RNN);
  }

  /**
   * Lists the names of all models.
   *
   * @return the names in the paper's order
   */
  public static List<String> names() {
    return Stream.of(values()).map(Names::of).toList();
  }

  /** The model behind the name of a result: "rnn-greedy" is a reading of RNN. */
  public static ModelKind ofResult(String name) {
    return parse(name.equals(GREEDY) ? Names.of(RNN) : name);
  }

  /**
   * Recalls the accuracy that the paper reports on its own songs (table 1).
   *
   * @param result a result's name, such as "dense" or "rnn-greedy"
   * @return top-1 accuracy in percent; empty where the paper gives none
   */
  public static OptionalDouble paperTop1(String result) {
    double percent = result.equals(GREEDY) ? Double.NaN : parse(result).paperTop1;
    return Double.isNaN(percent) ? OptionalDouble.empty() : OptionalDouble.of(percent);
  }
}
